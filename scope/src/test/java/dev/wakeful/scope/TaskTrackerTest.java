package dev.wakeful.scope;

import static dev.wakeful.scope.Flavour.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.future.Future;
import dev.wakeful.testkit.TestTask;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("R-83")
class TaskTrackerTest {
  private final TaskTracker tracker = new TaskTracker();

  @ParameterizedTest
  @EnumSource
  void waitingEndsWhenTheTrackerIsClosedAndItsTasksAreOver(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start()) {
      Signal one = new Signal("one");
      Signal two = new Signal("two");
      JoinHandle<String> first = tracker.spawnOn(executor, one);
      tracker.spawnOn(executor, two);
      assertThat(tracker.size()).isEqualTo(2);
      JoinHandle<Void> waits = executor.spawn(tracker.waiting());
      assertThat(tracker.close()).isTrue();
      one.raise();
      assertThat(executor.blockOn(first)).isEqualTo("one");
      executor.blockOn(until(() -> tracker.size() == 1));
      assertThat(waits.isFinished()).isFalse();
      two.raise();
      executor.blockOn(waits);
      assertThat(tracker.isEmpty()).isTrue();
      assertThat(tracker).hasToString("TaskTracker[0, closed]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTaskIsCountedHoweverItEnds(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start((task, failure) -> {})) {
      tracker.spawnOn(executor, Future.failed(new IOException("fails"))).detach();
      JoinHandle<Object> aborted = tracker.spawnOn(executor, Future.pending());
      aborted.abort();
      JoinHandle<Integer> inside =
          executor.spawn(
              Future.lazy(cx -> tracker.spawn(Future.ready(1))).andThen(handle -> handle));
      assertThat(executor.blockOn(inside)).isEqualTo(1);
      tracker.close();
      executor.blockOn(tracker.waiting());
      TaskExecutor gone = flavour.start();
      gone.close();
      tracker.spawnOn(gone, Future.pending()).detach();
      assertThat(tracker.size()).isZero();
    }
  }

  @Test
  void anOpenTrackerIsNotWaitedForInVain() throws Exception {
    TestTask<Void> waits = TestTask.of(tracker.waiting());
    assertThat(waits.poll().isPending()).isTrue();
    TaskTracker.Token token = tracker.token();
    token.close();
    assertThat(waits.isWoken()).as("empty, and open").isFalse();
    assertThat(tracker.close()).isTrue();
    assertThat(tracker.close()).isFalse();
    assertThat(waits.isWoken()).isTrue();
    assertThat(waits.poll().isReady()).isTrue();
    assertThat(TestTask.of(tracker.waiting()).poll().isReady()).isTrue();
  }

  @Test
  void aMomentIsNotMissedWhateverComesAfter() throws Exception {
    TestTask<Void> polled = TestTask.of(tracker.waiting());
    TestTask<Void> unpolled = TestTask.of(tracker.waiting());
    assertThat(polled.poll().isPending()).isTrue();
    tracker.close();
    assertThat(tracker.reopen()).isTrue();
    assertThat(tracker.reopen()).isFalse();
    TaskTracker.Token token = tracker.token();
    TestTask<Void> late = TestTask.of(tracker.waiting());
    assertThat(late.poll().isPending()).as("it was before this one was made").isTrue();
    assertThat(polled.isWoken()).isTrue();
    assertThat(polled.poll().isReady()).isTrue();
    assertThat(unpolled.poll().isReady()).isTrue();
    tracker.close();
    assertThat(late.isWoken()).isFalse();
    token.close();
    assertThat(late.poll().isReady()).isTrue();
  }

  @Test
  void aClosedTrackerTakesTasks() throws Exception {
    tracker.close();
    TaskTracker.Token token = tracker.token();
    assertThat(tracker.isClosed()).isTrue();
    TestTask<Void> waits = TestTask.of(tracker.waiting());
    assertThat(waits.poll().isPending()).isTrue();
    token.close();
    token.close();
    assertThat(tracker.size()).as("counted once").isZero();
    assertThat(waits.poll().isReady()).isTrue();
  }

  @Test
  void aTrackedFutureIsCountedFromTheStart() throws Exception {
    Future<Integer> counted = tracker.track(Future.ready(1));
    assertThat(tracker.size()).isEqualTo(1);
    assertThat(TestTask.of(counted).poll().get()).isEqualTo(1);
    assertThat(tracker.size()).isZero();
    Future<Integer> cancelled = tracker.track(Future.pending());
    cancelled.cancel();
    cancelled.cancel();
    assertThat(tracker.size()).isZero();
    Future<Integer> failing = tracker.track(Future.failed(new IOException("fails")));
    assertThatThrownBy(() -> TestTask.of(failing).poll()).isInstanceOf(IOException.class);
    assertThat(tracker.isEmpty()).isTrue();
  }

  @Test
  void aTaskThatCannotBeSpawnedIsNotCounted() {
    assertThatThrownBy(() -> tracker.spawn(Future.ready(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("no runtime polls on");
    assertThat(tracker.size()).isZero();
  }

  @Test
  void whoGaveUpIsNotKept() throws Exception {
    TestTask<Void> waits = TestTask.of(tracker.waiting());
    assertThat(waits.poll().isPending()).isTrue();
    waits.cancel();
    tracker.close();
    assertThat(waits.isWoken()).isFalse();
  }
}
