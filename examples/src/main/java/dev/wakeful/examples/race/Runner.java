package dev.wakeful.examples.race;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.time.Time;
import java.io.PrintStream;
import java.time.Duration;

/// A future that takes its time, and says so when it is cancelled.
final class Runner implements Future<Finish> {
  private final String name;
  private final Future<Void> way;
  private final Finish finish;
  private final PrintStream out;
  private boolean over;

  Runner(String name, Duration time, Finish finish, PrintStream out) {
    this.name = name;
    this.way = Time.sleep(time);
    this.finish = finish;
    this.out = out;
  }

  @Override
  public Poll<Finish> poll(Context cx) throws Exception {
    if (way.poll(cx).isPending()) {
      return Poll.pending();
    }
    over = true;
    return Poll.ready(finish);
  }

  /// Called by the race, at once, before the winner's value goes anywhere: from here on nothing of
  /// the loser runs. Its timer is taken out as well.
  @Override
  public void cancel() {
    if (!over) { // a second call does nothing
      over = true;
      way.cancel();
      out.println("  the " + name + " is cancelled on its way");
    }
  }
}
