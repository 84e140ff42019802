package dev.wakeful.scope;

import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.executor.Driver;
import dev.wakeful.executor.FailureHandler;
import dev.wakeful.executor.Setup;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import java.util.function.BooleanSupplier;

/// The executors that every behaviour is tested with.
enum Flavour {
  CURRENT_THREAD,
  ONE_WORKER,
  FOUR_WORKERS;

  TaskExecutor start() {
    return start(FailureHandler.logging());
  }

  TaskExecutor start(FailureHandler failures) {
    Setup setup = new Setup(Env.system(), new ParkingDriver()).name("test").failures(failures);
    return switch (this) {
      case CURRENT_THREAD -> TaskExecutor.currentThread(setup);
      case ONE_WORKER -> TaskExecutor.multiThread(setup, 1);
      case FOUR_WORKERS -> TaskExecutor.multiThread(setup, 4);
    };
  }

  /// Ready when something is so; looks whenever others have had their turn.
  static Future<Void> until(BooleanSupplier holds) {
    return Future.pollFn(cx -> {
      if (holds.getAsBoolean()) {
        return Poll.done();
      }
      cx.waker().wake();
      return Poll.pending();
    });
  }

  /// A driver without events.
  private static final class ParkingDriver implements Driver {
    private final Parker parker = Env.system().newParker();

    @Override
    public void turn(long nanos) {
      if (nanos < 0) {
        parker.park();
      } else {
        parker.park(nanos);
      }
    }

    @Override
    public void unpark() {
      parker.unpark();
    }

    @Override
    public void close() {}
  }
}
