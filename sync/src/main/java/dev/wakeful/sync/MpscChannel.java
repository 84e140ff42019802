package dev.wakeful.sync;

import dev.wakeful.stream.RawNext;
import dev.wakeful.task.Context;
import dev.wakeful.task.WakeList;
import dev.wakeful.task.Waker;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// What the ends of an [Mpsc] channel share.
///
/// One lock guards everything, and is held for a few steps. Each method gathers wakers under it and
/// wakes after it.
///
/// A slot is taken by an item that is in the channel, or promised: to a permit that is out, or to a
/// waiter who was told and has not polled yet. Promises and items are never more than the capacity.
/// A slot that becomes free is promised to whoever waits first, so while one is free nobody waits,
/// and nobody passes those who do.
///
/// The channel is over, and the receiver at its end, when nothing can come any more: it was closed
/// or all senders were, nothing is in it and nothing is promised.
final class MpscChannel<T> {
  /// What became of somebody who wants a slot.
  enum Answer {
    GRANTED,
    WAITS,
    CLOSED
  }

  private final Object lock = new Object();
  private final int capacity;

  // all of these are guarded by the lock
  private final ArrayDeque<T> items = new ArrayDeque<>();
  private final WaitQueue senders = new WaitQueue();
  private final WaitQueue watchers = new WaitQueue();
  private int promised;
  private int handles = 1;
  private boolean closed;
  private boolean gone;
  private @Nullable Waker receiver;

  MpscChannel(int capacity) {
    this.capacity = capacity;
  }

  int capacity() {
    return capacity;
  }

  int length() {
    synchronized (lock) {
      return items.size();
    }
  }

  /// How many slots nobody has taken.
  int free() {
    synchronized (lock) {
      return freeSlots();
    }
  }

  boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  /// Whether the receiver will get nothing more than what was sent or promised.
  boolean isEnding() {
    synchronized (lock) {
      return closed || (handles == 0 && promised == 0);
    }
  }

  /// Sends, if there is a slot now.
  TrySend trySend(T item) {
    Waker woken;
    synchronized (lock) {
      if (closed) {
        return TrySend.CLOSED;
      }
      if (freeSlots() <= 0) {
        return TrySend.FULL;
      }
      items.addLast(item);
      woken = takeReceiver();
    }
    wake(woken);
    return TrySend.SENT;
  }

  /// Sends, as soon as there is a slot.
  Answer send(Waiter waiter, Waker waker, T item) {
    Waker woken;
    Answer answer;
    synchronized (lock) {
      answer = acquireSlot(waiter, waker);
      if (answer == Answer.GRANTED) {
        promised--;
        items.addLast(item);
        woken = takeReceiver();
      } else {
        woken = wakeAtEnd(); // the promise to this waiter may have been the last
      }
    }
    wake(woken);
    return answer;
  }

  /// Has a slot promised, as soon as there is one.
  Answer acquire(Waiter waiter, Waker waker) {
    Waker woken;
    Answer answer;
    synchronized (lock) {
      answer = acquireSlot(waiter, waker);
      woken = wakeAtEnd(); // the promise to this waiter may have been the last
    }
    wake(woken);
    return answer;
  }

  /// Has a slot promised, if there is one now.
  Answer tryAcquire() {
    synchronized (lock) {
      if (closed) {
        return Answer.CLOSED;
      }
      if (freeSlots() <= 0) {
        return Answer.WAITS;
      }
      promised++;
      return Answer.GRANTED;
    }
  }

  /// Does not want a slot any more.
  void leave(Waiter waiter) {
    Waker woken;
    synchronized (lock) {
      woken = senders.leave(waiter) ? breakPromise() : null;
    }
    wake(woken);
  }

  /// Uses a slot that was promised.
  ///
  /// @return whether the receiver was still there
  boolean push(T item) {
    Waker woken;
    synchronized (lock) {
      promised--;
      if (gone) {
        return false;
      }
      items.addLast(item);
      woken = takeReceiver();
    }
    wake(woken);
    return true;
  }

  /// Gives back a slot that was promised.
  void giveBack() {
    Waker woken;
    synchronized (lock) {
      woken = breakPromise();
    }
    wake(woken);
  }

  /// Another sender.
  void open() {
    synchronized (lock) {
      handles++;
    }
  }

  /// A sender less.
  void handleClosed() {
    Waker woken;
    synchronized (lock) {
      handles--;
      woken = wakeAtEnd();
    }
    wake(woken);
  }

  /// The next item, Pending or End.
  @Nullable Object take(Context cx) {
    if (!cx.proceed()) {
      return RawNext.PENDING;
    }
    Object answer;
    Waker woken = null;
    synchronized (lock) {
      answer = takeItem();
      if (answer == RawNext.PENDING) {
        receiver = cx.waker();
      } else if (answer != RawNext.END) {
        woken = passSlotOn();
      }
    }
    if (answer != RawNext.PENDING) {
      cx.progress();
    }
    wake(woken);
    return answer;
  }

  /// The next item, Pending or End, without waiting.
  Object tryTake() {
    Object answer;
    Waker woken;
    synchronized (lock) {
      answer = takeItem();
      woken = RawNext.isItem(answer) ? passSlotOn() : null;
    }
    wake(woken);
    return answer;
  }

  /// The receiver wants no more than what was sent or promised; or, if it is gone, nothing.
  void close(boolean forGood) {
    WakeList wakes = new WakeList();
    synchronized (lock) {
      closed = true;
      senders.dismissAll(wakes);
      watchers.dismissAll(wakes);
      if (forGood) {
        gone = true;
        items.clear();
        receiver = null;
      } else {
        wakes.add(wakeAtEnd());
      }
    }
    wakes.wakeAll();
  }

  /// Whether the receiver has closed; if not, waits for it.
  boolean pollClosed(Waiter waiter, Waker waker) {
    synchronized (lock) {
      if (!closed) {
        watchers.await(waiter, waker);
      }
      return closed;
    }
  }

  /// Does not wait for the close any more.
  void stopWatching(Waiter waiter) {
    synchronized (lock) {
      watchers.leave(waiter);
    }
  }

  // the rest is called under the lock

  private int freeSlots() {
    return capacity - items.size() - promised;
  }

  private Answer acquireSlot(Waiter waiter, Waker waker) {
    boolean told = waiter.takeTold();
    if (closed) {
      if (told) {
        promised--;
      }
      return Answer.CLOSED;
    }
    if (told) {
      return Answer.GRANTED;
    }
    if (waiter.state == Waiter.State.IDLE && freeSlots() > 0) {
      promised++;
      return Answer.GRANTED;
    }
    senders.await(waiter, waker);
    return Answer.WAITS;
  }

  private Object takeItem() {
    T item = items.pollFirst();
    if (item != null) {
      return item;
    }
    return isOver() ? RawNext.END : RawNext.PENDING;
  }

  /// A slot is free: it is promised to whoever waits first.
  private @Nullable Waker passSlotOn() {
    if (senders.isEmpty()) {
      return null;
    }
    promised++;
    return senders.tellFirst();
  }

  private @Nullable Waker breakPromise() {
    promised--;
    return senders.isEmpty() ? wakeAtEnd() : passSlotOn();
  }

  private boolean isOver() {
    return gone || ((closed || handles == 0) && items.isEmpty() && promised == 0);
  }

  /// The receiver, if it can go to its end now.
  private @Nullable Waker wakeAtEnd() {
    return isOver() ? takeReceiver() : null;
  }

  private @Nullable Waker takeReceiver() {
    Waker waiting = receiver;
    receiver = null;
    return waiting;
  }

  private static void wake(@Nullable Waker waker) {
    if (waker != null) {
      waker.wake();
    }
  }
}
