package dev.wakeful.async;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import java.util.List;

/// The two ways to run one body, which must not differ.
enum Shape {
  HAND_WRITTEN,
  UNWOVEN;

  /// The end of a body's clean-up.
  interface CleanUp {
    void run() throws Exception;
  }

  /// A body that awaits one future, and another one while it cleans up.
  Future<String> body(
      List<String> log, Future<String> first, Future<String> last, CleanUp cleanUp) {
    return this == HAND_WRITTEN
        ? new GuardedFrame(log, first, last, cleanUp)
        : unwoven(log, first, last, cleanUp);
  }

  private static Future<String> unwoven(
      List<String> log, Future<String> first, Future<String> last, CleanUp cleanUp) {
    return async(() -> {
      log.add("begin");
      try {
        String value = await(first);
        log.add("got " + value);
        return value;
      } finally {
        log.add("clean");
        await(last);
        cleanUp.run();
        log.add("cleaned");
      }
    });
  }
}
