// ./run join
package dev.wakeful.examples.join;

import dev.wakeful.examples.socket.SimpleFuture;
import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.time.Time;
import java.io.PrintStream;
import java.time.Duration;

/// Makes breakfast twice: with `Join` and `AndThen` written by hand, and with those of the library.
final class MakeBreakfast {
  private MakeBreakfast() {}

  static void main(String[] args) throws Exception {
    run(System.out);
  }

  static void run(PrintStream out) throws Exception {
    out.println("by hand:");
    out.println(SimpleFuture.run(byHand(out)));

    out.println("with the library:");
    try (AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      out.println(runtime.blockOn(withTheLibrary(out)));
    }
  }

  /// Eggs and toast at once; then coffee, and the closure uses what was made before.
  static SimpleFuture<String> byHand(PrintStream out) {
    var eggs = new Chore("boil eggs", 3, "2 eggs", out);
    var toast = new Chore("toast bread", 2, "3 toasts", out);
    return new AndThen<>(
        new Join<>(eggs, toast),
        plate ->
            new Chore(
                "pour coffee for " + plate.first() + " and " + plate.second(),
                1,
                "breakfast: " + plate.first() + ", " + plate.second() + " and coffee",
                out));
  }

  /// The same with real futures. Nothing here runs before the whole is polled.
  static Future<String> withTheLibrary(PrintStream out) {
    Future<String> eggs = chore("boil eggs", 30, "2 eggs", out);
    Future<String> toast = chore("toast bread", 20, "3 toasts", out);
    return eggs.join(toast)
        .andThen(plate ->
            chore("pour coffee for " + plate.first() + " and " + plate.second(), 10, "coffee", out)
                .map(coffee ->
                    "breakfast: " + plate.first() + ", " + plate.second() + " and " + coffee));
  }

  /// Says what it does when it begins, and is ready after some time.
  private static Future<String> chore(String name, int millis, String result, PrintStream out) {
    return Future.lazy(
            cx -> {
              out.println("  " + name);
              return Time.sleep(Duration.ofMillis(millis));
            })
        .andThen(time -> time)
        .map(over -> result);
  }
}
