// ./run errors
package dev.wakeful.examples.errors;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Elapsed;
import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.time.Time;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/// Greets five people, for each of whom something else goes wrong: `await` throws, `try` catches.
final class Greetings {
  private static final Duration LIMIT = Duration.ofMillis(100);

  private Greetings() {}

  static void main(String[] args) throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      run(runtime, System.out);
    }
  }

  static void run(AsyncRuntime runtime, PrintStream out) throws Exception {
    out.println("alice: " + runtime.blockOn(greeting("alice", out)));
    out.println("bob: " + runtime.blockOn(greeting("bob", out)));
    try {
      out.println("carol: " + runtime.blockOn(greeting("carol", out)));
    } catch (IOException e) { // thrown by read, two bodies further down: the same object
      out.println("carol: failed, " + e.getMessage());
    }
    out.println("dave: " + runtime.blockOn(greeting("dave", out)));
    out.println("erin: " + runtime.blockOn(hurried("erin", out)));
  }

  /// `await` throws what the future fails with, so each failure is caught by its type or goes on to
  /// whoever awaits this one. The settings are closed in every case, before the `catch`.
  private static Future<String> greeting(String user, PrintStream out) {
    return async(() -> {
      try (Settings settings = await(Settings.open(user, out))) {
        return await(settings.read("greeting").timeout(LIMIT));
      } catch (NoSuchSetting e) {
        return "hello, for " + e.getMessage();
      } catch (Elapsed e) {
        return "hello, for there was no answer within " + e.limit().toMillis() + " ms";
      }
    });
  }

  /// A greeting that nobody waits for so long: the race is lost in the middle of `read`.
  ///
  /// Cancelling throws `Cancelled` out of the `await` at which the body stands, so the settings are
  /// closed here as well. It is an `Error`: no `catch (Exception e)` on its way can swallow it.
  private static Future<String> hurried(String user, PrintStream out) {
    return greeting(user, out).race(Time.sleep(LIMIT.dividedBy(2)).map(over -> "hi, in a hurry"));
  }
}
