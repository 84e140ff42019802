// ./run requests
package dev.wakeful.examples.requests;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.scope.JoinSet;
import dev.wakeful.scope.TaskLocal;
import java.io.PrintStream;

/// Serves a few requests at once. What is far below knows whose request it works for, and no
/// parameter says so.
final class ServeRequests {
  private static final TaskLocal<String> REQUEST = TaskLocal.named("request");

  private ServeRequests() {}

  static void main(String[] args) throws Exception {
    run(System.out);
  }

  static void run(PrintStream out) throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      runtime.blockOn(serve(out));
    }
  }

  /// One task for each request; all of them are aborted when this ends early.
  private static Future<Void> serve(PrintStream out) {
    return async(() -> {
      try (var handlers = new JoinSet<Integer>()) {
        for (String name : new String[] {"one", "two", "three"}) {
          handlers.spawn(REQUEST.scope(name, handle(out)));
        }
        int written = 0;
        for (var next = await(handlers.joinNext());
            next.isPresent();
            next = await(handlers.joinNext())) {
          written += next.get().get();
        }
        out.println(written + " letters");
      }
    });
  }

  private static Future<Integer> handle(PrintStream out) {
    return async(() -> {
      log(out, "begins");
      try {
        await(Tasks.yieldNow());
      } finally {
        log(out, "ends");
      }
      return REQUEST.get().length();
    });
  }

  /// Knows whose request it is.
  private static void log(PrintStream out, String what) {
    out.println("  " + REQUEST.get() + " " + what);
  }
}
