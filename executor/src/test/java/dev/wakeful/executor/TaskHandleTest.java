package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Env;
import dev.wakeful.executor.ExecutorFixture.Flavour;
import dev.wakeful.executor.ExecutorFixture.Told;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.TestTask;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a handle of a task can do besides being awaited.
class TaskHandleTest {

  /// Ready when something is so; looks whenever others have had their turn.
  static Future<Void> until(BooleanSupplier holds) {
    return Future.pollFn(cx -> {
      if (holds.getAsBoolean()) {
        return Poll.done();
      }
      cx.waker().wake();
      return Poll.pending();
    });
  }

  private static <V> FutureTask<V> onThread(Callable<V> body) {
    FutureTask<V> result = new FutureTask<>(body);
    Thread.ofPlatform().start(result);
    return result;
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-72")
  void joinWaitsOnAThreadThatPollsNothing(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Signal signal = new Signal();
      JoinHandle<String> handle = fixture.executor.spawn(signal);
      FutureTask<String> joiner = onThread(handle::join);
      fixture.executor.blockOn(until(() -> signal.polls.get() > 0));
      signal.raise();
      fixture.executor.blockOn(until(joiner::isDone));
      assertThat(joiner.get()).isEqualTo("raised");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-72")
  void joinThrowsWhatTheTaskThrewAndIsRefusedInATask(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      IOException broken = new IOException("broken");
      JoinHandle<Object> failed = fixture.executor.spawn(Future.failed(broken));
      fixture.executor.blockOn(until(failed::isFinished));
      assertThatThrownBy(failed::join).isSameAs(broken);
      JoinHandle<String> inside =
          fixture.executor.spawn(
              Future.lazy(cx -> Tasks.spawn(Future.ready("never joined here")).join()));
      assertThatThrownBy(() -> fixture.executor.blockOn(inside))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("join was called on a thread that polls tasks")
          .hasMessageEndingWith("await the future instead, or use spawnBlocking or blockInPlace");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-73")
  @Tag("R-76")
  void anAbortHandleAbortsAndTakesNothingFromTheJoiner(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      JoinHandle<Object> handle = fixture.executor.spawn("patient", Future.pending());
      TaskAbortHandle one = handle.abortHandle();
      TaskAbortHandle two = handle.abortHandle();
      assertThat(one.id()).isEqualTo(handle.id()).isEqualTo(two.id());
      assertThat(one.name()).isEqualTo("patient");
      assertThat(one.isFinished()).isFalse();
      assertThat(one).hasToString("abort handle of task patient");
      one.abort();
      two.abort();
      assertThatThrownBy(() -> fixture.executor.blockOn(handle)).isInstanceOf(TaskCancelled.class);
      assertThat(two.isFinished()).isTrue();
      assertThat(two).hasToString("abort handle of task patient (finished)");
    }
  }

  @Test
  @Tag("R-76")
  void anAbortHandleKeepsNeitherTaskNorValue() throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(Flavour.CURRENT_THREAD)) {
      byte[][] value = {new byte[1000]};
      WeakReference<byte[]> watched = new WeakReference<>(value[0]);
      TaskAbortHandle left = finished(fixture, value);
      for (int i = 0; i < 300; i++) { // pushes the finished task out of the executor's list
        fixture.executor.spawn(Future.ready(i));
      }
      fixture.executor.blockOn(until(() -> fixture.executor.aliveTasks() == 0));
      for (int i = 0; i < 300; i++) {
        fixture.executor.spawn(Future.ready(i));
      }
      fixture.executor.blockOn(
          until(() -> {
            System.gc();
            return watched.get() == null;
          }));
      assertThat(left.isFinished()).isTrue();
      assertThat(left.name()).isEqualTo("#" + left.id());
      left.abort();
    }
  }

  private static TaskAbortHandle finished(ExecutorFixture fixture, byte[][] value)
      throws Exception {
    JoinHandle<byte[]> handle = fixture.executor.spawn(Future.ready(value[0]));
    value[0] = new byte[0];
    fixture.executor.blockOn(until(handle::isFinished));
    return handle.abortHandle();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-82")
  void aTaskEndsWithTheBlockOfItsAbortingHandle(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Signal signal = new Signal();
      try (AbortingHandle<String> guard =
          fixture.executor.spawn("guarded", signal).abortOnClose()) {
        fixture.executor.blockOn(until(() -> signal.polls.get() > 0));
        assertThat(guard.isFinished()).isFalse();
        assertThat(guard.name()).isEqualTo("guarded");
        assertThat(guard).hasToString("aborting handle of task guarded");
      }
      fixture.executor.blockOn(until(() -> signal.cancels.get() > 0));
      assertThat(signal.cancels).hasValue(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-82")
  void theOutcomeOfAnAbortingHandleIsTheTasks(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      try (AbortingHandle<Integer> guard = fixture.executor.spawn(Future.ready(7)).abortOnClose()) {
        assertThat(fixture.executor.blockOn(guard)).isEqualTo(7);
        assertThatThrownBy(guard::detach).isInstanceOf(IllegalStateException.class);
      }
      AbortingHandle<Object> aborted = fixture.executor.spawn(Future.pending()).abortOnClose();
      aborted.abortHandle().abort();
      aborted.abort();
      assertThatThrownBy(() -> fixture.executor.blockOn(aborted)).isInstanceOf(TaskCancelled.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-82")
  void aDetachedAbortingHandleGivesThePlainOneBack(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Signal signal = new Signal();
      JoinHandle<String> handle = fixture.executor.spawn(signal);
      AbortingHandle<String> guard = handle.abortOnClose();
      assertThat(guard.detach()).isSameAs(handle);
      guard.abort();
      guard.close();
      signal.raise();
      assertThat(fixture.executor.blockOn(handle)).isEqualTo("raised");
      assertThatThrownBy(() -> TestTask.of(guard).poll())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("was closed or was detached");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-82")
  void cancellingAnAbortingHandleWithTimeWaitsForTheEndOfTheTask(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Signal signal = new Signal();
      AbortingHandle<String> guard = fixture.executor.spawn(signal).abortOnClose();
      fixture.executor.blockOn(until(() -> signal.polls.get() > 0));
      fixture.executor.blockOn(Future.pollFn(guard::pollCancel));
      assertThat(signal.cancels).hasValue(1);
      assertThat(guard.isFinished()).isTrue();
      AbortingHandle<Object> broken =
          fixture.executor.spawn("broken", new FailsToCancel()).abortOnClose();
      fixture.executor.blockOn(Future.pollFn(broken::pollCancel));
      Told told = fixture.told.poll(10, TimeUnit.SECONDS);
      assertThat(told).isNotNull();
      assertThat(told.task()).isEqualTo("task broken");
      assertThat(told.failure()).hasMessage("clean-up");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-75")
  void aFailureOfCleanUpIsTheOutcomeOfAnAbortedTask(Flavour flavour) {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      JoinHandle<Object> handle = fixture.executor.spawn(new FailsToCancel());
      handle.abort();
      assertThatThrownBy(() -> fixture.executor.blockOn(handle))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("clean-up");
    }
  }

  /// Its `cancel` breaks the contract.
  private static final class FailsToCancel implements Future<Object> {
    @Override
    public Poll<Object> poll(Context cx) {
      return Poll.pending();
    }

    @Override
    public void cancel() {
      throw new IllegalStateException("clean-up");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-73")
  void anAbortedTaskIsReleasedAlthoughNobodyJoinsIt(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Signal signal = new Signal();
      JoinHandle<String> handle = fixture.executor.spawn(signal);
      fixture.executor.blockOn(until(() -> signal.polls.get() > 0));
      TaskAbortHandle watch = handle.abortHandle();
      handle.abort();
      handle.detach();
      fixture.executor.blockOn(until(watch::isFinished));
      assertThat(signal.cancels).as("released before it is finished").hasValue(1);
      assertThat(fixture.told).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-75")
  void aJoinersWakerThatThrowsHarmsNobody(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Signal signal = new Signal();
      JoinHandle<String> handle = fixture.executor.spawn("joined", signal);
      Waker broken =
          () -> {
            throw new IllegalStateException("no waker");
          };
      assertThat(handle.poll(Context.of(broken)).isPending()).isTrue();
      signal.raise();
      fixture.executor.blockOn(until(handle::isFinished));
      Told told = fixture.told.poll(10, TimeUnit.SECONDS);
      assertThat(told).isNotNull();
      assertThat(told.task()).isEqualTo("the waker of the one who joins task joined");
      assertThat(fixture.executor.blockOn(handle)).isEqualTo("raised");
      assertThat(fixture.executor.blockOn(fixture.executor.spawn(Future.ready(1)))).isEqualTo(1);
    }
  }

  @Test
  @Tag("R-94")
  void aTaskIsJoinedFromAnotherRuntime() throws Exception {
    try (ExecutorFixture one = new ExecutorFixture(Flavour.ONE_WORKER);
        ExecutorFixture two = new ExecutorFixture(Flavour.ONE_WORKER)) {
      Signal signal = new Signal();
      JoinHandle<String> here = one.executor.spawn(signal);
      JoinHandle<String> there = two.executor.spawn(here.map(text -> text + " elsewhere"));
      signal.raise();
      assertThat(two.executor.blockOn(there)).isEqualTo("raised elsewhere");
    }
  }

  @Test
  @Tag("R-73")
  void abortDoesNotStopACallThatRuns() throws Exception {
    try (BlockingPool pool = new BlockingPool(BlockingSetup.waiting(Env.system()).maxThreads(1))) {
      BlockingQueue<String> started = new ArrayBlockingQueue<>(1);
      BlockingQueue<String> go = new ArrayBlockingQueue<>(1);
      JoinHandle<String> call =
          pool.spawn(() -> {
            started.add("started");
            return go.take();
          });
      started.take();
      call.abort();
      assertThat(call.isFinished()).isFalse();
      go.add("to its end");
      assertThat(call.join()).isEqualTo("to its end");
    }
  }
}
