// ./run race
package dev.wakeful.examples.race;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import java.io.PrintStream;
import java.time.Duration;

/// Races two futures, then two tasks; the loser is cancelled.
final class RaceTwo {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofSeconds(100);

  private RaceTwo() {}

  static void main(String[] args) throws Exception {
    run(System.out);
  }

  static void run(PrintStream out) throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.create()) {
      out.println("two futures, and the hare takes a nap:");
      out.println(tell(runtime.blockOn(hare(LONG, out).race(tortoise(SHORT, out)))));

      out.println("two futures, and the hare stays awake:");
      out.println(tell(runtime.blockOn(hare(Duration.ZERO, out).race(tortoise(LONG, out)))));

      out.println("two tasks, and the hare takes a nap:");
      JoinHandle<Finish> hare = runtime.spawn("hare", hare(LONG, out));
      JoinHandle<Finish> tortoise = runtime.spawn("tortoise", tortoise(SHORT, out));
      // A task is not owned by who holds its handle: the race lets go of the loser's handle, and
      // the task would run on. So it is aborted as well; for the winner that does nothing.
      Finish first = runtime.blockOn(hare.race(tortoise));
      hare.abort();
      tortoise.abort();
      out.println(tell(first));
    } // closing the runtime waits until an aborted task is gone
  }

  private static Future<Finish> hare(Duration nap, PrintStream out) {
    return new Runner("hare", nap.plus(SHORT), new Finish.Hare(nap), out);
  }

  private static Future<Finish> tortoise(Duration time, PrintStream out) {
    return new Runner("tortoise", time, new Finish.Tortoise(50), out);
  }

  /// Each outcome has its own words, and the compiler sees that none is forgotten.
  private static String tell(Finish finish) {
    return switch (finish) {
      case Finish.Tortoise(int steps) -> "  the tortoise wins with " + steps + " steps";
      case Finish.Hare(Duration nap) -> "  the hare wins with a nap of " + nap.toSeconds() + " s";
    };
  }
}
