package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.executor.ExecutorFixture.Flavour;
import dev.wakeful.executor.ExecutorFixture.Told;
import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything that may happen to a task, with everything else: what is promised holds in each
/// combination. After `tokio/tests/task_combinations`.
@Tag("R-70")
@Tag("R-71")
@Tag("R-73")
@Tag("R-74")
@Tag("R-75")
class TaskCombinationsTest {
  enum Failing {
    NEVER,
    IN_RUN,
    IN_CANCEL,
    IN_BOTH;

    boolean inRun() {
      return this == IN_RUN || this == IN_BOTH;
    }

    boolean inCancel() {
      return this == IN_CANCEL || this == IN_BOTH;
    }
  }

  /// What happens to the join handle.
  private enum Handle {
    JOINED,
    POLLED_AND_JOINED,
    DETACHED_AT_ONCE,
    DETACHED_AT_FIRST_POLL,
    DETACHED_AFTER_FINISH,
    DETACHED_AFTER_JOIN
  }

  private enum Abort {
    NEVER,
    AT_ONCE,
    AT_FIRST_POLL,
    AFTER_FINISH,
    AFTER_JOIN
  }

  private enum Source {
    JOIN_HANDLE,
    ABORT_HANDLE
  }

  static Stream<Arguments> flavoursAndFailures() {
    return Arrays.stream(Flavour.values())
        .flatMap(flavour ->
            Arrays.stream(Failing.values()).map(failing -> Arguments.of(flavour, failing)));
  }

  @ParameterizedTest
  @MethodSource("flavoursAndFailures")
  void whateverHappensTheFutureIsReleasedOnceAndTheRuntimeLives(Flavour flavour, Failing failing)
      throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      int cases = 0;
      for (Handle handle : Handle.values()) {
        for (Abort abort : Abort.values()) {
          for (Source source : Source.values()) {
            new Case(fixture, failing, handle, abort, source).run();
            cases++;
          }
        }
      }
      assertThat(cases).isEqualTo(60);
      assertThat(fixture.executor.blockOn(fixture.executor.spawn(Future.ready("alive"))))
          .isEqualTo("alive");
    }
  }

  private record Case(
      ExecutorFixture fixture, Failing failing, Handle handle, Abort abort, Source source) {

    void run() throws Exception {
      fixture.told.clear();
      Subject subject = new Subject(failing);
      JoinHandle<String> task = fixture.executor.spawn("subject", subject);
      TaskAbortHandle abortHandle = task.abortHandle();
      Runnable aborting = source == Source.JOIN_HANDLE ? task::abort : abortHandle::abort;
      if (abort == Abort.AT_ONCE) {
        aborting.run();
      }
      if (handle == Handle.DETACHED_AT_ONCE) {
        task.detach();
      }
      if (abort != Abort.AT_ONCE) {
        fixture.executor.blockOn(TaskHandleTest.until(() -> subject.polls.get() > 0));
      }
      if (handle == Handle.POLLED_AND_JOINED && abort != Abort.AT_ONCE) {
        poll(task);
      }
      if (handle == Handle.DETACHED_AT_FIRST_POLL) {
        task.detach();
      }
      if (abort == Abort.AT_FIRST_POLL) {
        aborting.run();
      } else if (abort != Abort.AT_ONCE) { // a poll under way could still end well
        subject.raise();
      }
      fixture.executor.blockOn(TaskHandleTest.until(abortHandle::isFinished));
      if (abort == Abort.AFTER_FINISH) {
        aborting.run();
      }
      List<Outcome<String>> read = new ArrayList<>();
      switch (handle) {
        case JOINED, POLLED_AND_JOINED, DETACHED_AFTER_JOIN ->
            read.add(fixture.executor.blockOn(task.catching()));
        default -> task.detach();
      }
      if (abort == Abort.AFTER_JOIN) {
        aborting.run();
      }
      task.detach();
      check(subject, read);
    }

    /// A poll of a handle whose task is neither raised nor aborted yet.
    private void poll(JoinHandle<String> task) throws Exception {
      fixture.executor.blockOn(
          Future.pollFn(cx -> {
            assertThat(task.poll(cx).isPending()).as("%s", this).isTrue();
            return Poll.done();
          }));
    }

    private void check(Subject subject, List<Outcome<String>> read) throws InterruptedException {
      boolean aborted = abort == Abort.AT_ONCE || abort == Abort.AT_FIRST_POLL;
      boolean mayFinish = !aborted;
      assertThat(subject.cancels.get()).as("cancels in %s", this).isEqualTo(aborted ? 1 : 0);
      assertThat(subject.ends.get()).as("ends in %s", this).isEqualTo(mayFinish ? 1 : 0);
      boolean valued = mayFinish && !failing.inRun();
      assertThat(subject.values.get()).as("values in %s", this).isEqualTo(valued ? 1 : 0);
      boolean failed = aborted ? failing.inCancel() : failing.inRun();
      String failure = aborted ? "in cancel" : "in run";
      for (Outcome<String> outcome : read) {
        if (failed) {
          assertThat(outcome).as("%s", this).isInstanceOf(Outcome.Failure.class);
          assertThat(((Outcome.Failure<String>) outcome).cause())
              .as("%s", this)
              .hasMessage(failure);
        } else if (aborted) {
          assertThat(((Outcome.Failure<String>) outcome).cause())
              .as("%s", this)
              .isInstanceOf(TaskCancelled.class)
              .hasMessage("task subject was cancelled");
        } else {
          assertThat(outcome).as("%s", this).isEqualTo(new Outcome.Success<>("value"));
        }
      }
      if (failed && read.isEmpty()) {
        Told told = fixture.told.poll(10, TimeUnit.SECONDS); // told after the task is finished
        assertThat(told).as("told in %s", this).isNotNull();
        assertThat(told.failure()).as("told in %s", this).hasMessage(failure);
      }
      assertThat(fixture.told).as("told too much in %s", this).isEmpty();
    }

    @Override
    public String toString() {
      return failing + ", handle " + handle + ", abort " + abort + " by " + source;
    }
  }

  /// The future of the task. It counts what happens to it.
  private static final class Subject implements Future<String> {
    private final Failing failing;
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicInteger cancels = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private final AtomicInteger values = new AtomicInteger();
    private final AtomicWaker waker = new AtomicWaker();
    private volatile boolean raised;

    Subject(Failing failing) {
      this.failing = failing;
    }

    void raise() {
      raised = true;
      waker.wake();
    }

    @Override
    public Poll<String> poll(Context cx) {
      waker.register(cx.waker());
      polls.incrementAndGet();
      if (!raised) {
        return Poll.pending();
      }
      ends.incrementAndGet();
      if (failing.inRun()) {
        throw new IllegalStateException("in run");
      }
      values.incrementAndGet();
      return Poll.ready("value");
    }

    @Override
    public void cancel() {
      cancels.incrementAndGet();
      if (failing.inCancel()) {
        throw new IllegalStateException("in cancel");
      }
    }
  }
}
