package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Env;
import dev.wakeful.executor.ExecutorFixture.Flavour;
import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.CountingWaker;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A task that says that it blocks its thread.
@Tag("R-53")
@Timeout(60)
class BlockInPlaceTest {

  /// Without a watchdog, so that nobody else helps.
  private static TaskExecutor twoWorkers(ParkingDriver driver) {
    return TaskExecutor.multiThread(new Setup(Env.system(), driver).watchdog(false), 2);
  }

  @Test
  void othersTakeOverWhatWaitsForTheThread() throws Exception {
    ParkingDriver driver = new ParkingDriver();
    try (TaskExecutor executor = twoWorkers(driver)) {
      CountDownLatch ran = new CountDownLatch(3);
      executor.blockOn(
          executor.spawn(
              Future.lazy(cx -> {
                Tasks.spawn(Future.lazy(inner -> down(ran))).detach(); // the next-slot
                Tasks.spawn(Future.lazy(inner -> down(ran))).detach(); // the ring
                return Tasks.blockInPlace(() -> {
                  Tasks.spawn(Future.lazy(inner -> down(ran))).detach();
                  return isOpen(ran);
                });
              })));
    }
  }

  @Test
  void somebodyElseIsInTheDriverMeanwhile() throws Exception {
    ParkingDriver driver = new ParkingDriver();
    try (TaskExecutor executor = twoWorkers(driver)) {
      executor.blockOn(
          executor.spawn(
              Future.lazy(cx ->
                  Tasks.blockInPlace(() -> {
                    while (!driver.isInside()) {
                      Thread.onSpinWait();
                    }
                    return 0;
                  }))));
    }
  }

  @Test
  void blockOnAndNestedCallsAreAllowedInside() throws Exception {
    try (TaskExecutor executor = twoWorkers(new ParkingDriver())) {
      Future<Integer> body =
          Future.lazy(cx ->
              Tasks.blockInPlace(() ->
                  Tasks.blockInPlace(
                      () -> executor.blockOn(executor.spawn(Tasks.yieldNow().map(nothing -> 7))))));
      assertThat(executor.blockOn(executor.spawn(body))).isEqualTo(7);
    }
  }

  @Test
  void theFutureThatBlockOnPollsInsideMayNotBlock() throws Exception {
    try (TaskExecutor executor = twoWorkers(new ParkingDriver())) {
      Future<Integer> inner = Future.lazy(cx -> executor.blockOn(Future.ready(1)));
      Future<Integer> body = Future.lazy(cx -> Tasks.blockInPlace(() -> executor.blockOn(inner)));
      assertThatThrownBy(() -> executor.blockOn(executor.spawn(body)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("blockInPlace");
    }
  }

  @Test
  void closeIsRefusedInside() throws Exception {
    try (TaskExecutor executor = twoWorkers(new ParkingDriver())) {
      Future<Integer> body =
          Future.lazy(cx ->
              Tasks.blockInPlace(() -> {
                executor.close();
                return 0;
              }));
      assertThatThrownBy(() -> executor.blockOn(executor.spawn(body)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("close");
    }
  }

  /// Test 55: the budget of the poll goes on after the call, and does not count inside of it.
  @Test
  @Tag("R-54")
  void theBudgetIsSuspendedAndComesBack() throws Exception {
    try (TaskExecutor executor = twoWorkers(new ParkingDriver())) {
      int[] unitsAfter = {0};
      Future<Integer> many =
          Future.pollFn(cx -> {
            for (int i = 0; i < Setup.BUDGET; i++) {
              cx.progress();
            }
            return cx.proceed() ? Poll.ready(0) : Poll.ready(1);
          });
      Future<Integer> body =
          Future.pollFn(cx -> {
            cx.progress();
            int spent = Tasks.blockInPlace(() -> executor.blockOn(many));
            while (cx.proceed()) {
              cx.progress();
              unitsAfter[0]++;
            }
            return Poll.ready(spent);
          });
      assertThat(executor.blockOn(executor.spawn(body))).isEqualTo(1);
      assertThat(unitsAfter[0]).isEqualTo(Setup.BUDGET - 1);
    }
  }

  /// Test 65: a waker is woken at once, and never kept until after the call.
  @Test
  @Tag("R-47")
  void wakersAreWokenBeforeTheCallBlocks() throws Exception {
    try (TaskExecutor executor = twoWorkers(new ParkingDriver())) {
      CountingWaker waker = new CountingWaker();
      Future<Integer> body =
          Future.lazy(cx -> {
            Future<Void> yield = Tasks.yieldNow();
            assertThat(yield.poll(dev.wakeful.task.Context.of(waker)).isPending()).isTrue();
            return Tasks.blockInPlace(waker::count);
          });
      assertThat(executor.blockOn(executor.spawn(body))).isEqualTo(1);
    }
  }

  @Test
  void whatItThrowsIsThrown() throws Exception {
    try (TaskExecutor executor = twoWorkers(new ParkingDriver())) {
      IOException failure = new IOException("disk");
      Future<Integer> body =
          Future.lazy(cx ->
              Tasks.<Integer>blockInPlace(() -> {
                throw failure;
              }));
      assertThatThrownBy(() -> executor.blockOn(executor.spawn(body))).isSameAs(failure);
      assertThat(executor.blockOn(executor.spawn(Future.ready(2)))).isEqualTo(2);
    }
  }

  @Test
  void withoutWorkersItIsRefusedWithAdvice() throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(Flavour.CURRENT_THREAD)) {
      Future<Integer> body = Future.lazy(cx -> Tasks.blockInPlace(() -> 1));
      assertThatThrownBy(() -> fixture.executor.blockOn(body))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("spawnBlocking");
    }
  }

  @Test
  void outsideItIsAPlainCall() throws Exception {
    Thread here = Thread.currentThread();
    assertThat(Tasks.blockInPlace(Thread::currentThread)).isSameAs(here);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-57")
  void aWorkerKnowsItsNumber(Flavour flavour) throws Exception {
    assertThat(Tasks.workerIndex()).isEmpty();
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Future<OptionalInt> ask = Future.lazy(cx -> Tasks.workerIndex());
      OptionalInt ofRoot = fixture.executor.blockOn(ask);
      assertThat(ofRoot).isEmpty();
      Future<OptionalInt> askAgain = Future.lazy(cx -> Tasks.workerIndex());
      OptionalInt index = fixture.executor.blockOn(fixture.executor.spawn(askAgain));
      switch (flavour) {
        case CURRENT_THREAD -> assertThat(index).isEmpty();
        case ONE_WORKER -> assertThat(index).hasValue(0);
        case FOUR_WORKERS -> assertThat(index.getAsInt()).isBetween(0, 3);
      }
    }
  }

  private static int down(CountDownLatch latch) {
    latch.countDown();
    return 0;
  }

  private static int isOpen(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(30, TimeUnit.SECONDS)).as("others got on").isTrue();
    return 0;
  }
}
