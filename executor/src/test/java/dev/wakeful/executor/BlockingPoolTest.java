package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Env;
import dev.wakeful.future.Future;
import dev.wakeful.testkit.TestTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R-51")
class BlockingPoolTest {
  private static BlockingPool pool(int threads, int queue) {
    return new BlockingPool(
        BlockingSetup.waiting(Env.system()).name("test").maxThreads(threads).maxQueued(queue));
  }

  private static String waitAt(Semaphore gate) throws InterruptedException {
    gate.acquire();
    return "released";
  }

  @Test
  @Tag("R-6")
  void neverMoreThreadsThanAllowedAndEveryCallRuns() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger ran = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(500);
    try (BlockingPool pool = pool(3, 500)) {
      for (int i = 0; i < 500; i++) {
        pool.spawn(
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
  @Tag("R-131")
  void aFullQueueRefusesAndSaysHowFull() {
    Semaphore gate = new Semaphore(0);
    BlockingPool pool = pool(1, 2);
    pool.spawn(() -> waitAt(gate)).detach();
    pool.spawn(() -> "waits").detach();
    pool.spawn(() -> "waits").detach();
    assertThatThrownBy(() -> pool.spawn(() -> "too many"))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("1 calls run and 2 wait")
        .hasMessageContaining("whenRoom()");
    assertThat(pool.stats()).isEqualTo(new BlockingStats(1, 0, 2, 0, 0, 1));
    gate.release();
    pool.close();
    assertThat(pool.stats().rejected()).isEqualTo(1);
    assertThat(pool.stats().running()).isZero();
  }

  @Test
  void callsStartInTheOrderInWhichTheyCame() throws Exception {
    List<Integer> order = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(100);
    try (BlockingPool pool = pool(1, 100)) {
      for (int i = 0; i < 100; i++) {
        int number = i;
        pool.spawn(
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
  void abortKeepsAWaitingCallFromStartingAndGivesItsRoomBack() throws Exception {
    Semaphore gate = new Semaphore(0);
    AtomicBoolean ran = new AtomicBoolean();
    BlockingPool pool = pool(1, 1);
    JoinHandle<String> running = pool.spawn(() -> waitAt(gate));
    awaitStart(gate);
    JoinHandle<Boolean> waiting = pool.spawn(() -> ran.getAndSet(true));
    waiting.abort();
    running.abort();
    assertThat(pool.stats().queued()).isZero();
    JoinHandle<String> next = pool.spawn(() -> "has the room");
    assertThatThrownBy(() -> TestTask.of(waiting).poll()).isInstanceOf(TaskCancelled.class);
    gate.release();
    awaitEnd(next);
    pool.close();
    assertThat(ran).isFalse();
    assertThat(TestTask.of(running).poll().get()).isEqualTo("released");
    assertThat(TestTask.of(next).poll().get()).isEqualTo("has the room");
  }

  private static void awaitStart(Semaphore gate) {
    while (!gate.hasQueuedThreads()) {
      Thread.onSpinWait();
    }
  }

  private static void awaitEnd(JoinHandle<?> handle) {
    while (!handle.isFinished()) {
      Thread.onSpinWait();
    }
  }

  @Test
  @Tag("R-115")
  void closeDropsWhatWaitsAndGivesUpOnWhatRunsTooLong() {
    Semaphore gate = new Semaphore(0);
    BlockingPool pool = pool(1, 10);
    pool.spawn(() -> waitAt(gate)).detach();
    JoinHandle<String> waiting = pool.spawn(() -> "never");
    TestTask<String> roomless = TestTask.of(pool.whenRoom(() -> "never"));
    assertThat(pool.close(1_000_000)).isFalse();
    assertThatThrownBy(() -> TestTask.of(waiting).poll()).isInstanceOf(TaskCancelled.class);
    assertThatThrownBy(roomless::poll).isInstanceOf(TaskCancelled.class);
    JoinHandle<String> late = pool.spawn(() -> "late");
    assertThatThrownBy(() -> TestTask.of(late).poll()).isInstanceOf(TaskCancelled.class);
    gate.release();
    assertThat(pool.close(10_000_000_000L)).isTrue();
  }

  @Test
  @Tag("R-52")
  void aMandatoryCallRunsThoughThePoolWasClosedBeforeItsTurn() throws Exception {
    Semaphore gate = new Semaphore(0);
    BlockingPool pool = pool(1, 10);
    pool.spawn(() -> waitAt(gate)).detach();
    JoinHandle<String> ordinary = pool.spawn(() -> "dropped");
    JoinHandle<String> mandatory = pool.spawnMandatory(() -> "written");
    JoinHandle<String> aborted = pool.spawnMandatory(() -> "aborted");
    aborted.abort();
    assertThat(pool.close(1_000_000)).isFalse();
    assertThatThrownBy(() -> TestTask.of(ordinary).poll()).isInstanceOf(TaskCancelled.class);
    assertThatThrownBy(() -> TestTask.of(aborted).poll()).isInstanceOf(TaskCancelled.class);
    assertThat(mandatory.isFinished()).isFalse();
    gate.release();
    assertThat(pool.close(10_000_000_000L)).isTrue();
    assertThat(TestTask.of(mandatory).poll().get()).isEqualTo("written");
    assertThatThrownBy(() -> TestTask.of(pool.spawnMandatory(() -> "late")).poll())
        .isInstanceOf(TaskCancelled.class);
  }

  @Test
  @Tag("R-115")
  void everyCallThatRacesWithCloseEnds() throws Exception {
    for (int round = 0; round < 200; round++) {
      BlockingPool pool = pool(2, 50);
      List<JoinHandle<Integer>> handles = new ArrayList<>();
      AtomicInteger mandatoryRan = new AtomicInteger();
      List<JoinHandle<Integer>> mandatory = new ArrayList<>();
      Thread spawner =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 20; i++) {
                  handles.add(pool.spawn(() -> 1));
                  mandatory.add(pool.spawnMandatory(mandatoryRan::incrementAndGet));
                }
              });
      assertThat(pool.close(10_000_000_000L)).isTrue();
      spawner.join();
      assertThat(handles).allSatisfy(handle -> assertThat(handle.isFinished()).isTrue());
      int taken = 0;
      for (JoinHandle<Integer> handle : mandatory) {
        try {
          assertThat(TestTask.of(handle).poll().isReady()).isTrue();
          taken++;
        } catch (TaskCancelled e) {
          assertThat(handle.isFinished()).isTrue();
        }
      }
      assertThat(mandatoryRan).as("taken on, so it has run").hasValue(taken);
    }
  }

  @Test
  void aFailureOfACallIsTheJoinersOrTheHandlers() throws Exception {
    List<Throwable> told = new ArrayList<>();
    BlockingPool pool =
        new BlockingPool(
            BlockingSetup.waiting(Env.system()).failures((task, failure) -> told.add(failure)));
    IllegalStateException mine = new IllegalStateException("mine");
    IllegalStateException nobodys = new IllegalStateException("nobody's");
    JoinHandle<String> joined =
        pool.spawn(() -> {
          throw mine;
        });
    JoinHandle<String> kept =
        pool.spawn(() -> {
          throw nobodys;
        });
    awaitEnd(joined);
    awaitEnd(kept);
    assertThatThrownBy(() -> TestTask.of(joined).poll()).isSameAs(mine);
    pool.close();
    assertThat(told).containsExactly(nobodys);
    assertThat(kept.isFinished()).isTrue();
  }

  @Test
  void whatWaitsForRoomStartsInOrderAndNobodyIsRefused() throws Exception {
    Semaphore gate = new Semaphore(0);
    List<Integer> order = new ArrayList<>();
    BlockingPool pool = pool(1, 1);
    pool.spawn(() -> waitAt(gate)).detach();
    List<TestTask<Boolean>> waiting = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int number = i;
      TestTask<Boolean> task = TestTask.of(pool.whenRoom(() -> order.add(number)));
      waiting.add(task);
      assertThat(task.poll().isPending()).isTrue();
    }
    assertThat(pool.stats()).isEqualTo(new BlockingStats(1, 0, 1, 4, 0, 0));
    assertThatThrownBy(() -> pool.spawn(() -> "overtakes"))
        .isInstanceOf(RejectedExecutionException.class);
    waiting.get(2).cancel();
    gate.release();
    while (!waiting.get(4).isWoken()) {
      Thread.onSpinWait();
    }
    assertThat(order).containsExactly(0, 1, 3, 4);
    assertThat(waiting.get(4).poll().get()).isTrue();
    pool.close();
  }

  @Test
  void aFutureOfACallThatIsCancelledKeepsItFromStarting() {
    Semaphore gate = new Semaphore(0);
    BlockingPool pool = pool(1, 5);
    pool.spawn(() -> waitAt(gate)).detach();
    Future<String> future = pool.run(() -> "never");
    assertThat(pool.stats().queued()).isEqualTo(1);
    future.cancel();
    assertThat(pool.stats().queued()).isZero();
    gate.release();
    pool.close();
  }

  @Test
  void aCallFindsTheRuntimeAndMayWaitForIt() throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(ExecutorFixture.Flavour.ONE_WORKER);
        BlockingPool pool = pool(1, 1)) {
      pool.within(fixture.executor, dev.wakeful.task.Slots.none());
      JoinHandle<Integer> call =
          pool.spawn(() -> {
            JoinHandle<Integer> task = Tasks.spawn(Future.ready(41));
            return fixture.executor.blockOn(task) + 1;
          });
      assertThat(fixture.executor.blockOn(call)).isEqualTo(42);
    }
  }

  @Test
  @Tag("R-10")
  void anIdleThreadIsTakenBeforeANewOne() throws Exception {
    try (BlockingPool pool =
        new BlockingPool(
            BlockingSetup.waiting(Env.system())
                .name("kept")
                .maxThreads(5)
                .keepAlive(Duration.ofSeconds(Long.MAX_VALUE)))) {
      for (int i = 0; i < 20; i++) {
        JoinHandle<String> call = pool.spawn(() -> Thread.currentThread().getName());
        awaitEnd(call);
        assertThat(TestTask.of(call).poll().get()).isEqualTo("kept-1");
        while (pool.stats().idle() == 0) {
          Thread.onSpinWait();
        }
      }
      assertThat(pool.stats()).isEqualTo(new BlockingStats(0, 1, 0, 0, 20, 0));
    }
  }

  @Test
  @Tag("R-10")
  void aThreadThatWaitedLongEnoughEnds() {
    AtomicInteger stopped = new AtomicInteger();
    try (BlockingPool pool =
        new BlockingPool(
            BlockingSetup.waiting(Env.system())
                .keepAlive(Duration.ofMillis(1))
                .onThreadStop(stopped::incrementAndGet))) {
      awaitEnd(pool.spawn(() -> "x"));
      while (stopped.get() == 0) {
        Thread.onSpinWait();
      }
      assertThat(pool.stats().idle()).isZero();
    }
  }

  @Test
  @Tag("R-7")
  void hooksRunOncePerThreadAndTheirFailuresHarmNobody() throws Exception {
    List<String> events = new ArrayList<>();
    List<Throwable> told = new ArrayList<>();
    IllegalStateException broken = new IllegalStateException("broken hook");
    try (BlockingPool pool =
        new BlockingPool(
            BlockingSetup.waiting(Env.system())
                .name("hooked")
                .maxThreads(1)
                .failures((what, failure) -> told.add(failure))
                .onThreadStart(() -> {
                  events.add("start " + Thread.currentThread().getName());
                  throw broken;
                })
                .onThreadStop(() -> events.add("stop")))) {
      pool.spawn(() -> events.add("call")).detach();
    }
    assertThat(events).containsExactly("start hooked-1", "call", "stop");
    assertThat(told).containsExactly(broken);
  }

  @Test
  void anInterruptThatACallLeavesIsNotTheNextOnes() throws Exception {
    try (BlockingPool pool = pool(1, 5)) {
      CountDownLatch both = new CountDownLatch(1);
      pool.spawn(
              () -> {
                both.await();
                Thread.currentThread().interrupt();
                return "x";
              })
          .detach();
      JoinHandle<Boolean> next = pool.spawn(() -> Thread.currentThread().isInterrupted());
      both.countDown();
      awaitEnd(next);
      assertThat(TestTask.of(next).poll().get()).isFalse();
    }
  }

  @Test
  void aSystemWithoutThreadsIsToleratedWhileThereIsOne() throws Exception {
    ByHand scarce = new ByHand();
    scarce.left = 1;
    BlockingPool pool = new BlockingPool(BlockingSetup.waiting(scarce).maxThreads(5));
    List<Integer> order = new ArrayList<>();
    pool.spawn(() -> order.add(1)).detach();
    pool.spawn(() -> order.add(2)).detach();
    assertThat(pool.stats()).isEqualTo(new BlockingStats(1, 0, 1, 0, 0, 0));
    scarce.left = 1;
    pool.spawn(() -> order.add(3)).detach();
    assertThat(pool.stats()).isEqualTo(new BlockingStats(2, 0, 1, 0, 0, 0));
    scarce.runAll();
    assertThat(order).as("the new thread began with the call that waited").containsExactly(1, 3, 2);
    pool.close();
    scarce.left = 0;
    BlockingPool none = new BlockingPool(BlockingSetup.waiting(scarce));
    assertThatThrownBy(() -> none.spawn(() -> "nobody")).isInstanceOf(OutOfMemoryError.class);
    assertThat(none.stats()).isEqualTo(new BlockingStats(0, 0, 0, 0, 0, 0));
  }

  @Test
  void threadsThatComputeArePlatformThreadsAndStay() throws Exception {
    try (BlockingPool pool = new BlockingPool(BlockingSetup.computing(Env.system(), 2))) {
      JoinHandle<Thread> call = pool.spawn(Thread::currentThread);
      awaitEnd(call);
      Thread thread = TestTask.of(call).poll().get();
      assertThat(thread.isVirtual()).isFalse();
      assertThat(thread.getName()).isEqualTo("wakeful-cpu-1");
      while (pool.stats().idle() == 0) {
        Thread.onSpinWait();
      }
      assertThat(thread.isAlive()).isTrue();
    }
  }
}
