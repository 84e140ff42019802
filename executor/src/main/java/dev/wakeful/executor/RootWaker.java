package dev.wakeful.executor;

import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.task.Waker;
import java.util.ArrayList;
import java.util.List;

/// Waker of a future that a thread polls itself and for which it sleeps.
final class RootWaker implements Waker {
  private final Parker parker;

  private RootWaker(Parker parker) {
    this.parker = parker;
  }

  @Override
  public void wake() {
    parker.unpark();
  }

  /// Sleeps until it has been woken since the last call.
  void await() {
    parker.park();
  }

  /// The wakers of all threads that are in `blockOn`, so that a closing executor can wake them.
  static final class Registry {
    private final List<RootWaker> sleepers = new ArrayList<>(); // guarded by itself

    /// A new one. Ask afterwards whether the executor is closing.
    RootWaker enter(Env env) {
      RootWaker waker = new RootWaker(env.newParker());
      synchronized (sleepers) {
        sleepers.add(waker);
      }
      return waker;
    }

    /// The thread has left `blockOn`.
    void leave(RootWaker waker) {
      synchronized (sleepers) {
        sleepers.remove(waker);
      }
    }

    /// Wakes everybody. Say before that the executor is closing.
    void wakeAll() {
      List<RootWaker> all;
      synchronized (sleepers) {
        all = new ArrayList<>(sleepers);
      }
      all.forEach(RootWaker::wake);
    }
  }
}
