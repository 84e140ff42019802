package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.stress.Model;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The owner of a [RunQueue] of two slots, whose counts are about to overflow, and its thieves:
/// each task comes out once.
class RunQueueModelTest {

  @Test
  void oneThiefGetsNothingTwice() {
    Model.explore(500, () -> new Protocol(new RealRing(), 1).run());
  }

  @Test
  void twoThievesGetNothingTwice() {
    Model.explore(500, () -> new Protocol(new RealRing(), 2).run());
  }

  @Test
  void theCopyWithoutAFaultIsRight() {
    Model.explore(500, () -> new Protocol(new CopiedRing(Fault.NONE), 1).run());
  }

  @Test
  void twinWhoseThiefMovesTheFrontBlindlyTakesTwice() {
    assertThatThrownBy(
            () -> Model.search(() -> new Protocol(new CopiedRing(Fault.BLIND_THIEF), 1).run()))
        .hasMessageContaining("came out");
  }

  @Test
  void twinWhoseOwnerMovesTheFrontBlindlyTakesTwice() {
    assertThatThrownBy(
            () -> Model.search(() -> new Protocol(new CopiedRing(Fault.BLIND_OWNER), 1).run()))
        .hasMessageContaining("came out");
  }

  @Test
  void twinThatSpillsBlindlyTakesTwice() {
    assertThatThrownBy(
            () -> Model.search(() -> new Protocol(new CopiedRing(Fault.BLIND_SPILL), 1).run()))
        .hasMessageContaining("came out");
  }

  /// Three tasks through two slots, so that the owner has to spill when no thief comes.
  private static final class Protocol implements Runnable {
    final Task<?>[] tasks = {Bodies.task(), Bodies.task(), Bodies.task()};
    final int[] timesOut = new int[tasks.length];
    final Ring ring;
    final Owner owner = new Owner();
    final Thief[] thieves;

    Protocol(Ring ring, int thieves) {
      this.ring = ring;
      this.thieves = new Thief[thieves];
      for (int i = 0; i < thieves; i++) {
        this.thieves[i] = new Thief();
      }
    }

    @Override
    public void run() {
      Model.share(this);
      Runnable[] bodies = new Runnable[thieves.length + 1];
      bodies[0] = owner;
      System.arraycopy(thieves, 0, bodies, 1, thieves.length);
      Model.threads(bodies);
      count(owner.popped);
      count(owner.spilled);
      drain();
      for (Thief thief : thieves) {
        count(thief.stolen);
        drainOf(thief);
      }
      for (int times : timesOut) {
        Model.check("a task came out " + times + " times", times == 1);
      }
    }

    private void drain() {
      for (Task<?> task = ring.pop(); task != null; task = ring.pop()) {
        count(task);
      }
    }

    private void drainOf(Thief thief) {
      for (Task<?> task = thief.own.pop(); task != null; task = thief.own.pop()) {
        count(task);
      }
    }

    private void count(@Nullable Task<?> task) {
      for (int i = 0; i < tasks.length; i++) {
        if (tasks[i] == task) {
          timesOut[i]++;
        }
      }
    }

    private final class Owner implements Runnable {
      private @Nullable Task<?> popped;
      private @Nullable Task<?> spilled;

      @Override
      public void run() {
        for (Task<?> task : tasks) {
          push(task);
        }
        popped = ring.pop();
      }

      private void push(Task<?> task) {
        while (!ring.push(task)) {
          Task<?>[] half = ring.popHalf();
          if (half != null) {
            spilled = half[0];
          }
        }
      }
    }

    private final class Thief implements Runnable {
      private final RunQueue own = new RunQueue(2, -1);
      private @Nullable Task<?> stolen;

      @Override
      public void run() {
        stolen = ring.stealInto(own);
      }
    }
  }

  /// What is under test.
  private interface Ring {
    boolean push(Task<?> task);

    @Nullable Task<?> pop();

    Task<?> @Nullable [] popHalf();

    @Nullable Task<?> stealInto(RunQueue thief);
  }

  private static final class RealRing implements Ring {
    private final RunQueue queue = new RunQueue(2, Integer.MAX_VALUE);

    @Override
    public boolean push(Task<?> task) {
      return queue.push(task);
    }

    @Override
    public @Nullable Task<?> pop() {
      return queue.pop();
    }

    @Override
    public Task<?> @Nullable [] popHalf() {
      return queue.popHalf();
    }

    @Override
    public @Nullable Task<?> stealInto(RunQueue thief) {
      return queue.stealInto(thief);
    }
  }

  /// Who moves the front of the copy without looking whether somebody else has moved it.
  private enum Fault {
    NONE,
    BLIND_THIEF,
    BLIND_OWNER,
    BLIND_SPILL
  }

  /// A copy of the ring, to be weakened.
  private static final class CopiedRing implements Ring {
    private final Fault fault;
    private final AtomicInteger head = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicInteger tail = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicReferenceArray<Task<?>> slots = new AtomicReferenceArray<>(2);

    CopiedRing(Fault fault) {
      this.fault = fault;
    }

    private boolean moveFront(Fault blind, int from, int count) {
      if (fault == blind) {
        head.set(from + count);
        return true;
      }
      return head.compareAndSet(from, from + count);
    }

    @Override
    public boolean push(Task<?> task) {
      int end = tail.get();
      if (end - head.get() >= 2) {
        return false;
      }
      slots.set(end & 1, task);
      tail.set(end + 1);
      return true;
    }

    @Override
    public @Nullable Task<?> pop() {
      while (true) {
        int front = head.get();
        if (tail.get() == front) {
          return null;
        }
        Task<?> task = slots.get(front & 1);
        if (moveFront(Fault.BLIND_OWNER, front, 1)) {
          return task;
        }
      }
    }

    @Override
    public Task<?> @Nullable [] popHalf() {
      int front = head.get();
      if (tail.get() - front < 2) {
        return null;
      }
      Task<?>[] taken = {slots.get(front & 1)};
      return moveFront(Fault.BLIND_SPILL, front, 1) ? taken : null;
    }

    @Override
    public @Nullable Task<?> stealInto(RunQueue thief) {
      int front = head.get();
      if (tail.get() - front <= 0) {
        return null;
      }
      Task<?> task = slots.get(front & 1); // one: of two, half
      return moveFront(Fault.BLIND_THIEF, front, 1) ? task : null;
    }
  }
}
