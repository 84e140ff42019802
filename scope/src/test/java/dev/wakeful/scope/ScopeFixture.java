package dev.wakeful.scope;

import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.executor.Driver;
import dev.wakeful.executor.Setup;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.future.Future;
import dev.wakeful.future.Timers;
import dev.wakeful.task.Slots;
import dev.wakeful.time.TimerQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// An executor with timers, and what its failure handler was told.
final class ScopeFixture implements AutoCloseable {
  /// The flavours that every behaviour is tested with.
  enum Flavour {
    CURRENT_THREAD,
    TWO_WORKERS
  }

  final BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
  final TaskExecutor executor;

  ScopeFixture(Flavour flavour) {
    this(flavour, false);
  }

  ScopeFixture(Flavour flavour, boolean spawnSites) {
    Env env = Env.system();
    TimerDriver driver = new TimerDriver(env);
    Setup setup =
        new Setup(env, driver)
            .name("test")
            .slots(Slots.none().with(Timers.SLOT, driver.timers))
            .failures((task, failure) -> told.add(failure))
            .spawnSites(spawnSites);
    executor =
        flavour == Flavour.CURRENT_THREAD
            ? TaskExecutor.currentThread(setup)
            : TaskExecutor.multiThread(setup, 2);
  }

  /// Runs a scope as a task, and waits for it.
  <T extends @Nullable Object> T run(Future<T> future) throws Exception {
    return executor.blockOn(executor.spawn(future));
  }

  @Override
  public void close() {
    executor.close();
  }

  /// A driver with no events but timers.
  private static final class TimerDriver implements Driver {
    final Parker parker;
    final TimerQueue timers;

    TimerDriver(Env env) {
      this.parker = env.newParker();
      this.timers = new TimerQueue(env.clock(), parker::unpark);
    }

    @Override
    public void turn(long nanos) {
      long wait = nanos == 0 ? 0 : timers.prepareWait();
      if (wait < 0) {
        parker.park();
      } else {
        parker.park(wait);
      }
      timers.fire();
    }

    @Override
    public void unpark() {
      parker.unpark();
    }

    @Override
    public void close() {
      timers.close();
    }
  }
}
