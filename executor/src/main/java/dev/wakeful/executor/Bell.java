package dev.wakeful.executor;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Rung when something may have come true, for the futures that wait for it.
///
/// The waiting side enters its name, leaves its waker, *then* looks. The ringing side makes the
/// thing true, *then* rings. `anybody` is volatile, and so must be whatever the condition reads
/// last, or a full fence stands before the ring, as after the end of a task: either the look sees
/// it, or the ring finds the waiter.
///
/// Any thread may use it. The lock is a leaf: wakers are called outside.
final class Bell {
  private final Set<Waiting> waiting = new LinkedHashSet<>(); // guarded by itself
  private volatile boolean anybody; // written under the lock of `waiting`

  /// Has everybody look again. Cheap when nobody waits.
  void ring() {
    if (!anybody) {
      return;
    }
    List<Waiting> all;
    synchronized (waiting) {
      all = new ArrayList<>(waiting);
    }
    all.forEach(each -> each.waker.wake());
  }

  /// A future that is ready once the condition holds. *Cancel-safe: yes.*
  ///
  /// @param name what it calls itself
  /// @param condition asked by the polling thread, after each ring
  Future<Void> until(String name, BooleanSupplier condition) {
    return new Waiting(name, condition);
  }

  private void enter(Waiting one) {
    synchronized (waiting) {
      waiting.add(one);
      anybody = true;
    }
  }

  private void leave(Waiting one) {
    synchronized (waiting) {
      waiting.remove(one);
      anybody = !waiting.isEmpty();
    }
  }

  /// Future for [#until].
  private final class Waiting implements Future<Void> {
    private final String name;
    private final BooleanSupplier condition;
    private final AtomicWaker waker = new AtomicWaker();
    private boolean entered;
    private boolean finished;

    Waiting(String name, BooleanSupplier condition) {
      this.name = name;
      this.condition = condition;
    }

    @Override
    public Poll<Void> poll(Context cx) {
      if (finished) {
        throw Finished.polledAgain(name);
      }
      if (!cx.proceed()) {
        return Poll.pending();
      }
      waker.register(cx.waker());
      if (!entered) {
        entered = true;
        enter(this);
      }
      if (!condition.getAsBoolean()) {
        return Poll.pending();
      }
      cancel();
      cx.progress();
      return Poll.done();
    }

    @Override
    public void cancel() {
      finished = true;
      if (entered) {
        entered = false;
        leave(this);
        waker.take();
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
