package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.stress.Model;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Tasks that come from outside while a worker takes them and the executor closes: each is popped
/// once, or refused, or dropped by the close.
class InjectQueueModelTest {

  @Test
  void aTaskIsPoppedOrRefusedOrDropped() {
    Model.explore(500, () -> new Protocol(new RealInjectQueue(), true).run());
  }

  @Test
  void withoutACloseEachTaskIsPoppedOnce() {
    Model.explore(500, () -> new Protocol(new RealInjectQueue(), false).run());
  }

  @Test
  void twinWhoseTakersDoNotLookForTheCloseKeepsATask() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new LooksOnce(), true).run()))
        .hasMessageContaining("a task is left in the closed queue");
  }

  @Test
  void twinThatReadsTheEndBeforeItWritesItLosesATask() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new TwoSteps(), false).run()))
        .hasMessageContaining("came out 0 times");
  }

  @Test
  void twinWhoseTakersHaveNoLockLosesOrDoublesATask() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new NoLock(), false).run()))
        .hasMessageContaining("a task came out");
  }

  /// Two who push, and two workers, or a worker and one who closes.
  private static final class Protocol implements Runnable {
    final Queue queue;
    final Pusher[] pushers = {new Pusher(), new Pusher()};
    final ModelWorker[] workers = {new ModelWorker(), new ModelWorker()};
    final boolean closes;

    Protocol(Queue queue, boolean closes) {
      this.queue = queue;
      this.closes = closes;
    }

    @Override
    public void run() {
      Model.share(this);
      if (closes) {
        Model.threads(pushers[0], pushers[1], workers[0], new Closer());
      } else {
        Model.threads(pushers[0], pushers[1], workers[0], workers[1]);
      }
      if (closes) {
        Model.check("a task is left in the closed queue", queue.isVoid());
      }
      for (ModelWorker worker : workers) {
        count(worker.popped);
        worker.run();
        for (Task<?> task = worker.popped; task != null; task = queue.popBatch(worker.ring)) {
          count(task);
        }
        for (Task<?> task = worker.ring.pop(); task != null; task = worker.ring.pop()) {
          count(task);
        }
      }
      for (Pusher pusher : pushers) {
        String times = "a task came out " + pusher.timesOut + " times";
        if (closes) {
          Model.check(times, pusher.timesOut <= (pusher.pushed ? 1 : 0));
        } else {
          Model.check(times, pusher.pushed && pusher.timesOut == 1);
        }
      }
    }

    private void count(@Nullable Task<?> task) {
      for (Pusher pusher : pushers) {
        if (pusher.task == task) {
          pusher.timesOut++;
        }
      }
    }

    private final class Pusher implements Runnable {
      private final Task<?> task = Bodies.task();
      private boolean pushed;
      private int timesOut;

      @Override
      public void run() {
        pushed = queue.push(task);
      }
    }

    private final class ModelWorker implements Runnable {
      private final RunQueue ring = new RunQueue(2, 0);
      private @Nullable Task<?> popped;

      @Override
      public void run() {
        popped = queue.popBatch(ring);
      }
    }

    private final class Closer implements Runnable {
      @Override
      public void run() {
        queue.close();
      }
    }
  }

  /// What is under test.
  private interface Queue {
    boolean push(Task<?> task);

    @Nullable Task<?> popBatch(RunQueue ring);

    void close();

    /// Whether really nothing is in it.
    boolean isVoid();
  }

  private static final class RealInjectQueue implements Queue {
    private final InjectQueue queue = new InjectQueue();

    @Override
    public boolean push(Task<?> task) {
      return queue.push(task);
    }

    @Override
    public @Nullable Task<?> popBatch(RunQueue ring) {
      return queue.popBatch(ring, 1);
    }

    @Override
    public void close() {
      queue.close();
    }

    @Override
    public boolean isVoid() {
      return queue.isEmpty();
    }
  }

  /// A copy of the queue, one task at a time, to be weakened.
  private abstract static class CopiedQueue implements Queue {
    final AtomicReference<Link> last = new AtomicReference<>(new Link(null));
    final AtomicInteger length = new AtomicInteger();
    volatile Link first = last.get();
    volatile boolean closed;

    @Override
    public boolean push(Task<?> task) {
      if (closed) {
        return false;
      }
      Link link = new Link(task);
      last.getAndSet(link).next = link;
      length.incrementAndGet();
      return true;
    }

    @Override
    public @Nullable Task<?> popBatch(RunQueue ring) {
      synchronized (this) {
        return closed ? null : take();
      }
    }

    final @Nullable Task<?> take() {
      Link link = length.get() == 0 ? null : first.next;
      if (link == null) {
        return null;
      }
      first = link;
      length.decrementAndGet();
      return link.task;
    }

    @Override
    public final synchronized void close() {
      closed = true;
      while (take() != null) {}
    }

    @Override
    public final boolean isVoid() {
      return popBatch(new RunQueue(2, 0)) == null;
    }
  }

  private static final class Link {
    final @Nullable Task<?> task;
    volatile @Nullable Link next;

    Link(@Nullable Task<?> task) {
      this.task = task;
    }
  }

  /// The fault: one who pushes may have looked before the close and push after it.
  private static final class LooksOnce extends CopiedQueue {
    @Override
    public @Nullable Task<?> popBatch(RunQueue ring) {
      synchronized (this) {
        return take();
      }
    }
  }

  /// The fault: another one may have come to be the last in between.
  private static final class TwoSteps extends CopiedQueue {
    @Override
    public boolean push(Task<?> task) {
      Link link = new Link(task);
      Link before = last.get();
      last.set(link);
      before.next = link;
      length.incrementAndGet();
      return true;
    }
  }

  /// The fault: two may find the same link.
  private static final class NoLock extends CopiedQueue {
    @Override
    public @Nullable Task<?> popBatch(RunQueue ring) {
      return take();
    }
  }
}
