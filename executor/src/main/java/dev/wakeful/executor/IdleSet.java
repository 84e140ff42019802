package dev.wakeful.executor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Which workers sleep and how many search: the protocol by which work finds a worker.
///
/// One word holds two counts: workers awake (high half) and, of these, workers searching for work
/// (low half).
///
/// **The protocol.** Whoever publishes work does so, *then* reads the word, and wakes a worker if
/// one sleeps and none searches. A worker that finds nothing changes the word to say that it
/// sleeps, *then*, if it was the last to search, looks at all queues once more. Both sides store
/// and then load, so both need a full fence between: weaker, each may miss the other, and a task
/// waits in a queue while everybody sleeps. (`stress` shows the weak form losing wake-ups, and this
/// one none.)
///
/// Why only the last searcher looks again: a publisher keeps still only when somebody searches;
/// that one finds the work, or gives up; and the last to give up looks after it has said so.
///
/// A searcher that finds something relays that trust: it says that it searches no more, *then*
/// looks at all queues, and wakes another worker if there is more. (Tokio wakes one in any case:
/// for a single task that is a core woken for nothing.)
///
/// Why the publisher reads after a fence and not by an atomic addition of zero: the addition takes
/// the word's cache line away from the others on every push.
///
/// **Lock.** `sleepers` is guarded by itself; the halves of the word change together with it,
/// except for the search count. No other lock is taken inside, and nobody is woken inside.
final class IdleSet {
  private static final int SEARCHING = 1;
  private static final int SEARCHING_MASK = 0xffff;
  private static final int AWAKE_SHIFT = 16;
  private static final int AWAKE = 1 << AWAKE_SHIFT;

  private static final VarHandle WORD;

  static {
    try {
      WORD = MethodHandles.lookup().findVarHandle(IdleSet.class, "word", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int workers;
  private volatile int word;
  private final int[] sleepers; // guarded by itself; the last is the next to wake
  private int asleep; // how many there are; guarded by sleepers

  /// A set in which all are awake and nobody searches.
  ///
  /// @param workers how many there are, at most 32,767
  IdleSet(int workers) {
    if (workers < 1 || workers > Short.MAX_VALUE) {
      throw new IllegalArgumentException("1 to 32767 workers, not " + workers);
    }
    this.workers = workers;
    this.word = workers << AWAKE_SHIFT;
    this.sleepers = new int[workers];
  }

  /// Picks a sleeping worker for work that the caller has just published, if one is needed. It
  /// counts as awake and searching from now on, and the caller must unpark it.
  ///
  /// @return its number, or -1 when nobody must be woken
  int pickForNewWork() {
    // The publisher's store before this load; pairs with the atomic addition in sleep().
    VarHandle.fullFence();
    if (!wakeIsNeeded((int) WORD.getOpaque(this))) { // after the fence any coherent read will do
      return -1;
    }
    synchronized (sleepers) {
      return wakeIsNeeded(word) ? pick() : -1;
    }
  }

  /// Picks a sleeping worker whatever the others do, for the watchdog, which has seen that they do
  /// nothing. As with [#pickForNewWork], it counts as searching.
  ///
  /// @return its number, or -1 when none sleeps
  int pickAny() {
    synchronized (sleepers) {
      return pick();
    }
  }

  private int pick() {
    if (asleep == 0) {
      return -1;
    }
    WORD.getAndAdd(this, AWAKE + SEARCHING);
    return sleepers[--asleep];
  }

  private boolean wakeIsNeeded(int seen) {
    return (seen & SEARCHING_MASK) == 0 && (seen >>> AWAKE_SHIFT) < workers;
  }

  /// Says that a worker begins to search, unless half of them already do.
  ///
  /// @return whether it may
  boolean startSearching() {
    if (2 * (word & SEARCHING_MASK) >= workers) {
      return false;
    }
    WORD.getAndAdd(this, SEARCHING);
    return true;
  }

  /// Says that a worker has stopped searching because it found something.
  ///
  /// @return whether it was the last, so that it must look at all queues and see to it that another
  ///   one is woken if there is more: whoever published meanwhile relied on the searcher
  boolean stopSearching() {
    return ((int) WORD.getAndAdd(this, -SEARCHING) & SEARCHING_MASK) == 1;
  }

  /// Says that a worker sleeps from now on.
  ///
  /// @param worker its number
  /// @param searching whether it was searching, which it is no longer
  /// @return whether it was the last to search, so that it must look at all queues once more and
  ///   [#awake] if there is something
  boolean sleep(int worker, boolean searching) {
    synchronized (sleepers) {
      int before = (int) WORD.getAndAdd(this, -(AWAKE + (searching ? SEARCHING : 0)));
      sleepers[asleep++] = worker;
      return searching && (before & SEARCHING_MASK) == 1;
    }
  }

  /// Says that a worker is awake again of its own accord.
  ///
  /// @param worker its number
  /// @return whether somebody had picked it meanwhile: then it counts as searching
  boolean awake(int worker) {
    synchronized (sleepers) {
      int at = 0;
      while (at < asleep && sleepers[at] != worker) {
        at++;
      }
      if (at == asleep) {
        return true;
      }
      System.arraycopy(sleepers, at + 1, sleepers, at, --asleep - at);
      WORD.getAndAdd(this, AWAKE);
      return false;
    }
  }

  /// How many workers are awake.
  int awakeCount() {
    return word >>> AWAKE_SHIFT;
  }

  @Override
  public String toString() {
    int seen = word;
    return (seen >>> AWAKE_SHIFT) + " awake, " + (seen & SEARCHING_MASK) + " of them searching";
  }
}
