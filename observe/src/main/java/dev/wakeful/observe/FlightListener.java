package dev.wakeful.observe;

import dev.wakeful.executor.ExecutorListener;
import dev.wakeful.executor.LongPoll;
import dev.wakeful.executor.TaskListener;
import dev.wakeful.executor.TaskMeta;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/// Writes what it hears into the flight recorder. Until somebody starts a recording the classes of
/// the events are not even loaded; then the recorder's own switches say what is written.
final class FlightListener implements ExecutorListener {

  /// The types of events, once there is a recorder.
  private static final class Types {
    static final EventType SPAWN = EventType.getEventType(TaskSpawnEvent.class);
    static final EventType END = EventType.getEventType(TaskEndEvent.class);
  }

  @Override
  public boolean hearsTasks() {
    return FlightRecorder.isInitialized() && (Types.SPAWN.isEnabled() || Types.END.isEnabled());
  }

  @Override
  public @Nullable TaskListener taskSpawned(TaskMeta task) {
    if (Types.SPAWN.isEnabled()) {
      new TaskSpawnEvent(task).commit();
    }
    return Types.END.isEnabled() ? TaskEndEvent.begin(task) : null;
  }

  @Override
  public void longPoll(LongPoll poll) {
    if (FlightRecorder.isInitialized()) {
      new LongPollEvent(poll).commit();
      if (BlockedWorkerEvent.isBlocked(poll)) {
        new BlockedWorkerEvent(poll).commit();
      }
    }
  }
}
