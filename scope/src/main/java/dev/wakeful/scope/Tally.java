package dev.wakeful.scope;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The count of a [TaskTracker], and those who wait for it to be nothing.
///
/// One word holds all that matters:
///
/// | part | changed by |
/// |---|---|
/// | `CLOSED` (bit 0) | [#close], [#reopen] |
/// | count (bits 1 to 31) | [#enter], [#leave] |
/// | moments (bits 32 to 63) | whatever makes the tally closed and empty, in the same step |
///
/// A *moment* is the step into "closed and empty". Who waits remembers the number of moments at
/// which it began ([#ticket]) and waits for another number; so a moment that has passed is not
/// missed, whatever came after it (no ABA), and one that was before it is not taken for a new one.
/// The number comes round after 2^32 moments between two polls of one who waits.
///
/// **Waking.** The one who makes a moment changes the word and *then* takes the list of those who
/// wait; one who waits leaves its waker, enters the list and *then* looks at the word. So one of
/// the two sees the other. The list has a lock, which a change of the count does not touch unless
/// it makes a moment; wakers are called outside of it.
final class Tally {
  private static final long CLOSED = 1;
  private static final long ONE = 2;
  private static final long COUNT = 0xFFFF_FFFEL;
  private static final long MOMENT = 1L << 32;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Tally.class, "state", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile long state;

  /// Guarded by itself.
  private final Set<Wait> waiting = new LinkedHashSet<>();

  /// One more.
  void enter() {
    long seen = state;
    while (true) {
      if ((seen & COUNT) == COUNT) {
        throw new IllegalStateException("a TaskTracker counts up to 2147483647 at a time");
      }
      long witness = (long) STATE.compareAndExchange(this, seen, seen + ONE);
      if (witness == seen) {
        return;
      }
      seen = witness;
    }
  }

  /// One less, who has entered before.
  void leave() {
    long seen = state;
    while (true) {
      long next = counted(seen - ONE);
      long witness = (long) STATE.compareAndExchange(this, seen, next);
      if (witness == seen) {
        wakeAtMoment(next);
        return;
      }
      seen = witness;
    }
  }

  /// Closes it.
  ///
  /// @return whether it was open
  boolean close() {
    long seen = state;
    while ((seen & CLOSED) == 0) {
      long next = counted(seen | CLOSED);
      long witness = (long) STATE.compareAndExchange(this, seen, next);
      if (witness == seen) {
        wakeAtMoment(next);
        return true;
      }
      seen = witness;
    }
    return false;
  }

  /// Opens it.
  ///
  /// @return whether it was closed
  boolean reopen() {
    return ((long) STATE.getAndBitwiseAnd(this, ~CLOSED) & CLOSED) != 0;
  }

  /// A state that was just entered from one that was open or not empty, with its moment.
  private static long counted(long entered) {
    return isMoment(entered) ? entered + MOMENT : entered;
  }

  private static boolean isMoment(long seen) {
    return (seen & (COUNT | CLOSED)) == CLOSED;
  }

  private void wakeAtMoment(long entered) {
    if (!isMoment(entered)) {
      return;
    }
    List<Wait> told;
    synchronized (waiting) {
      told = new ArrayList<>(waiting);
      waiting.clear();
    }
    told.forEach(Wait::wake);
  }

  boolean isClosed() {
    return (state & CLOSED) != 0;
  }

  int count() {
    return (int) ((state & COUNT) >>> 1);
  }

  /// What one who begins to wait remembers for [#isTold].
  long ticket() {
    long seen = state;
    return (isMoment(seen) ? seen - MOMENT : seen) >>> 32;
  }

  /// Whether there was a moment since the ticket was given.
  boolean isTold(long ticket) {
    return state >>> 32 != ticket;
  }

  /// Puts one on the list, who must look at [#isTold] after this.
  void add(Wait wait) {
    synchronized (waiting) {
      waiting.add(wait);
    }
  }

  /// Takes one off the list.
  void remove(Wait wait) {
    synchronized (waiting) {
      waiting.remove(wait);
    }
  }
}
