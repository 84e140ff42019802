package dev.wakeful.bridge;

import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.executor.Driver;
import dev.wakeful.executor.Setup;
import dev.wakeful.executor.TaskExecutor;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// An executor of two workers that knows no sockets and no timers, and what its failure handler was
/// told.
final class Running implements AutoCloseable {
  final BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
  final TaskExecutor executor =
      TaskExecutor.multiThread(
          new Setup(Env.system(), new Sleeper())
              .name("bridge")
              .failures((_, failure) -> told.add(failure)),
          2);

  @Override
  public void close() {
    executor.close();
  }

  /// A driver without events.
  private static final class Sleeper implements Driver {
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
