package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#cancelWithin].
final class CancelWithin implements Future<Void>, Traced {
  private final Duration grace;
  private @Nullable Future<?> ending;
  private @Nullable Future<Void> alarm;

  CancelWithin(Future<?> ending, Duration grace) {
    this.ending = Objects.requireNonNull(ending);
    this.grace = Objects.requireNonNull(grace);
  }

  @Override
  public Poll<Void> poll(Context cx) throws Exception {
    Future<?> future = ending;
    if (future == null) {
      throw Finished.polledAgain("cancelWithin");
    }
    boolean pending = false;
    try {
      if (future.pollCancel(cx).isReady()) {
        ending = null;
      } else if (grace.isPositive()) {
        pending = alarm(cx).poll(cx.beyondBudget()).isPending();
      }
    } finally {
      if (!pending) {
        cancel();
      }
    }
    return pending ? Poll.pending() : Poll.done();
  }

  private Future<Void> alarm(Context cx) {
    Future<Void> set = alarm;
    if (set == null) {
      Timers timers = cx.require(Timers.SLOT);
      set = timers.sleepUntil(timers.deadline(grace));
      alarm = set;
    }
    return set;
  }

  /// Clean-up is what this future waits for; from here on its time is the caller's.
  @Override
  public Poll<Void> pollCancel(Context cx) {
    if (Children.isEnding(ending, cx)) {
      return Poll.pending();
    }
    ending = null;
    cancel();
    return Poll.done();
  }

  @Override
  public List<Future<?>> awaited() {
    return Children.present(ending, alarm);
  }

  @Override
  public String toString() {
    return "cancelWithin";
  }

  @Override
  public void cancel() {
    Future<?> future = ending;
    ending = null;
    Future<Void> set = alarm;
    alarm = null;
    if (future != null) {
      future.cancel();
    }
    if (set != null) {
      set.cancel();
    }
  }
}
