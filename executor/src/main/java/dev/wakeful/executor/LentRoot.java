package dev.wakeful.executor;

import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import org.jspecify.annotations.Nullable;

/// The future of one `blockOn` of a [CurrentThreadExecutor], and its waker.
///
/// Its thread polls it, with the core or while it waits for the core; any thread may wake it.
final class LentRoot<T extends @Nullable Object> implements Waker {
  final Future<T> future;
  final Parker parker;

  private final CoreLease lease;
  private final Setup setup;
  private final Context cx;
  private final RootPulse pulse;
  private volatile boolean woken = true;

  /// Whether its thread owns the core; read by whoever owns the core.
  private boolean driving;

  /// A root that has not been polled.
  ///
  /// @param future what its thread waits for
  /// @param setup the driver, the budget, and parkers
  /// @param slots what the context provides
  /// @param lease who owns the core
  /// @param pulse what it beats for each poll
  LentRoot(Future<T> future, Setup setup, Slots slots, CoreLease lease, RootPulse pulse) {
    this.future = future;
    this.parker = setup.env().newParker();
    this.setup = setup;
    this.lease = lease;
    this.pulse = pulse;
    this.cx = Context.of(this, slots);
  }

  /// Polls the future if it has been woken since the last time.
  Poll<T> poll() throws Exception {
    if (!woken) {
      return Poll.pending();
    }
    woken = false;
    cx.begin(this, setup.budget());
    pulse.beat();
    Poll<T> answer = future.poll(cx);
    pulse.beat();
    return answer;
  }

  /// Whether the next [#poll] polls the future.
  boolean isWoken() {
    return woken;
  }

  /// Its thread has taken the core, or is about to leave it.
  void drives(boolean nowDriving) {
    driving = nowDriving;
  }

  @Override
  public void wake() {
    woken = true;
    if (!lease.isMine()) {
      lease.disturb(setup.driver());
      parker.unpark();
    } else if (!driving) {
      parker.unpark(); // the owner wakes somebody else, who waits beside it
    }
  }
}
