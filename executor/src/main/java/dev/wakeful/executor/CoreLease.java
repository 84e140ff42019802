package dev.wakeful.executor;

import dev.wakeful.env.Parker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which of the threads that lend themselves to a [CurrentThreadExecutor] owns its core, who waits
/// for it, and whether the owner sleeps.
///
/// | state | whoever asks for the core | left by |
/// |---|---|---|
/// | free | owns it | [#take], [#takeToEnd] |
/// | owned | waits; is unparked when it may ask again | [#leave], or [#end] |
/// | ended | never gets it | never |
///
/// Any thread may ask for it; what the owner does is for the owner only. Parkers are unparked
/// outside the lock.
final class CoreLease {
  /// What [#take] says.
  enum Answer {
    /// The caller owns the core.
    MINE,
    /// Somebody else does; the caller is unparked when it is worth asking again.
    WAIT,
    /// Nobody will own it any more.
    ENDED
  }

  private final List<Parker> waiting = new ArrayList<>(); // guarded by this
  private boolean ended; // guarded by this

  /// Set and cleared under the lock, read by anybody to ask "is it me?".
  private volatile @Nullable Thread owner;

  /// Written by the owner, read by whoever has something for it.
  private volatile boolean asleep;

  /// Asks for the core.
  ///
  /// @param parker how to tell the caller that it may ask again; see [#stopWaiting]
  synchronized Answer take(Parker parker) {
    if (ended) {
      return Answer.ENDED;
    }
    waiting.remove(parker);
    if (owner != null) {
      waiting.add(parker);
      return Answer.WAIT;
    }
    owner = Thread.currentThread();
    return Answer.MINE;
  }

  /// Takes the core if it is free, for the end.
  ///
  /// @return whether the caller owns it, and has to end everything
  synchronized boolean takeToEnd() {
    if (ended || owner != null) {
      return false;
    }
    owner = Thread.currentThread();
    return true;
  }

  /// The caller does not wait for the core any more. Does nothing when it does not wait.
  synchronized void stopWaiting(Parker parker) {
    waiting.remove(parker);
  }

  /// The owner leaves the core to those who wait, unless the end has begun: whoever begins it looks
  /// for a free core after, so that either the owner sees it here or the other finds it free.
  ///
  /// @param closing how far the executor has come with its end
  /// @return whether it has left; if not, it still is the owner, and has to end everything
  boolean leave(Closing closing) {
    List<Parker> candidates;
    synchronized (this) {
      if (closing.hasBegun()) {
        return false;
      }
      owner = null;
      candidates = new ArrayList<>(waiting);
    }
    unpark(candidates);
    return true;
  }

  /// The owner has ended everything, and leaves the core for ever.
  void end() {
    List<Parker> candidates;
    synchronized (this) {
      ended = true;
      owner = null;
      candidates = new ArrayList<>(waiting);
    }
    unpark(candidates);
  }

  private static void unpark(List<Parker> parkers) {
    for (Parker parker : parkers) {
      parker.unpark();
    }
  }

  /// Whether the current thread owns the core.
  boolean isMine() {
    return owner == Thread.currentThread();
  }

  /// Who owns the core; null when nobody does.
  @Nullable Thread owner() {
    return owner;
  }

  /// The owner is about to sleep. It looks once more for something to do after this call: whoever
  /// has something publishes it, then calls [#disturb]. All of it is volatile, so that one of the
  /// two sees the other.
  void fallsAsleep() {
    asleep = true;
  }

  /// The owner is awake again.
  void wakesUp() {
    asleep = false;
  }

  /// Whether the owner sleeps, or is about to.
  boolean isAsleep() {
    return asleep;
  }

  /// Wakes the owner if it sleeps in the driver. Called after something was published for it.
  void disturb(Driver driver) {
    if (asleep) {
      driver.unpark();
    }
  }
}
