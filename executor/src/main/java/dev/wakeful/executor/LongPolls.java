package dev.wakeful.executor;

import dev.wakeful.future.AwaitTrace;
import dev.wakeful.future.Future;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Tells of polls that last too long: the listener of each one, the log of one a second at most.
///
/// Used by the watchdog's thread alone.
final class LongPolls {
  private static final long LOG_INTERVAL = TimeUnit.SECONDS.toNanos(1);

  private static final int MOST_FRAMES = 40;

  private final Logger logger = System.getLogger("dev.wakeful");
  private final long threshold;
  private final Listeners listeners;
  private boolean logged;
  private long loggedAt;
  private int unlogged;

  LongPolls(Setup setup, UnjoinedFailures failures) {
    this.threshold = setup.longPollNanos();
    this.listeners = new Listeners(setup.listeners(), failures);
  }

  /// Tells of the poll that a thread is in, if it has lasted too long and was not told of yet.
  ///
  /// @param glance the thread, looked at just now
  /// @param now the time of that look
  void tellOf(Glance glance, long now) {
    if (threshold > 0 && glance.isNews(now, threshold)) {
      LongPoll poll = describe(glance, now);
      if (poll != null) {
        listeners.longPoll(poll);
        log(poll, now);
      }
    }
  }

  /// What is going on, or null when it is over.
  private static @Nullable LongPoll describe(Glance glance, long now) {
    Pulse pulse = glance.pulse();
    Thread thread = pulse.thread();
    Future<?> polled = pulse.polled();
    if (thread == null) {
      return null;
    }
    String task = polled instanceof JoinHandle<?> handle ? handle.name() : "the future in blockOn";
    String awaiting = polled != null ? AwaitTrace.print(polled) : "";
    List<StackTraceElement> stack = List.of(thread.getStackTrace());
    VarHandle.acquireFence(); // pairs with beat(): what was read above is from before this look
    if (pulse.sequence() != glance.sequence()) {
      return null;
    }
    Duration lasted = Duration.ofNanos(glance.stuckFor(now));
    return new LongPoll(thread.getName(), task, lasted, stack, awaiting);
  }

  private void log(LongPoll poll, long now) {
    if (logged && now - loggedAt < LOG_INTERVAL) {
      unlogged++;
      return;
    }
    logger.log(Level.WARNING, () -> text(poll));
    logged = true;
    loggedAt = now;
    unlogged = 0;
  }

  private String text(LongPoll poll) {
    StringBuilder text = new StringBuilder();
    text.append("a poll of ").append(poll.task()).append(" has kept ").append(poll.worker());
    text.append(" for ").append(poll.lasted().toMillis());
    text.append(" ms, in which no other task can run there;");
    text.append(" use spawnBlocking or blockInPlace for what blocks\n");
    int deep = poll.stack().size();
    for (StackTraceElement frame : poll.stack().subList(0, Math.min(deep, MOST_FRAMES))) {
      text.append("\tat ").append(frame).append('\n');
    }
    if (deep > MOST_FRAMES) {
      text.append("\t... ").append(deep - MOST_FRAMES).append(" more\n");
    }
    text.append(poll.awaiting());
    if (unlogged > 0) {
      text.append(unlogged).append(" more long polls were not logged");
    }
    return text.toString().stripTrailing();
  }
}
