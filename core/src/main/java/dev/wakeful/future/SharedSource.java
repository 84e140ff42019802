package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.WakeList;
import dev.wakeful.task.Waker;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the owners of a [SharedFuture] share: the future, until it has an outcome.
///
/// It is the waker of that future. An owner who is polled leaves its waker here; if the future has
/// been woken and nobody polls it, that owner does, outside of the lock. (So does, without a
/// wake-up, the owner who polled it last: one owner alone sees the future as it is.) When the
/// future wakes, or has ended, *all* who wait are woken: the first of them to come polls it, the
/// others find that it has not been woken again and go on waiting. So the future is polled once for
/// each wake-up, and an owner who is cancelled, or is simply not polled, holds up nobody. A wake-up
/// during the poll is passed on when the poll is over.
///
/// A poll that throws an `Error` is thrown to the owner who polled, and the future is poisoned: the
/// others fail with an `IllegalStateException` of that cause.
///
/// The lock is held for a few steps and never while a stranger's code runs. The outcome is a
/// volatile store under the lock, so who sees it sees what it holds.
final class SharedSource<T extends @Nullable Object> implements Waker {
  private final ArrayList<SharedFuture<T>> waiting = new ArrayList<>(); // guarded by this
  private @Nullable Future<T> future; // guarded by this; null when it has ended or was cancelled
  private int owners; // guarded by this
  private boolean polling; // guarded by this
  private @Nullable SharedFuture<T> driver; // guarded by this: who polled last
  private boolean woken = true; // guarded by this: since the last poll began
  private volatile @Nullable Outcome<T> outcome;

  SharedSource(Future<T> future) {
    this.future = Objects.requireNonNull(future);
  }

  synchronized SharedFuture<T> newOwner() {
    owners++;
    SharedFuture<T> owner = new SharedFuture<>(this);
    owner.place = -1;
    return owner;
  }

  @Nullable Outcome<T> outcome() {
    return outcome;
  }

  synchronized @Nullable Future<T> future() {
    return future;
  }

  /// One poll of an owner: the outcome, or null when it has to wait.
  @Nullable Outcome<T> poll(SharedFuture<T> owner, Context cx) {
    Outcome<T> end = outcome;
    if (end != null) {
      cx.progress();
      return end;
    }
    Future<T> mine = enter(owner, cx.waker());
    if (mine != null) {
      drive(owner, mine, cx.withWaker(this));
    }
    return outcome;
  }

  /// Leaves the owner's waker here; the future if it is this owner's turn to poll it.
  private synchronized @Nullable Future<T> enter(SharedFuture<T> owner, Waker waker) {
    if (outcome != null) {
      return null;
    }
    owner.waker = waker;
    if (owner.place < 0) {
      owner.place = waiting.size();
      waiting.add(owner);
    }
    if (polling || (!woken && driver != owner)) {
      return null;
    }
    driver = owner;
    polling = true;
    woken = false;
    return future;
  }

  private void drive(SharedFuture<T> owner, Future<T> mine, Context cx) {
    Outcome<T> end = null;
    try {
      Object raw = mine.pollRaw(cx);
      if (raw != RawPoll.PENDING) {
        end = new Outcome.Success<>(RawPoll.value(raw));
      }
    } catch (Exception e) {
      end = new Outcome.Failure<>(e);
    } catch (Error e) {
      end =
          new Outcome.Failure<>(
              new IllegalStateException(
                  "the `shared` future is poisoned: its poll by another owner threw " + e, e));
      throw e;
    } finally {
      exit(owner, end);
    }
  }

  /// The poll is over.
  private void exit(SharedFuture<T> owner, @Nullable Outcome<T> end) {
    WakeList wakers = null;
    synchronized (this) {
      polling = false;
      if (end != null) {
        outcome = end;
        future = null;
        driver = null;
        remove(owner);
      }
      if (end != null || woken) {
        wakers = takeAll();
      }
    }
    if (wakers != null) {
      wakers.wakeAll();
    }
  }

  /// The future asks for a poll.
  @Override
  public void wake() {
    WakeList wakers;
    synchronized (this) {
      woken = true;
      if (polling) {
        return; // passed on by exit()
      }
      wakers = takeAll();
    }
    wakers.wakeAll();
  }

  /// An owner gives up; the future if it was the last one and must cancel it.
  synchronized @Nullable Future<T> leave(SharedFuture<T> owner) {
    remove(owner);
    if (driver == owner) {
      driver = null;
    }
    if (--owners > 0) {
      return null;
    }
    Future<T> left = future;
    future = null;
    return left;
  }

  private WakeList takeAll() {
    WakeList wakers = new WakeList();
    for (SharedFuture<T> owner : waiting) {
      wakers.add(owner.waker);
      owner.waker = null;
      owner.place = -1;
    }
    waiting.clear();
    return wakers;
  }

  private void remove(SharedFuture<T> owner) {
    int gap = owner.place;
    if (gap < 0) {
      return;
    }
    SharedFuture<T> last = waiting.removeLast();
    if (last != owner) {
      waiting.set(gap, last);
      last.place = gap;
    }
    owner.place = -1;
    owner.waker = null;
  }
}
