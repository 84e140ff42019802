package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.stress.Model;
import java.util.ArrayDeque;
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
  void twinThatLooksForTheCloseBeforeItLocksKeepsATaskForEver() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new LooksEarly(), true).run()))
        .hasMessageContaining("a task is left in the closed queue");
  }

  @Test
  void twinThatWritesTheLengthOutsideTheLockHidesATask() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new LateLength(), false).run()))
        .hasMessageContaining("came out 0 times");
  }

  /// Two who push, a worker, and perhaps one who closes.
  private static final class Protocol implements Runnable {
    final Queue queue;
    final Pusher[] pushers = {new Pusher(), new Pusher()};
    final RunQueue ring = new RunQueue(2, 0);
    final boolean closes;
    @Nullable Task<?> popped;

    Protocol(Queue queue, boolean closes) {
      this.queue = queue;
      this.closes = closes;
    }

    @Override
    public void run() {
      Model.share(this);
      if (closes) {
        Model.threads(pushers[0], pushers[1], new ModelWorker(), new Closer());
      } else {
        Model.threads(pushers[0], pushers[1], new ModelWorker());
      }
      count(popped);
      if (closes) {
        Model.check("a task is left in the closed queue", queue.isVoid());
      }
      for (Task<?> task = queue.popBatch(ring); task != null; task = queue.popBatch(ring)) {
        count(task);
      }
      for (Task<?> task = ring.pop(); task != null; task = ring.pop()) {
        count(task);
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

  /// A copy of the queue, to be weakened.
  private abstract static class CopiedQueue implements Queue {
    final ArrayDeque<Task<?>> tasks = new ArrayDeque<>(); // guarded by itself
    volatile boolean closed;
    volatile int length;

    final boolean add(Task<?> task) {
      synchronized (tasks) {
        tasks.addLast(task);
        length = tasks.size();
        return true;
      }
    }

    @Override
    public @Nullable Task<?> popBatch(RunQueue ring) {
      if (length == 0) {
        return null;
      }
      synchronized (tasks) {
        Task<?> first = tasks.pollFirst();
        length = tasks.size();
        return first;
      }
    }

    @Override
    public final void close() {
      synchronized (tasks) {
        closed = true;
        tasks.clear();
        length = 0;
      }
    }

    @Override
    public final boolean isVoid() {
      return tasks.isEmpty();
    }
  }

  /// The fault: a close comes between the look and the lock.
  private static final class LooksEarly extends CopiedQueue {
    @Override
    public boolean push(Task<?> task) {
      return !closed && add(task);
    }
  }

  /// The fault: the length that was true under the lock is written after it.
  private static final class LateLength extends CopiedQueue {
    @Override
    public boolean push(Task<?> task) {
      return add(task);
    }

    @Override
    public @Nullable Task<?> popBatch(RunQueue ring) {
      if (length == 0) {
        return null;
      }
      Task<?> first;
      int left;
      synchronized (tasks) {
        first = tasks.pollFirst();
        left = tasks.size();
      }
      length = left;
      return first;
    }
  }
}
