package dev.wakeful.scope;

import static dev.wakeful.scope.Flavour.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Env;
import dev.wakeful.executor.BlockingPool;
import dev.wakeful.executor.BlockingSetup;
import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.TaskAbortHandle;
import dev.wakeful.executor.TaskCancelled;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.stream.Next;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.TestTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("R-79")
class JoinSetTest {

  @ParameterizedTest
  @EnumSource
  void tasksAreJoinedAsTheyEnd(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start();
        JoinSet<String> set = new JoinSet<>()) {
      Signal a = new Signal("a");
      Signal b = new Signal("b");
      set.spawnOn(executor, a);
      TaskAbortHandle second = set.spawnOn(executor, b);
      b.raise();
      Joined<String> first = executor.blockOn(set.joinNext()).orElseThrow();
      assertThat(first.get()).isEqualTo("b");
      assertThat(first.id()).isEqualTo(second.id());
      assertThat(set.size()).isEqualTo(1);
      a.raise();
      assertThat(executor.blockOn(set.joinNext()).orElseThrow().get()).isEqualTo("a");
      assertThat(executor.blockOn(set.joinNext())).as("nothing when empty").isEmpty();
      set.spawnOn(executor, Future.ready("again"));
      assertThat(executor.blockOn(set.joinNext()).orElseThrow().get()).isEqualTo("again");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTaskSpawnsItsOwn(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start()) {
      JoinHandle<List<Integer>> parent =
          executor.spawn(
              Future.lazy(
                      cx -> {
                        JoinSet<Integer> set = new JoinSet<>();
                        set.spawn(Future.ready(1));
                        set.spawn("two", Future.ready(2));
                        return set;
                      })
                  .andThen(JoinSet::joinAll));
      assertThat(executor.blockOn(parent)).containsExactlyInAnyOrder(1, 2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void failuresAndErrorsAreOutcomes(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start();
        JoinSet<Object> set = new JoinSet<>()) {
      IOException broken = new IOException("broken");
      set.spawnOn(executor, Future.failed(broken));
      Joined<Object> failed = executor.blockOn(set.joinNext()).orElseThrow();
      assertThat(failed.outcome()).isEqualTo(new Outcome.Failure<>(broken));
      assertThat(failed.isCancelled()).isFalse();
      assertThatThrownBy(failed::get).isSameAs(broken);
      AssertionError worse = new AssertionError("worse");
      set.add(
          executor.spawn(
              "worse",
              Future.lazy(cx -> {
                throw worse;
              })));
      Joined<Object> erred = executor.blockOn(set.joinNext()).orElseThrow();
      assertThat(erred.outcome()).isEqualTo(new Outcome.Failure<>(worse));
      assertThat(erred.name()).isEqualTo("worse");
      assertThat(set.isEmpty()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void abortedTasksStayToBeJoined(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start();
        JoinSet<String> set = new JoinSet<>()) {
      Signal finished = new Signal("finished");
      TaskAbortHandle first = set.spawnOn(executor, finished);
      finished.raise();
      executor.blockOn(until(first::isFinished));
      List<Signal> patient = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        patient.add(new Signal("" + i));
        set.spawnOn(executor, patient.get(i));
      }
      executor.blockOn(until(() -> patient.stream().allMatch(each -> each.polls.get() > 0)));
      set.abortAll();
      assertThat(set.size()).isEqualTo(6);
      int cancelled = 0;
      List<String> values = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Joined<String> joined = executor.blockOn(set.joinNext()).orElseThrow();
        if (joined.isCancelled()) {
          cancelled++;
          assertThatThrownBy(joined::get).isInstanceOf(TaskCancelled.class);
        } else {
          values.add(joined.get());
        }
      }
      assertThat(cancelled).isEqualTo(5);
      assertThat(values).containsExactly("finished");
      assertThat(patient).allMatch(each -> each.cancels.get() == 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancellingTheWaitLosesNothing(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start();
        JoinSet<String> set = new JoinSet<>()) {
      Signal signal = new Signal("kept");
      set.spawnOn(executor, signal);
      TestTask<Optional<Joined<String>>> given = TestTask.of(set.joinNext());
      assertThat(given.poll().isPending()).isTrue();
      signal.raise();
      executor.blockOn(until(given::isWoken));
      given.cancel();
      assertThat(executor.blockOn(set.joinNext()).orElseThrow().get()).isEqualTo("kept");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLookDoesNotWaitAndTakesNoWakeUpFromWhoDoes(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start();
        JoinSet<String> set = new JoinSet<>()) {
      Signal signal = new Signal("seen");
      assertThat(set.tryJoinNext()).isEmpty();
      set.spawnOn(executor, signal);
      TestTask<Optional<Joined<String>>> waits = TestTask.of(set.joinNext());
      assertThat(waits.poll().isPending()).isTrue();
      assertThat(set.tryJoinNext()).isEmpty();
      signal.raise();
      executor.blockOn(until(waits::isWoken));
      assertThat(set.tryJoinNext().orElseThrow().get()).isEqualTo("seen");
      assertThat(waits.poll().get()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatIsAddedWakesWhoWaits(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start();
        JoinSet<String> set = new JoinSet<>()) {
      set.spawnOn(executor, Future.pending());
      TestTask<Optional<Joined<String>>> waits = TestTask.of(set.joinNext());
      assertThat(waits.poll().isPending()).isTrue();
      set.spawnOn(executor, Future.ready("late"));
      assertThat(waits.isWoken()).isTrue();
      assertThat(executor.blockOn(set.joinNext()).orElseThrow().get()).isEqualTo("late");
    }
  }

  @ParameterizedTest
  @EnumSource
  void closingAbortsAll(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start()) {
      Signal signal = new Signal("never");
      JoinSet<String> set = new JoinSet<>();
      TaskAbortHandle task = set.spawnOn(executor, signal);
      executor.blockOn(until(() -> signal.polls.get() > 0));
      set.close();
      executor.blockOn(until(task::isFinished));
      assertThat(signal.cancels).hasValue(1);
      assertThat(set.isEmpty()).isTrue();
      assertThatThrownBy(() -> set.spawnOn(executor, Future.ready("late")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a task was given to a JoinSet that was closed; make a new one");
    }
  }

  @ParameterizedTest
  @EnumSource
  void detachedTasksGoOn(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start()) {
      Signal signal = new Signal("free");
      TaskAbortHandle task;
      try (JoinSet<String> set = new JoinSet<>()) {
        task = set.spawnOn(executor, signal);
        executor.blockOn(until(() -> signal.polls.get() > 0));
        set.detachAll();
        assertThat(set.isEmpty()).isTrue();
      }
      assertThat(task.isFinished()).isFalse();
      signal.raise();
      executor.blockOn(until(task::isFinished));
      assertThat(signal.cancels).hasValue(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shutdownAbortsWaitsAndTellsOfFailures(Flavour flavour) throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    try (TaskExecutor executor =
            flavour.start((task, failure) -> told.add(task + ": " + failure.getMessage()));
        JoinSet<String> set = new JoinSet<>()) {
      Signal patient = new Signal("never");
      Signal broken = new Signal("broken");
      set.spawnOn(executor, patient);
      set.add(executor.spawn("broken", broken));
      executor.blockOn(until(() -> patient.polls.get() > 0));
      broken.fail(new IOException("no disk"));
      executor.blockOn(until(() -> executor.aliveTasks() == 1));
      executor.blockOn(set.shutdown());
      assertThat(patient.cancels).hasValue(1);
      assertThat(set.isEmpty()).isTrue();
      assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("task broken: no disk");
      assertThat(told).isEmpty();
      set.spawnOn(executor, Future.ready("used on"));
      assertThat(executor.blockOn(set.joinAll())).containsExactly("used on");
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancelledWithTimeItWaitsForItsTasks(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start()) {
      Signal patient = new Signal("never");
      JoinSet<String> set = new JoinSet<>();
      TaskAbortHandle task = set.spawnOn(executor, patient);
      executor.blockOn(Future.pollFn(set::pollCancel));
      assertThat(task.isFinished()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void joinAllFailsWithTheFirstFailureAndAbortsTheRest(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start();
        JoinSet<String> set = new JoinSet<>()) {
      IOException broken = new IOException("broken");
      set.spawnOn(executor, Future.pending());
      set.spawnOn(executor, Future.failed(broken));
      assertThatThrownBy(() -> executor.blockOn(set.joinAll())).isSameAs(broken);
      assertThat(executor.blockOn(set.joinNext()).orElseThrow().isCancelled()).isTrue();
      assertThat(executor.blockOn(set.joinAll())).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-85")
  void joiningKeepsToTheBudget(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start();
        JoinSet<Integer> set = new JoinSet<>()) {
      for (int i = 0; i < 1000; i++) {
        set.spawnOn(executor, Future.ready(i));
      }
      executor.blockOn(until(() -> executor.aliveTasks() == 0));
      Set<Integer> got = new HashSet<>();
      int[] pendings = {0};
      executor.blockOn(
          Future.<Void>pollFn(cx -> {
            Next<Joined<Integer>> next = set.pollNext(cx);
            while (next instanceof Next.Item<Joined<Integer>>(Joined<Integer> joined)) {
              got.add(joined.get());
              next = set.pollNext(cx);
            }
            if (next instanceof Next.End<?>) {
              return Poll.done();
            }
            pendings[0]++;
            return Poll.pending();
          }));
      assertThat(got).hasSize(1000);
      assertThat(pendings[0]).isGreaterThanOrEqualTo(1000 / 128);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-94")
  void tasksOfARuntimeThatIsGoneAreCancelled(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start();
        JoinSet<String> set = new JoinSet<>()) {
      TaskExecutor gone = flavour.start();
      set.spawnOn(gone, Future.pending());
      gone.close();
      set.spawnOn(gone, Future.ready("too late"));
      assertThat(executor.blockOn(set.joinNext()).orElseThrow().isCancelled()).isTrue();
      assertThat(executor.blockOn(set.joinNext()).orElseThrow().isCancelled()).isTrue();
      assertThat(executor.blockOn(set.joinNext())).isEmpty();
    }
  }

  @Test
  void aCallOnTheBlockingPoolIsJoinedToo() throws Exception {
    try (BlockingPool pool = new BlockingPool(BlockingSetup.waiting(Env.system()).maxThreads(1));
        TaskExecutor executor = Flavour.ONE_WORKER.start();
        JoinSet<String> set = new JoinSet<>()) {
      set.add(pool.spawn(() -> "blocked"));
      assertThat(executor.blockOn(set.joinNext()).orElseThrow().get()).isEqualTo("blocked");
    }
  }

  @Test
  void spawningOutsideARuntimeIsRefused() {
    JoinSet<Integer> set = new JoinSet<>();
    assertThatThrownBy(() -> set.spawn(Future.ready(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("no runtime polls on");
    assertThat(set).hasToString("JoinSet[0]");
  }

  /// `abort_all_during_completion`: each task ends one way or the other, and each is joined.
  @Test
  @Tag("R-73")
  void abortingWhileTasksEndLosesNone() throws Exception {
    try (TaskExecutor executor = Flavour.FOUR_WORKERS.start()) {
      for (int round = 0; round < 500; round++) {
        JoinSet<String> set = new JoinSet<>();
        Signal one = new Signal("one");
        Signal two = new Signal("two");
        set.spawnOn(executor, one);
        set.spawnOn(executor, two);
        CountDownLatch start = new CountDownLatch(1);
        Thread raiser =
            Thread.ofPlatform()
                .start(() -> {
                  start.countDown();
                  one.raise();
                  two.raise();
                });
        start.await();
        set.abortAll();
        for (int i = 0; i < 2; i++) {
          Joined<String> joined = executor.blockOn(set.joinNext()).orElseThrow();
          assertThat(joined.isCancelled() || joined.get().length() == 3).isTrue();
        }
        assertThat(executor.blockOn(set.joinNext())).isEmpty();
        assertThat(one.cancels.get() + two.cancels.get()).isLessThanOrEqualTo(2);
        raiser.join();
      }
      assertThat(executor.blockOn(executor.spawn(Future.ready(1)))).isEqualTo(1);
    }
  }
}
