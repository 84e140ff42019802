package dev.wakeful.examples.redis;

import dev.wakeful.env.Clock;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Calls the engine when something is due: one timer of the runtime stands for all keys that end
/// and all clients that wait. Never ready.
///
/// The engine counts in wall time, as its protocol does (`EXAT`), and the timer in monotonic time.
/// So a sleep that is over is only a reason to look at the wall clock again.
final class Timekeeper implements Future<Void> {
  /// Longest sleep: a wall clock that is set forward is noticed after this.
  private static final long PATIENCE = Duration.ofMinutes(1).toMillis();

  /// Whose deadlines.
  private final Engine engine;

  /// Wall time.
  private final Clock clock;

  /// Whom to wake when a deadline earlier than [#alarm] appears.
  private Waker waker = Waker.noop();

  /// The sleep until the first deadline; null when nothing is due.
  private @Nullable Future<Void> sleep;

  /// For when [#sleep] was set, in wall milliseconds.
  private long alarm = Deadlines.NONE;

  Timekeeper(Engine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /// Commands were run: the first deadline may be another one. A later one is found out when the
  /// earlier has passed.
  void notice() {
    if (engine.nextDeadline() < alarm) {
      waker.wake();
    }
  }

  @Override
  public Poll<Void> poll(Context cx) throws Exception {
    waker = cx.waker();
    while (true) {
      if (engine.nextDeadline() < alarm) {
        set(engine.nextDeadline());
      }
      Future<Void> current = sleep;
      if (current == null || current.poll(cx).isPending()) {
        return Poll.pending();
      }
      sleep = null;
      alarm = Deadlines.NONE;
      engine.tick(clock.wallMillis());
    }
  }

  private void set(long deadline) {
    cancel();
    long wait = Math.clamp(deadline - clock.wallMillis(), 0, PATIENCE);
    sleep = Time.sleep(Duration.ofMillis(wait));
    alarm = deadline;
  }

  @Override
  public void cancel() {
    Future<Void> current = sleep;
    sleep = null;
    if (current != null) {
      current.cancel();
    }
  }
}
