package dev.wakeful.examples.join;

import dev.wakeful.examples.socket.SimpleFuture;
import dev.wakeful.task.Poll;
import java.io.PrintStream;

/// A simple future that is ready with its result at its n-th poll, and tells of each.
final class Chore implements SimpleFuture<String> {
  private final String name;
  private final String result;
  private final int steps;
  private final PrintStream out;
  private int done;

  Chore(String name, int steps, String result, PrintStream out) {
    this.name = name;
    this.steps = steps;
    this.result = result;
    this.out = out;
  }

  @Override
  public Poll<String> poll(Runnable wake) {
    done++;
    out.println("  " + name + ", " + done + " of " + steps);
    if (done == steps) {
      return Poll.ready(result);
    }
    wake.run(); // the next step can be done at once, after others had their turn
    return Poll.pending();
  }
}
