// ./run timer-future [MILLISECONDS]
package dev.wakeful.examples.timer;

import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import java.io.PrintStream;
import java.time.Duration;

/// Waits for a timer that a thread of its own wakes.
final class WaitForTimer {
  private WaitForTimer() {}

  static void main(String[] args) throws Exception {
    run(Duration.ofMillis(args.length == 1 ? Long.parseLong(args[0]) : 500), System.out);
  }

  static void run(Duration time, PrintStream out) throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.create()) {
      Future<Void> timer = new TimerFuture(time);
      out.println("a timer of " + time.toMillis() + " ms is made, and does not run yet");
      long start = System.nanoTime();
      runtime.blockOn(timer);
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      out.println("it rang " + millis + " ms after its first poll");
    }
  }
}
