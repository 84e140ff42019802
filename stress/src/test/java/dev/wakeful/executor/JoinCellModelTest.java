package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.stress.UnparkingWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The end of a task, the one who joins it, and the one who gives it up.
class JoinCellModelTest {

  @Test
  void theJoinerHearsOfTheEnd() {
    Model.explore(500, () -> new Join(new RealCell()).run());
  }

  @Test
  void aFailureIsTakenOrReported() {
    Model.explore(500, () -> new Failure(new RealFailing()).run());
  }

  @Test
  void twinThatRegistersInTwoStepsSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new Join(new WeakCell()).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatGivesUpInTwoStepsLosesTheFailure() {
    assertThatThrownBy(() -> Model.search(() -> new Failure(new WeakFailing()).run()))
        .hasMessageContaining("the failure was seen 0 times");
  }

  /// A joiner who comes with another waker each time, and sleeps until the outcome is there.
  private static final class Join implements Runnable {
    final Cell cell;
    final Parker parker = new MonitorParker();
    volatile boolean found; // the checker does not hear of what a thread throws

    Join(Cell cell) {
      this.cell = cell;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Joiner(), new End());
      Model.check("the joiner has left without the outcome", found);
    }

    private final class Joiner implements Runnable {
      @Override
      public void run() {
        while (!cell.found(new UnparkingWaker(parker))) {
          parker.park();
        }
        found = true;
      }
    }

    private final class End implements Runnable {
      @Override
      public void run() {
        cell.complete();
      }
    }
  }

  /// What [Join] tests.
  private interface Cell {
    boolean found(Waker joiner);

    void complete();
  }

  private static final class RealCell implements Cell {
    private final Task<Integer> task = Bodies.task();

    @Override
    public boolean found(Waker joiner) {
      try {
        return task.poll(Context.of(joiner)) instanceof Poll.Ready<Integer>;
      } catch (Exception e) {
        throw new AssertionError("no task fails here", e);
      }
    }

    @Override
    public void complete() {
      task.complete(new Poll.Ready<>(1));
    }
  }

  /// The fault: a waker is put over an outcome that came after the look.
  private static final class WeakCell implements Cell {
    private static final String OUTCOME = "outcome";

    private final AtomicReference<@Nullable Object> cell = new AtomicReference<>();

    @Override
    public boolean found(Waker joiner) {
      if (cell.get() == OUTCOME) {
        return true;
      }
      cell.set(joiner);
      return false;
    }

    @Override
    public void complete() {
      if (cell.getAndSet(OUTCOME) instanceof Waker joiner) {
        joiner.wake();
      }
    }
  }

  /// A joiner who looks once and then gives up, while the task fails.
  private static final class Failure implements Runnable {
    final Failing cell;

    Failure(Failing cell) {
      this.cell = cell;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Quitter(), new Failer());
      Model.check("the failure was seen " + cell.seen + " times", cell.seen == 1);
    }

    private final class Quitter implements Runnable {
      @Override
      public void run() {
        if (!cell.take()) {
          cell.giveUp();
        }
      }
    }

    private final class Failer implements Runnable {
      @Override
      public void run() {
        cell.fail();
      }
    }
  }

  /// What [Failure] tests.
  private abstract static class Failing {
    int seen; // guarded by this

    final synchronized void saw() {
      seen++;
    }

    abstract boolean take();

    abstract void giveUp();

    abstract void fail();
  }

  private static final class RealFailing extends Failing implements FailureHandler {
    private final Task<Integer> task;

    RealFailing() {
      Future<Integer> never = _ -> Poll.pending();
      task = new Task<>(new Bodies(new UnjoinedFailures(this)), "task", never);
    }

    @Override
    public void unjoined(String name, Throwable failure) {
      saw();
    }

    @Override
    boolean take() {
      try {
        task.poll(Context.of(Waker.noop()));
        return false;
      } catch (IllegalArgumentException taken) {
        saw();
        return true;
      } catch (Exception e) {
        throw new AssertionError("another failure", e);
      }
    }

    @Override
    void giveUp() {
      task.cancel();
    }

    @Override
    void fail() {
      task.fail(new IllegalArgumentException("a failure"));
    }
  }

  /// The fault: one who gives up does not see a failure that came after the look.
  private static final class WeakFailing extends Failing {
    private static final String FAILED = "failed";
    private static final String GIVEN_UP = "given up";

    private final AtomicReference<@Nullable Object> cell = new AtomicReference<>();

    @Override
    boolean take() {
      if (cell.get() == FAILED) {
        saw();
        return true;
      }
      return false;
    }

    @Override
    void giveUp() {
      if (cell.get() == FAILED) {
        saw();
      }
      cell.set(GIVEN_UP);
    }

    @Override
    void fail() {
      if (cell.getAndSet(FAILED) == GIVEN_UP) {
        saw();
      }
    }
  }
}
