package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.ExecutorFixture.Flavour;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("R-90")
class LocalSetTest {

  @ParameterizedTest
  @EnumSource
  void tasksStayOnTheThreadThatBlocksOnThem(Flavour flavour) throws Exception {
    List<Thread> threads = new ArrayList<>();
    LocalSet set = new LocalSet();
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      for (int i = 0; i < 100; i++) {
        set.spawnLocal(
                Future.lazy(cx -> {
                  threads.add(Thread.currentThread());
                  return Tasks.spawnLocal(
                      Tasks.yieldNow().map(nothing -> threads.add(Thread.currentThread())));
                }))
            .detach();
      }
      fixture.executor.blockOn(set);
    }
    assertThat(threads).hasSize(200).containsOnly(Thread.currentThread());
  }

  @Test
  @Tag("R-77")
  void aTaskOfTheSetIsTheCurrentOneWhileItIsPolled() throws Exception {
    List<String> names = new ArrayList<>();
    try (ExecutorFixture fixture = new ExecutorFixture(Flavour.CURRENT_THREAD)) {
      Future<String> inner =
          Future.lazy(cx -> {
            names.add(Tasks.currentName());
            return "done";
          });
      Future<String> body =
          Future.lazy(
                  cx -> {
                    names.add(Tasks.currentName());
                    return Tasks.spawnLocal("inner", inner);
                  })
              .andThen(handle -> handle)
              .inspect(done -> names.add(Tasks.currentName()));
      fixture.executor.blockOn(fixture.executor.spawn("outer", new LocalSet().runUntil(body)));
    }
    assertThat(names).containsExactly("outer", "inner", "outer");
  }

  @Test
  void theSetIsReadyWhenAllTasksAreDone() throws Exception {
    LocalSet set = new LocalSet();
    Signal one = new Signal();
    Signal other = new Signal();
    set.spawnLocal(one).detach();
    set.spawnLocal(other).detach();
    TestTask<Void> task = TestTask.of(set);
    assertThat(task.poll().isPending()).isTrue();
    one.raise();
    assertThat(task.isWoken()).isTrue();
    assertThat(task.poll().isPending()).isTrue();
    other.raise();
    assertThat(task.poll().isReady()).isTrue();
    assertThatThrownBy(task::poll).isInstanceOf(IllegalStateException.class);
    Signal late = new Signal();
    set.spawnLocal(late).detach();
    assertThat(late.cancels).hasValue(1);
    assertThatThrownBy(() -> TestTask.of(set.runUntil(Future.ready(1))).poll())
        .hasMessageContaining("the local set is over");
  }

  @Test
  void tasksGoOnOnlyWhileSomebodyPolls() throws Exception {
    LocalSet set = new LocalSet();
    Signal signal = new Signal();
    set.spawnLocal(signal).detach();
    assertThat(signal.polls).hasValue(0);
    assertThat(TestTask.of(set.runUntil(Future.ready("x"))).poll().get()).isEqualTo("x");
    assertThat(signal.polls).as("the future was ready before").hasValue(0);
    TestTask<Object> second = TestTask.of(set.runUntil(Future.pending()));
    second.poll();
    assertThat(signal.polls).hasValue(1);
    signal.raise();
    assertThat(second.isWoken()).isTrue();
    assertThat(set.aliveTasks()).isEqualTo(1);
    second.poll();
    assertThat(set.aliveTasks()).isZero();
  }

  @Test
  void aSpawnOutsideWakesWhoeverWaits() throws Exception {
    LocalSet set = new LocalSet();
    TestTask<Object> waiting = TestTask.of(set.runUntil(Future.pending()));
    waiting.poll();
    assertThat(waiting.isWoken()).isFalse();
    JoinHandle<Integer> task = set.spawnLocal(Future.ready(1));
    assertThat(waiting.isWoken()).isTrue();
    waiting.poll();
    assertThat(TestTask.of(task).poll().get()).isEqualTo(1);
  }

  @Test
  void whoPollsLastIsWokenAndWhenItLeavesTheOtherTakesOver() throws Exception {
    LocalSet set = new LocalSet();
    Signal signal = new Signal();
    set.spawnLocal(signal).detach();
    TestTask<Object> first = TestTask.of(set.runUntil(Future.pending()));
    Future<Object> second = set.runUntil(Future.pending());
    first.poll();
    second.poll(Context.of(new CountingWaker()));
    second.cancel();
    assertThat(first.isWoken()).as("it must say again that it is there").isTrue();
    first.poll();
    assertThat(first.isWoken()).isFalse();
    signal.raise();
    assertThat(first.isWoken()).isTrue();
  }

  @Test
  void afterSixtyOneTasksOthersHaveTheirTurn() throws Exception {
    LocalSet set = new LocalSet();
    int[] polled = {0};
    for (int i = 0; i < 150; i++) {
      set.spawnLocal(Future.lazy(cx -> polled[0]++)).detach();
    }
    TestTask<Void> task = TestTask.of(set);
    for (int expected : new int[] {61, 122}) {
      assertThat(task.poll().isPending()).isTrue();
      assertThat(polled[0]).isEqualTo(expected);
      assertThat(task.isWoken()).as("by itself").isTrue();
    }
    assertThat(task.poll().isReady()).isTrue();
    assertThat(polled[0]).isEqualTo(150);
  }

  @Test
  void theFutureOfRunUntilUsesTheBudgetAroundItAndEachTaskHasItsOwn() throws Exception {
    LocalSet set = new LocalSet();
    List<Integer> used = new ArrayList<>();
    try (ExecutorFixture fixture = new ExecutorFixture(Flavour.CURRENT_THREAD)) {
      fixture.executor.blockOn(
          Future.pollFn(outer -> {
            for (int i = 0; i < 100; i++) {
              outer.progress();
            }
            Future<Object> inner =
                set.runUntil(
                    Future.pollFn(cx -> {
                      used.add(units(cx));
                      return Poll.pending();
                    }));
            set.spawnLocal(
                    Future.pollFn(cx -> {
                      used.add(units(cx));
                      return Poll.ready(1);
                    }))
                .detach();
            inner.poll(outer);
            inner.cancel();
            return Poll.ready(true);
          }));
    }
    assertThat(used).containsExactly(Setup.BUDGET - 100, Setup.BUDGET);
  }

  @Test
  void itsTasksHaveTheBudgetOfTheRuntimeAroundIt() throws Exception {
    LocalSet set = new LocalSet();
    List<Integer> used = new ArrayList<>();
    set.spawnLocal(
            Future.pollFn(cx -> {
              used.add(units(cx));
              return Poll.ready(1);
            }))
        .detach();
    try (ExecutorFixture fixture =
        new ExecutorFixture(Flavour.CURRENT_THREAD, setup -> setup.budget(7))) {
      fixture.executor.blockOn(set);
    }
    assertThat(used).containsExactly(7);
  }

  /// Uses up the budget.
  ///
  /// @return how much there was
  private static int units(Context cx) {
    int units = 0;
    while (cx.proceed() && units < 10_000) {
      cx.progress();
      units++;
    }
    return units;
  }

  @Test
  void anotherThreadMayNeitherPollNorCancelNorSpawn() throws Exception {
    LocalSet set = new LocalSet();
    Signal signal = new Signal();
    set.spawnLocal(signal).detach();
    Future<Object> run = set.runUntil(Future.pending());
    run.poll(Context.of(new CountingWaker()));
    Thread here = Thread.currentThread();
    List<Throwable> thrown = new ArrayList<>();
    Thread other =
        Thread.ofPlatform()
            .name("a stranger")
            .start(() -> {
              Context cx = Context.of(new CountingWaker());
              thrown.add(caught(() -> set.poll(cx)));
              thrown.add(caught(set::cancel));
              thrown.add(caught(() -> set.spawnLocal(Future.ready(1))));
              thrown.add(caught(() -> run.poll(cx)));
              thrown.add(caught(run::cancel));
            });
    other.join();
    assertThat(thrown)
        .hasSize(5)
        .allSatisfy(each ->
            assertThat(each)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(here.getName())
                .hasMessageContaining("a stranger"));
    assertThat(signal.cancels).hasValue(0);
    set.cancel();
    assertThat(signal.cancels).hasValue(1);
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private static Throwable caught(Attempt attempt) {
    try {
      attempt.run();
    } catch (Throwable thrown) {
      return thrown;
    }
    throw new AssertionError("nothing was thrown");
  }

  @Test
  void cancellingCancelsAllTasksHereAndLaterWakesDoNothing() throws Exception {
    LocalSet set = new LocalSet();
    List<Signal> signals = new ArrayList<>();
    List<JoinHandle<String>> handles = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Signal signal = new Signal();
      signals.add(signal);
      handles.add(set.spawnLocal(signal));
    }
    TestTask<Void> task = TestTask.of(set);
    task.poll();
    task.cancel();
    task.cancel();
    assertThat(signals)
        .allSatisfy(signal -> {
          assertThat(signal.cancels).hasValue(1);
          assertThat(signal.cancelledBy).isSameAs(Thread.currentThread());
        });
    for (JoinHandle<String> handle : handles) {
      assertThatThrownBy(() -> TestTask.of(handle).poll()).isInstanceOf(TaskCancelled.class);
    }
    Thread other = Thread.ofPlatform().start(() -> signals.forEach(Signal::raise));
    other.join();
    assertThat(signals).allSatisfy(signal -> assertThat(signal.polls.get()).isLessThan(2));
    assertThat(task.isWoken()).isFalse();
  }

  @Test
  void wakesThatRaceWithTheCancelEndNowhere() throws Exception {
    for (int round = 0; round < 200; round++) {
      LocalSet set = new LocalSet();
      Signal signal = new Signal();
      set.spawnLocal(signal).detach();
      TestTask<Void> task = TestTask.of(set);
      task.poll();
      Thread other = Thread.ofPlatform().start(signal::raise);
      set.cancel();
      other.join();
      assertThat(signal.cancels).hasValue(1);
      assertThat(signal.polls).hasValue(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAbortFromAnotherThreadReleasesOnTheOwnersThread(Flavour flavour) throws Exception {
    LocalSet set = new LocalSet();
    Signal signal = new Signal();
    JoinHandle<String> handle = set.spawnLocal(signal);
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Thread other =
          Thread.ofPlatform()
              .start(() -> {
                while (signal.polls.get() == 0) {
                  Thread.onSpinWait();
                }
                handle.abort();
              });
      assertThatThrownBy(() -> fixture.executor.blockOn(set.runUntil(handle)))
          .isInstanceOf(TaskCancelled.class);
      other.join();
    }
    assertThat(signal.cancelledBy).isSameAs(Thread.currentThread());
    assertThat(signal.cancels).hasValue(1);
  }

  @Test
  void spawnLocalOutsideOfASetSaysWhatIsMissing() throws Exception {
    assertThatThrownBy(() -> Tasks.spawnLocal(Future.ready(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("spawnLocal needs a LocalSet, a LocalPool or a local runtime");
    try (ExecutorFixture fixture = new ExecutorFixture(Flavour.ONE_WORKER)) {
      JoinHandle<Object> task =
          fixture.executor.spawn(Future.lazy(cx -> Tasks.spawnLocal(Future.ready(1))));
      assertThatThrownBy(() -> fixture.executor.blockOn(task))
          .hasMessageContaining("no local set in the context of this poll");
    }
  }

  @Test
  void aSetThatWaitsForItselfSaysSo() throws Exception {
    LocalSet set = new LocalSet();
    JoinHandle<Void> task = set.spawnLocal(Future.pollFn(set::poll));
    TestTask.of(set.runUntil(Future.pending())).poll();
    assertThatThrownBy(() -> TestTask.of(task).poll()).hasMessageContaining("wait for itself");
    JoinHandle<Boolean> cancels =
        set.spawnLocal(
            Future.lazy(cx -> {
              set.cancel();
              return true;
            }));
    TestTask.of(set.runUntil(Future.pending())).poll();
    assertThatThrownBy(() -> TestTask.of(cancels).poll())
        .hasMessageContaining("cancelled by one of its own tasks");
  }

  @Test
  void runUntilInsideOfATaskOfTheSameSetLeavesTheTasksToTheOuterOne() throws Exception {
    LocalSet set = new LocalSet();
    Signal signal = new Signal();
    JoinHandle<String> nested = set.spawnLocal(set.runUntil(signal));
    JoinHandle<Integer> other = set.spawnLocal(Tasks.yieldNow().map(nothing -> 1));
    TestTask<Object> root = TestTask.of(set.runUntil(Future.pending()));
    root.poll();
    assertThat(TestTask.of(other).poll().get()).isEqualTo(1);
    signal.raise();
    assertThat(root.isWoken()).isTrue();
    root.poll();
    assertThat(TestTask.of(nested).poll().get()).isEqualTo("raised");
  }

  @Test
  void failuresThatNobodyTakesGoToTheRuntimeThatPolls() throws Exception {
    IllegalStateException broken = new IllegalStateException("broken");
    LocalSet set = new LocalSet();
    ExecutorFixture fixture = new ExecutorFixture(Flavour.CURRENT_THREAD);
    set.spawnLocal("mine", Future.failed(broken)).detach();
    fixture.executor.blockOn(set);
    fixture.close();
    assertThat(fixture.told).containsExactly(new ExecutorFixture.Told("mine", broken));
  }

  @Test
  @Tag("R-94")
  void aHandleIsAwaitedOnAnotherRuntime() throws Exception {
    LocalSet set = new LocalSet();
    try (ExecutorFixture here = new ExecutorFixture(Flavour.CURRENT_THREAD);
        ExecutorFixture there = new ExecutorFixture(Flavour.ONE_WORKER)) {
      JoinHandle<String> local = set.spawnLocal(Future.ready("from here"));
      JoinHandle<String> waits = there.executor.spawn(local);
      assertThat(here.executor.blockOn(set.runUntil(waits))).isEqualTo("from here");
    }
  }
}
