package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.stress.Model;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Wakes, polls and aborts of one task. Whoever must put it into a run queue polls it on the spot.
class TaskStateModelTest {

  @Test
  void everyWakeIsFollowedByAPollAndPollsDoNotOverlap() {
    Model.explore(500, () -> new Wakes(new RealState()).run());
  }

  @Test
  void aTaskThatIsAbortedEndsOnce() {
    Model.explore(500, () -> new Ending(true).run());
  }

  @Test
  void twinThatForgetsWakesAtTheEndOfAPollLosesOne() {
    assertThatThrownBy(() -> Model.search(() -> new Wakes(new Forgetful()).run()))
        .hasMessageContaining("a wake was lost");
  }

  @Test
  void twinThatStoresZeroAtTheEndOfAPollPollsTwiceAtOnce() {
    assertThatThrownBy(() -> Model.search(() -> new Wakes(new Zeroing()).run()))
        .hasMessageContaining("two polls at once");
  }

  @Test
  void twinThatAbortsWithoutAWakeNeverEnds() {
    assertThatThrownBy(() -> Model.search(() -> new Ending(false).run()))
        .hasMessageContaining("the task ended 0 times");
  }

  /// Two events, each followed by a wake, and a task that was just born.
  private static final class Wakes implements Runnable {
    final State state;
    final AtomicBoolean polling = new AtomicBoolean();
    volatile boolean one;
    volatile boolean other;
    boolean sawOne; // plain: polls hand it to each other
    boolean sawOther;
    volatile boolean overlapped; // the checker does not hear of what a thread throws

    Wakes(State state) {
      this.state = state;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Poller(), new EventOne(), new EventOther());
      Model.check("two polls at once", !overlapped);
      Model.check("a wake was lost", sawOne && sawOther);
    }

    private void poll() {
      boolean again = true;
      while (again) {
        if (!polling.compareAndSet(false, true)) {
          overlapped = true;
        }
        long begun = state.beginPoll();
        sawOne = one;
        sawOther = other;
        polling.set(false);
        again = state.endPoll(begun);
      }
    }

    private final class Poller implements Runnable {
      @Override
      public void run() {
        poll();
      }
    }

    private final class EventOne implements Runnable {
      @Override
      public void run() {
        one = true;
        if (state.onWake()) {
          poll();
        }
      }
    }

    private final class EventOther implements Runnable {
      @Override
      public void run() {
        other = true;
        if (state.onWake()) {
          poll();
        }
      }
    }
  }

  /// What is under test.
  private interface State {
    boolean onWake();

    long beginPoll();

    boolean endPoll(long begun);
  }

  private static final class RealState implements State {
    private final Bare state = new Bare();

    @Override
    public boolean onWake() {
      return state.onWake();
    }

    @Override
    public long beginPoll() {
      return state.beginPoll();
    }

    @Override
    public boolean endPoll(long begun) {
      return state.endPoll(begun);
    }
  }

  private static final class Bare extends TaskState {}

  /// A copy of the count, to be weakened.
  private abstract static class CopiedState implements State {
    final AtomicLong wakes = new AtomicLong(1);

    @Override
    public final boolean onWake() {
      return wakes.getAndAdd(1) == 0;
    }

    @Override
    public final long beginPoll() {
      return wakes.get();
    }
  }

  /// The fault: what was counted since is thrown away unseen.
  private static final class Forgetful extends CopiedState {
    @Override
    public boolean endPoll(long begun) {
      wakes.set(0);
      return false;
    }
  }

  /// The fault: the task counts as idle while it is to be polled again.
  private static final class Zeroing extends CopiedState {
    @Override
    public boolean endPoll(long begun) {
      return wakes.getAndSet(0) != begun;
    }
  }

  /// A whole task that is polled, woken when it is ready, and aborted.
  private static final class Ending implements Runnable, Scheduler, Future<Integer> {
    private final boolean abortWakes;
    private final UnjoinedFailures failures = new UnjoinedFailures(new NoFailures());
    private final AtomicInteger ends = new AtomicInteger();
    private final Task<Integer> task;
    private volatile boolean ready;

    Ending(boolean abortWakes) {
      this.abortWakes = abortWakes;
      this.task = new Task<>(this, "task", this);
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new FirstPoll(), new Event(), new Aborter());
      Model.check("the task ended " + ends.get() + " times", ends.get() == 1 && task.isOver());
      Model.check("the joiner does not hear of it", task.isFinished());
    }

    @Override
    public Poll<Integer> poll(Context cx) {
      if (ready) {
        ends.incrementAndGet();
        return new Poll.Ready<>(1);
      }
      return Poll.pending();
    }

    @Override
    public void cancel() {
      ends.incrementAndGet();
    }

    @Override
    public void schedule(Task<?> woken) {
      woken.run(new TaskContext(Slots.none()), 1);
    }

    @Override
    public void reschedule(Task<?> woken) {
      schedule(woken);
    }

    @Override
    public UnjoinedFailures failures() {
      return failures;
    }

    private final class FirstPoll implements Runnable {
      @Override
      public void run() {
        schedule(task);
      }
    }

    private final class Event implements Runnable {
      @Override
      public void run() {
        if (abortWakes) { // otherwise the abort alone must end it
          ready = true;
          task.wake();
        }
      }
    }

    private final class Aborter implements Runnable {
      @Override
      public void run() {
        if (abortWakes) {
          task.abort();
        } else {
          task.onAbort();
        }
      }
    }
  }
}
