// ./run executor
package dev.wakeful.examples.executor;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.examples.timer.TimerFuture;
import dev.wakeful.future.Future;
import java.io.PrintStream;
import java.time.Duration;

/// Runs tasks on an executor written from scratch: howdy, a timer, done.
///
/// Read [Executor], then [Task] and [Spawner].
final class RunTasks {
  private RunTasks() {}

  static void main(String[] args) throws Exception {
    run(Duration.ofMillis(500), System.out);
  }

  static void run(Duration time, PrintStream out) throws Exception {
    Executor executor = new Executor();
    try (Spawner spawner = executor.spawner()) {
      spawner.spawn(howdy(time, out));
    } // the last spawner is closed here, so run() ends when the task has finished
    executor.run();
  }

  private static Future<String> howdy(Duration time, PrintStream out) {
    return async(() -> {
      out.println("howdy!");
      await(new TimerFuture(time));
      out.println("done!");
      return "done!";
    });
  }
}
