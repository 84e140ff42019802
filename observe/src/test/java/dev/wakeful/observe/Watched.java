package dev.wakeful.observe;

import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.executor.Driver;
import dev.wakeful.executor.Setup;
import dev.wakeful.executor.TaskDump;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;

/// An executor with all instruments but the signal.
final class Watched implements Observed, AutoCloseable {
  final TaskExecutor executor;
  final Instruments instruments = new Instruments(this);
  private final String name;

  Watched(String name) {
    this.name = name;
    Setup setup =
        new Setup(Env.system(), new Sleeper())
            .name(name)
            .spawnSites(true)
            .listener(Instruments.flightListener());
    this.executor = TaskExecutor.multiThread(setup, 2);
    instruments.connectFlightRecorder();
    instruments.connectJmx();
  }

  /// A future that is never ready and prints as it is told to.
  static Future<String> waitsFor(String what) {
    return new Future<>() {
      @Override
      public Poll<String> poll(dev.wakeful.task.Context cx) {
        return Poll.pending();
      }

      @Override
      public String toString() {
        return what;
      }
    };
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public RuntimeMetrics metrics() {
    return new RuntimeMetrics(executor.metrics(), executor.aliveTasks(), 1, 2, 3, 4);
  }

  @Override
  public TaskDump dump() {
    return executor.dump();
  }

  @Override
  public void close() {
    executor.close();
    instruments.close();
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
