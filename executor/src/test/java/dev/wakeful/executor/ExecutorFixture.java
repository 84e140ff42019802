package dev.wakeful.executor;

import dev.wakeful.env.Env;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;

/// An executor under test, and what its failure handler was told.
final class ExecutorFixture implements AutoCloseable {
  /// The flavours that every behaviour is tested with.
  enum Flavour {
    CURRENT_THREAD,
    ONE_WORKER,
    FOUR_WORKERS
  }

  record Told(String task, Throwable failure) {}

  final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  final ParkingDriver driver = new ParkingDriver();
  final TaskExecutor executor;

  ExecutorFixture(Flavour flavour) {
    this(flavour, false);
  }

  ExecutorFixture(Flavour flavour, boolean spawnSites) {
    this(flavour, setup -> setup.spawnSites(spawnSites));
  }

  ExecutorFixture(Flavour flavour, UnaryOperator<Setup> options) {
    Setup setup =
        options.apply(
            new Setup(Env.system(), driver)
                .name("test")
                .failures((task, failure) -> told.add(new Told(task, failure))));
    executor =
        switch (flavour) {
          case CURRENT_THREAD -> TaskExecutor.currentThread(setup);
          case ONE_WORKER -> TaskExecutor.multiThread(setup, 1);
          case FOUR_WORKERS -> TaskExecutor.multiThread(setup, 4);
        };
  }

  @Override
  public void close() {
    executor.close();
  }
}
