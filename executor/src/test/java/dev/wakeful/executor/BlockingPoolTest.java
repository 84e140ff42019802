package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Env;
import dev.wakeful.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BlockingPoolTest {
  private static BlockingPool pool(int threads, int queue) {
    return new BlockingPool(Env.system(), "test", threads, queue, FailureHandler.logging());
  }

  @Test
  void neverMoreThreadsThanAllowedAndEveryCallRuns() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger ran = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(500);
    try (BlockingPool pool = pool(3, 500)) {
      for (int i = 0; i < 500; i++) {
        pool.run(
                () -> {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  ran.incrementAndGet();
                  now.decrementAndGet();
                  all.countDown();
                  return "x";
                })
            .detach();
      }
      all.await();
    }
    assertThat(ran).hasValue(500);
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void aFullQueueRefusesAndSaysHowFull() {
    Semaphore gate = new Semaphore(0);
    BlockingPool pool = pool(1, 2);
    pool.run(() -> waitAt(gate)).detach();
    while (pool.queued() > 0) {
      Thread.onSpinWait(); // until the thread has taken the call
    }
    pool.run(() -> "waits").detach();
    pool.run(() -> "waits").detach();
    assertThatThrownBy(() -> pool.run(() -> "too many"))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("1 calls run and 2 wait");
    gate.release();
    pool.close();
  }

  private static String waitAt(Semaphore gate) throws InterruptedException {
    gate.acquire();
    return "released";
  }

  @Test
  void callsStartInTheOrderInWhichTheyCame() throws Exception {
    List<Integer> order = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(100);
    try (BlockingPool pool = pool(1, 100)) {
      for (int i = 0; i < 100; i++) {
        int number = i;
        pool.run(
                () -> {
                  order.add(number);
                  all.countDown();
                  return number;
                })
            .detach();
      }
      all.await();
    }
    assertThat(order).hasSize(100).isSorted();
  }

  @Test
  void abortKeepsAWaitingCallFromStartingAndNotARunningOne() throws Exception {
    Semaphore gate = new Semaphore(0);
    AtomicBoolean ran = new AtomicBoolean();
    BlockingPool pool = pool(1, 10);
    JoinHandle<String> running = pool.run(() -> waitAt(gate));
    while (pool.queued() > 0) {
      Thread.onSpinWait();
    }
    JoinHandle<Boolean> waiting = pool.run(() -> ran.getAndSet(true));
    waiting.abort();
    running.abort();
    assertThatThrownBy(() -> TestTask.of(waiting).poll()).isInstanceOf(TaskCancelled.class);
    gate.release();
    pool.close();
    assertThat(ran).isFalse();
    assertThat(TestTask.of(running).poll().get()).isEqualTo("released");
  }

  @Test
  void closeDropsWhatWaitsAndGivesUpOnWhatRunsTooLong() {
    Semaphore gate = new Semaphore(0);
    BlockingPool pool = pool(1, 10);
    pool.run(() -> waitAt(gate)).detach();
    while (pool.queued() > 0) {
      Thread.onSpinWait();
    }
    JoinHandle<String> waiting = pool.run(() -> "never");
    assertThat(pool.close(1_000_000)).isFalse();
    assertThatThrownBy(() -> TestTask.of(waiting).poll()).isInstanceOf(TaskCancelled.class);
    JoinHandle<String> late = pool.run(() -> "late");
    assertThatThrownBy(() -> TestTask.of(late).poll()).isInstanceOf(TaskCancelled.class);
    gate.release();
    assertThat(pool.close(10_000_000_000L)).isTrue();
  }

  @Test
  void aFailureOfACallIsTheJoinersOrTheHandlers() throws Exception {
    List<Throwable> told = new ArrayList<>();
    BlockingPool pool =
        new BlockingPool(Env.system(), "test", 2, 2, (task, failure) -> told.add(failure));
    IllegalStateException mine = new IllegalStateException("mine");
    IllegalStateException nobodys = new IllegalStateException("nobody's");
    JoinHandle<String> joined =
        pool.run(() -> {
          throw mine;
        });
    JoinHandle<String> kept =
        pool.run(() -> {
          throw nobodys;
        });
    while (!joined.isFinished() || !kept.isFinished()) {
      Thread.onSpinWait();
    }
    assertThatThrownBy(() -> TestTask.of(joined).poll()).isSameAs(mine);
    pool.close();
    assertThat(told).containsExactly(nobodys);
    assertThat(kept.isFinished()).isTrue();
  }
}
