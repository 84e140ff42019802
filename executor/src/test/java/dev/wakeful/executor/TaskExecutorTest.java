package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.ExecutorFixture.Flavour;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.TestTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("F-113")
class TaskExecutorTest {

  @ParameterizedTest
  @EnumSource
  void aSpawnedTaskGivesItsValueToTheJoiner(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      JoinHandle<Integer> handle = fixture.executor.spawn(Future.ready(41).map(n -> n + 1));
      assertThat(fixture.executor.blockOn(handle)).isEqualTo(42);
      assertThat(handle.isFinished()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-2")
  void spawnNeverPollsOnTheSpot(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Thread caller = Thread.currentThread();
      List<Boolean> inside = new ArrayList<>();
      boolean[] spawning = {true};
      fixture.executor.blockOn(
          Future.lazy(
                  cx -> {
                    JoinHandle<String> handle =
                        Tasks.spawn(
                            Future.lazy(inner -> {
                              inside.add(spawning[0] && Thread.currentThread() == caller);
                              return "x";
                            }));
                    spawning[0] = false;
                    return handle;
                  })
              .andThen(handle -> handle));
      assertThat(inside).containsExactly(false);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theJoinerGetsTheTasksOwnException(Flavour flavour) {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      IOException failure = new IOException("no such luck");
      JoinHandle<String> handle = fixture.executor.spawn(Future.failed(failure));
      assertThatThrownBy(() -> fixture.executor.blockOn(handle)).isSameAs(failure);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-17")
  void aTaskThatThrowsAnErrorHarmsNoOtherTask(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      for (int i = 0; i < 100; i++) {
        JoinHandle<String> bad =
            fixture.executor.spawn(
                Future.pollFn(cx -> {
                  throw new AssertionError("bad");
                }));
        assertThatThrownBy(() -> fixture.executor.blockOn(bad)).isInstanceOf(AssertionError.class);
      }
      assertThat(fixture.executor.blockOn(fixture.executor.spawn(Future.ready("fine"))))
          .isEqualTo("fine");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStackOverflowInAPollEndsOnlyThatTask(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      JoinHandle<Integer> deep = fixture.executor.spawn(Future.lazy(cx -> recurse(0)));
      assertThatThrownBy(() -> fixture.executor.blockOn(deep))
          .isInstanceOf(StackOverflowError.class);
      assertThat(fixture.executor.blockOn(Future.ready(1))).isEqualTo(1);
    }
  }

  private static int recurse(int depth) {
    return depth < 0 ? 0 : recurse(depth + 1) + 1;
  }

  @ParameterizedTest
  @EnumSource
  void aPollThatReturnsNullIsAFailureOfTheTask(Flavour flavour) {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      JoinHandle<String> handle = fixture.executor.spawn(new NullPoll());
      assertThatThrownBy(() -> fixture.executor.blockOn(handle))
          .isInstanceOf(NullPointerException.class)
          .hasMessageContaining("poll() returned null");
    }
  }

  private static final class NullPoll implements Future<String> {
    @Override
    @SuppressWarnings("NullAway") // the breach of contract under test
    public Poll<String> poll(Context cx) {
      return null;
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-8")
  void aWakeDuringThePollMeansAnotherPoll(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      AtomicInteger polls = new AtomicInteger();
      Future<Integer> selfWaking =
          Future.pollFn(cx -> {
            cx.waker().wake();
            cx.waker().wake();
            return polls.incrementAndGet() < 1000 ? Poll.pending() : Poll.ready(polls.get());
          });
      assertThat(fixture.executor.blockOn(fixture.executor.spawn(selfWaking))).isEqualTo(1000);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-7")
  void wakingAFinishedTaskDoesNothing(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      List<Waker> kept = new ArrayList<>();
      AtomicInteger polls = new AtomicInteger();
      JoinHandle<Integer> handle =
          fixture.executor.spawn(
              Future.lazy(cx -> {
                kept.add(cx.waker());
                return polls.incrementAndGet();
              }));
      fixture.executor.blockOn(handle);
      for (int i = 0; i < 100; i++) {
        kept.getFirst().wake();
      }
      fixture.executor.blockOn(fixture.executor.spawn(Tasks.yieldNow()));
      assertThat(polls).hasValue(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void wakesFromForeignThreadsArrive(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      List<Signal> signals = new ArrayList<>();
      List<JoinHandle<String>> handles = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        Signal signal = new Signal();
        signals.add(signal);
        handles.add(fixture.executor.spawn(signal));
      }
      Thread raiser = Thread.ofPlatform().start(() -> signals.forEach(Signal::raise));
      for (JoinHandle<String> handle : handles) {
        assertThat(fixture.executor.blockOn(handle)).isEqualTo("raised");
      }
      raiser.join();
      assertThat(signals).allSatisfy(signal -> assertThat(signal.polls.get()).isLessThan(3));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-3")
  void aHandlePolledAfterItsOutcomeWasTakenSaysSo(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      JoinHandle<Integer> handle = fixture.executor.spawn("once", Future.ready(5));
      fixture.executor.blockOn(handle);
      assertThatThrownBy(() -> TestTask.of(handle).poll())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("task once");
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyTasksAllRunExactlyOnce(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      int count = 20_000;
      AtomicInteger[] runs = new AtomicInteger[count];
      JoinHandle<Void> parent =
          fixture.executor.spawn(
              Future.lazy(
                      cx -> {
                        List<JoinHandle<Integer>> children = new ArrayList<>();
                        for (int i = 0; i < count; i++) {
                          AtomicInteger mine = new AtomicInteger();
                          runs[i] = mine;
                          children.add(
                              Tasks.spawn(Tasks.yieldNow().map(nothing -> mine.incrementAndGet())));
                        }
                        return children;
                      })
                  .andThen(TaskExecutorTest::joinAll));
      fixture.executor.blockOn(parent);
      assertThat(runs).allSatisfy(mine -> assertThat(mine).hasValue(1));
    }
  }

  private static Future<Void> joinAll(List<JoinHandle<Integer>> handles) {
    int[] next = {0};
    return Future.pollFn(cx -> {
      while (next[0] < handles.size()) {
        if (handles.get(next[0]).poll(cx).isPending()) {
          return Poll.pending();
        }
        next[0]++;
      }
      return Poll.done();
    });
  }

  @ParameterizedTest
  @EnumSource
  void workFromOutsideRunsWhileTasksSpin(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      AtomicBoolean stop = new AtomicBoolean();
      for (int i = 0; i < 8; i++) {
        fixture
            .executor
            .spawn(
                Future.pollFn(cx -> {
                  cx.waker().wake();
                  return stop.get() ? Poll.done() : Poll.pending();
                }))
            .detach();
      }
      Thread outside =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 100; i++) {
                  JoinHandle<Integer> handle = fixture.executor.spawn(Future.ready(i));
                  handle.detach();
                }
                fixture.executor.spawn(Future.lazy(cx -> stop.getAndSet(true))).detach();
              });
      fixture.executor.blockOn(
          Future.pollFn(cx -> {
            cx.waker().wake();
            return stop.get() ? Poll.done() : Poll.pending();
          }));
      outside.join();
      assertThat(stop).isTrue();
    }
  }

  @Tag("F-110")
  @ParameterizedTest
  @EnumSource
  void blockOnInATaskIsRefused(Flavour flavour) {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      JoinHandle<Integer> handle =
          fixture.executor.spawn(Future.lazy(cx -> fixture.executor.blockOn(Future.ready(1))));
      assertThatThrownBy(() -> fixture.executor.blockOn(handle))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("blockOn was called on a thread that polls tasks");
    }
  }

  @Tag("F-110")
  @ParameterizedTest
  @EnumSource
  void severalThreadsMayBlockOnOneExecutor(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      AtomicInteger sum = new AtomicInteger();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Runnable caller =
            () -> {
              for (int k = 0; k < 200; k++) {
                try {
                  sum.addAndGet(
                      fixture.executor.blockOn(
                          fixture.executor.spawn(Tasks.yieldNow().map(nothing -> 1))));
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              }
            };
        threads.add(
            i % 2 == 0 ? Thread.ofPlatform().start(caller) : Thread.ofVirtual().start(caller));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(sum).hasValue(1600);
    }
  }

  @Test
  void spawnWithoutARuntimeSaysWhatToDo() {
    assertThatThrownBy(() -> Tasks.spawn(Future.ready(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no runtime polls on");
  }

  /// The one who waits beside the owner of the only thread is woken by a task that the owner polls.
  @ParameterizedTest
  @EnumSource
  void twoThreadsInBlockOnAreBothWokenByTasks(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Signal ofFirst = new Signal();
      Signal ofSecond = new Signal();
      Signal asked = new Signal();
      Thread first = Thread.ofPlatform().start(() -> waitFor(fixture, ofFirst));
      while (ofFirst.polls.get() == 0) {
        Thread.onSpinWait();
      }
      Thread second = Thread.ofPlatform().start(() -> waitFor(fixture, ofSecond));
      while (ofSecond.polls.get() == 0) {
        Thread.onSpinWait();
      }
      fixture
          .executor
          .spawn(
              asked.map(raised -> {
                ofSecond.raise();
                return "passed on";
              }))
          .detach();
      asked.raise();
      second.join();
      assertThat(first.isAlive()).isTrue();
      ofFirst.raise();
      first.join();
    }
  }

  private static void waitFor(ExecutorFixture fixture, Signal signal) {
    try {
      fixture.executor.blockOn(signal);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
