package dev.wakeful.examples.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.examples.Output;
import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExecutorTest {
  private final Executor executor = new Executor();

  @Test
  void howdyThenDone() throws Exception {
    assertThat(Output.of(out -> RunTasks.run(Duration.ofMillis(10), out)))
        .containsExactly("howdy!", "done!");
  }

  @Test
  void thereIsRoomForTenThousandTasksAndThatIsSaid() throws Exception {
    AtomicInteger finished = new AtomicInteger();
    try (Spawner spawner = executor.spawner()) {
      for (int i = 0; i < Executor.CAPACITY; i++) {
        spawner.spawn(Future.lazy(cx -> finished.incrementAndGet()));
      }
      assertThatThrownBy(() -> spawner.spawn(Future.ready(1)))
          .isInstanceOf(RejectedExecutionException.class)
          .hasMessageContaining("too many tasks queued");
    }
    executor.run();
    assertThat(finished).hasValue(10_000);
  }

  @Test
  void aFullExecutorStillHearsEveryWakeUp() throws Exception {
    AtomicInteger polls = new AtomicInteger();
    try (Spawner spawner = executor.spawner()) {
      for (int i = 0; i < Executor.CAPACITY; i++) {
        spawner.spawn(wakesItself(3, polls::incrementAndGet));
      }
    }
    executor.run();
    assertThat(polls).hasValue(3 * Executor.CAPACITY);
  }

  @Test
  void itEndsWithTheLastOfSeveralSpawners() throws Exception {
    Spawner first = executor.spawner();
    Spawner second = first.another();
    first.close();
    first.close();
    CountDownLatch ran = new CountDownLatch(1);
    Thread runner =
        Thread.ofVirtual()
            .start(() -> {
              try {
                executor.run();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    second.spawn(
        Future.lazy(cx -> {
          ran.countDown();
          return 1;
        }));
    ran.await();
    assertThat(runner.isAlive()).as("runs while a spawner is open").isTrue();
    second.close();
    assertThat(runner.join(Duration.ofSeconds(30))).as("ended").isTrue();
    assertThatThrownBy(() -> second.spawn(Future.ready(1)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(second::another).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void withoutSpawnersThereIsNothingToRun() throws Exception {
    executor.run();
    assertThat(executor.spawner()).isNotNull();
  }

  @Test
  void tasksThatWakeThemselvesTakeTurns() throws Exception {
    List<String> turns = new ArrayList<>();
    try (Spawner spawner = executor.spawner()) {
      spawner.spawn(wakesItself(2, () -> turns.add("a")));
      spawner.spawn(wakesItself(2, () -> turns.add("b")));
    }
    executor.run();
    assertThat(turns).containsExactly("a", "b", "a", "b");
  }

  @Test
  void manyWakeUpsAreOnePollAndLateOnesAreNone() throws Exception {
    List<Waker> kept = new ArrayList<>();
    AtomicInteger polls = new AtomicInteger();
    try (Spawner spawner = executor.spawner()) {
      spawner.spawn(
          Future.pollFn(cx -> {
            kept.add(cx.waker());
            cx.waker().wake();
            cx.waker().wake();
            return polls.incrementAndGet() == 2 ? Poll.done() : Poll.pending();
          }));
    }
    executor.run();
    kept.getFirst().wake();
    executor.run();
    assertThat(polls).hasValue(2);
  }

  @Test
  void theFailureOfATaskIsToldAndHarmsNoOther() throws Exception {
    List<String> told = new ArrayList<>();
    Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> told.add(e.getMessage()));
    AtomicInteger finished = new AtomicInteger();
    try (Spawner spawner = executor.spawner()) {
      spawner.spawn(Future.failed(new IllegalStateException("burnt")));
      spawner.spawn(Future.lazy(cx -> finished.incrementAndGet()));
    }
    executor.run();
    assertThat(told).containsExactly("burnt");
    assertThat(finished).hasValue(1);
  }

  /// Ready at its n-th poll, and awake until then.
  private static Future<Void> wakesItself(int polls, Runnable atEach) {
    AtomicInteger left = new AtomicInteger(polls);
    return Future.pollFn(cx -> {
      atEach.run();
      if (left.decrementAndGet() == 0) {
        return Poll.done();
      }
      cx.waker().wake();
      return Poll.pending();
    });
  }
}
