package dev.wakeful.time;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.time.Duration;
import java.util.Objects;

/// Ticks at a fixed period, without end.
///
/// {@snippet class="snippets.TimeSnippets" region="interval"}
///
/// Each tick is the time for which it was meant, on the scale of
/// [Timers#nanos][dev.wakeful.future.Timers#nanos]; the time at which it is given is that or later.
/// A tick that nobody asks for waits; what happens to those after it says [MissedTicks], and
/// [MissedTicks#BURST] unless told otherwise.
///
/// Cancelling ends it: polled after that, it throws `IllegalStateException`. So does the poll after
/// its runtime was closed. One owner uses it, not during a poll.
///
/// Get one from [Time#interval].
public final class Interval implements Stream<Long> {
  /// How late a tick may be and still count as in time.
  private static final long TOLERANCE_NANOS = 5_000_000;

  private final Sleep sleep;
  private final long period;
  private MissedTicks missedTicks = MissedTicks.BURST;
  private boolean cancelled;

  Interval(Sleep first, long period) {
    this.sleep = first;
    this.period = period;
  }

  /// From one tick to the next.
  public Duration period() {
    return Duration.ofNanos(period);
  }

  /// What happens when a tick is taken late.
  public MissedTicks missedTicks() {
    return missedTicks;
  }

  /// Says what is to happen when a tick is taken late.
  ///
  /// @param choice counts from the next tick on
  /// @return this interval
  public Interval missedTicks(MissedTicks choice) {
    missedTicks = Objects.requireNonNull(choice);
    return this;
  }

  /// A future of the next tick.
  ///
  /// It borrows this interval. *Cancel-safe: yes, a tick that was not given is given to the next
  /// one who asks.*
  public Future<Long> tick() {
    return new Tick(this);
  }

  @Override
  public Next<Long> pollNext(Context cx) {
    if (cancelled) {
      throw new IllegalStateException("the stream `interval` was polled after it was cancelled");
    }
    if (sleep.poll(cx).isPending()) {
      return Next.pending();
    }
    long scheduled = sleep.deadline();
    long now = sleep.now();
    boolean late = now - scheduled > TOLERANCE_NANOS;
    sleep.reset(late ? missedTicks.next(scheduled, now, period) : scheduled + period);
    return Next.item(scheduled);
  }

  /// Lets the next tick come a period from now (or from the first poll, if there was none yet) and
  /// the others after it.
  public void reset() {
    sleep.resetAfter(period);
  }

  /// Lets the next tick come at once and the others after it.
  public void resetImmediately() {
    sleep.resetAfter(0);
  }

  /// Lets the next tick come after this time and the others after it.
  ///
  /// @param time from now or, if there was no poll yet, from the first
  public void resetAfter(Duration time) {
    sleep.resetAfter(Time.nanos(time));
  }

  /// Lets the next tick come at this time and the others after it.
  ///
  /// @param deadline on the scale of [Timers#nanos][dev.wakeful.future.Timers#nanos]
  public void resetAt(long deadline) {
    sleep.reset(deadline);
  }

  @Override
  public void cancel() {
    cancelled = true;
    sleep.cancel();
  }

  @Override
  public String toString() {
    return "Interval[" + period() + ", " + missedTicks + "]";
  }

  /// Future for [#tick].
  private static final class Tick implements Future<Long> {
    private final Interval interval;
    private boolean finished;

    Tick(Interval interval) {
      this.interval = interval;
    }

    @Override
    public Poll<Long> poll(Context cx) {
      if (finished) {
        throw new IllegalStateException(
            "the future `tick` was polled after it had finished or was cancelled");
      }
      if (interval.pollNext(cx) instanceof Next.Item<Long>(Long instant)) {
        finished = true;
        return Poll.ready(instant);
      }
      return Poll.pending();
    }

    @Override
    public void cancel() {
      finished = true;
    }
  }
}
