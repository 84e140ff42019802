package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Env;
import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.testkit.TestTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F-112")
class LocalPoolTest {

  /// Wakes itself until it has been polled so often.
  private static Future<Integer> selfWaking(int polls, int[] counter) {
    return Future.pollFn(cx -> {
      if (++counter[0] == polls) {
        return Poll.ready(polls);
      }
      cx.waker().wake();
      return Poll.pending();
    });
  }

  @Test
  void runEndsWhenAllTasksAreDoneThoseSpawnedMeanwhileToo() {
    List<String> done = new ArrayList<>();
    try (LocalPool pool = new LocalPool()) {
      pool.run(); // nothing to do
      pool.spawnLocal(
              Future.lazy(cx -> {
                Tasks.spawnLocal(Future.lazy(inner -> done.add("inner"))).detach();
                return done.add("outer");
              }))
          .detach();
      assertThat(done).as("never on the spot").isEmpty();
      pool.run();
      assertThat(done).containsExactly("outer", "inner");
      assertThat(pool.aliveTasks()).isZero();
    }
  }

  @Test
  void runSleepsUntilAnotherThreadWakesTheLastTask() throws Exception {
    Signal signal = new Signal();
    try (LocalPool pool = new LocalPool()) {
      JoinHandle<String> task = pool.spawnLocal(signal);
      pool.runUntilStalled();
      assertThat(signal.polls).hasValue(1);
      Thread other = Thread.ofPlatform().start(signal::raise);
      pool.run();
      other.join();
      assertThat(TestTask.of(task).poll().get()).isEqualTo("raised");
    }
  }

  @Test
  void runUntilGivesTheValueAndLeavesTheOthers() throws Exception {
    Signal never = new Signal();
    try (LocalPool pool = new LocalPool()) {
      pool.spawnLocal(never).detach();
      JoinHandle<String> task = pool.spawnLocal(Future.ready("value"));
      assertThat(pool.runUntil(task)).isEqualTo("value");
      assertThat(pool.aliveTasks()).isEqualTo(1);
      IOException broken = new IOException("broken");
      assertThatThrownBy(() -> pool.runUntil(Future.failed(broken))).isSameAs(broken);
    }
    assertThat(never.cancels).hasValue(1);
  }

  @Test
  void runUntilIsWokenFromElsewhereByItsFutureAndByATask() throws Exception {
    Signal direct = new Signal();
    Signal throughTask = new Signal();
    try (LocalPool pool = new LocalPool()) {
      Thread one = Thread.ofPlatform().start(direct::raise);
      assertThat(pool.runUntil(direct)).isEqualTo("raised");
      one.join();
      JoinHandle<String> task = pool.spawnLocal(throughTask);
      Thread other = Thread.ofPlatform().start(throughTask::raise);
      assertThat(pool.runUntil(task)).isEqualTo("raised");
      other.join();
    }
  }

  @Test
  void tryRunOneEndsWithTheFirstTaskThatIsOver() {
    int[] counter = {0};
    try (LocalPool pool = new LocalPool()) {
      assertThat(pool.tryRunOne()).as("nothing there").isFalse();
      pool.spawnLocal(new Signal()).detach();
      assertThat(pool.tryRunOne()).as("cannot go on").isFalse();
      pool.spawnLocal(selfWaking(3, counter)).detach();
      pool.spawnLocal(Future.lazy(cx -> Tasks.spawnLocal(new Signal()))).detach();
      assertThat(pool.tryRunOne()).as("the second, though it spawned another").isTrue();
      assertThat(counter[0]).isEqualTo(1);
      assertThat(pool.tryRunOne()).isTrue();
      assertThat(counter[0]).isEqualTo(3);
      assertThat(pool.tryRunOne()).isFalse();
      assertThat(pool.aliveTasks()).isEqualTo(2);
    }
  }

  @Test
  void runUntilStalledPollsATaskThatWakesItselfUntilItStops() {
    int[] counter = {0};
    try (LocalPool pool = new LocalPool()) {
      Signal never = new Signal();
      pool.spawnLocal(never).detach();
      pool.spawnLocal(selfWaking(1_000, counter)).detach();
      pool.runUntilStalled();
      assertThat(counter[0]).isEqualTo(1_000);
      assertThat(never.polls).hasValue(1);
      pool.runUntilStalled();
      assertThat(never.polls).as("nobody woke it").hasValue(1);
    }
  }

  @Test
  void noTaskIsMoreThanOnePollAheadOfAnother() {
    int[][] counters = new int[5][1];
    int[] worst = {0};
    try (LocalPool pool = new LocalPool()) {
      for (int[] counter : counters) {
        pool.spawnLocal(
                Future.pollFn(cx -> {
                  counter[0]++;
                  int[] all = Arrays.stream(counters).mapToInt(each -> each[0]).sorted().toArray();
                  worst[0] = Math.max(worst[0], all[4] - all[0]);
                  cx.waker().wake();
                  return counter[0] == 500 ? Poll.ready(true) : Poll.pending();
                }))
            .detach();
      }
      pool.run();
    }
    assertThat(counters).isDeepEqualTo(new int[][] {{500}, {500}, {500}, {500}, {500}});
    assertThat(worst[0]).isEqualTo(1);
  }

  @Test
  void twoRunsTakeTheSameSteps() {
    assertThat(trace()).isEqualTo(trace()).hasSizeGreaterThan(20);
  }

  private static List<String> trace() {
    List<String> trace = new ArrayList<>();
    try (LocalPool pool = new LocalPool()) {
      for (int i = 0; i < 5; i++) {
        String name = "t" + i;
        int[] left = {i + 3};
        pool.spawnLocal(
                Future.pollFn(cx -> {
                  trace.add(name);
                  cx.waker().wake();
                  return left[0]-- == 0 ? Poll.ready(true) : Poll.pending();
                }))
            .detach();
      }
      pool.run();
    }
    return trace;
  }

  @Test
  @Tag("R-54")
  void runningInsideOfATaskIsRefused() throws Exception {
    try (LocalPool pool = new LocalPool();
        ExecutorFixture fixture = new ExecutorFixture(ExecutorFixture.Flavour.CURRENT_THREAD)) {
      assertThatThrownBy(() -> pool.runUntil(Future.lazy(cx -> pool.tryRunOne())))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("tryRunOne was called on a thread that polls tasks");
      assertThatThrownBy(
              () -> pool.runUntil(Future.lazy(cx -> fixture.executor.blockOn(Future.ready(1)))))
          .hasMessageContaining("blockOn was called on a thread that polls tasks");
      assertThatThrownBy(
              () -> fixture.executor.blockOn(Future.lazy(cx -> pool.runUntil(Future.ready(1)))))
          .hasMessageContaining("runUntil was called on a thread that polls tasks");
      assertThatThrownBy(() ->
              pool.runUntil(
                  Future.<Integer>lazy(cx -> {
                    pool.close();
                    return 1;
                  })))
          .hasMessageContaining("cancelled by one of its own tasks");
    }
  }

  @Test
  void anotherThreadIsRefusedAndBothAreNamed() throws Exception {
    LocalPool pool = new LocalPool();
    CountDownLatch taken = new CountDownLatch(1);
    Thread owner =
        Thread.ofPlatform()
            .name("the owner")
            .start(() -> {
              pool.spawnLocal(Future.ready(1)).detach();
              taken.countDown();
            });
    taken.await();
    owner.join();
    assertThatThrownBy(() -> pool.spawnLocal(Future.ready(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the owner")
        .hasMessageContaining(Thread.currentThread().getName());
    assertThatThrownBy(pool::run).hasMessageContaining("the owner");
    assertThatThrownBy(pool::close).hasMessageContaining("the owner");
  }

  @Test
  void closeCancelsReportsAndTakesNoMore() {
    List<Throwable> told = new ArrayList<>();
    IOException broken = new IOException("broken");
    LocalPool pool =
        new LocalPool(Env.system(), Slots.none(), (task, failure) -> told.add(failure));
    Signal signal = new Signal();
    pool.spawnLocal(signal).detach();
    JoinHandle<Object> failed = pool.spawnLocal(Future.failed(broken));
    pool.runUntilStalled();
    pool.close();
    pool.close();
    assertThat(signal.cancels).hasValue(1);
    assertThat(failed.isFinished()).isTrue();
    assertThat(told).containsExactly(broken);
    Signal late = new Signal();
    JoinHandle<String> refused = pool.spawnLocal(late);
    assertThat(late.cancels).hasValue(1);
    assertThatThrownBy(() -> TestTask.of(refused).poll()).isInstanceOf(TaskCancelled.class);
    assertThatThrownBy(pool::run).hasMessageContaining("the local pool is closed");
    signal.raise(); // does nothing
  }
}
