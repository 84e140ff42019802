package dev.wakeful.observe;

import java.util.concurrent.atomic.AtomicReference;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/// The events of one runtime that come by the clock: statistics, steal storms, task dumps.
///
/// Hung up when the recorder starts, which may be never or have been before; taken down when the
/// runtime is closed.
///
/// **Lock.** `this` guards whether they hang: a recorder may start while a runtime is closed.
final class FlightHooks implements FlightRecorderListener, AutoCloseable {
  private final Observed runtime;
  private final AtomicReference<RuntimeMetrics> seen;
  private final Runnable statistics = this::statistics;
  private final Runnable storms = this::storms;
  private final Runnable dump = this::dump;
  private boolean hanging; // guarded by this
  private boolean closed; // guarded by this

  private FlightHooks(Observed runtime) {
    this.runtime = runtime;
    this.seen = new AtomicReference<>(runtime.metrics());
  }

  /// The hooks of a runtime that has started.
  static FlightHooks of(Observed runtime) {
    FlightHooks hooks = new FlightHooks(runtime);
    FlightRecorder.addListener(hooks);
    return hooks;
  }

  @Override
  public synchronized void recorderInitialized(FlightRecorder recorder) {
    if (!closed && !hanging) {
      hanging = true;
      FlightRecorder.addPeriodicEvent(RuntimeStatisticsEvent.class, statistics);
      FlightRecorder.addPeriodicEvent(StealStormEvent.class, storms);
      FlightRecorder.addPeriodicEvent(TaskDumpEvent.class, dump);
    }
  }

  @Override
  public void close() {
    FlightRecorder.removeListener(this);
    synchronized (this) {
      closed = true;
      if (hanging) {
        FlightRecorder.removePeriodicEvent(statistics);
        FlightRecorder.removePeriodicEvent(storms);
        FlightRecorder.removePeriodicEvent(dump);
      }
    }
  }

  private void statistics() {
    commit(new RuntimeStatisticsEvent(runtime.name(), runtime.metrics()));
  }

  private void storms() {
    RuntimeMetrics now = runtime.metrics();
    StealStormEvent storm = new StealStormEvent(runtime.name(), seen.getAndSet(now), now);
    if (storm.isStorm()) {
      commit(storm);
    }
  }

  private void dump() {
    commit(new TaskDumpEvent(runtime.dump()));
  }

  private static void commit(Event event) {
    event.commit();
  }
}
