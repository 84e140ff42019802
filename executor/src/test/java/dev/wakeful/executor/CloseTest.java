package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.ExecutorFixture.Flavour;
import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseTest {

  @ParameterizedTest
  @EnumSource
  void cancelsEveryTaskOnceAndClosesTheDriverAfter(Flavour flavour) throws Exception {
    ExecutorFixture fixture = new ExecutorFixture(flavour);
    List<Signal> signals = new ArrayList<>();
    List<JoinHandle<String>> handles = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Signal signal = new Signal();
      signals.add(signal);
      handles.add(
          i % 2 == 0
              ? fixture.executor.spawn(signal)
              : fixture.executor.blockOn(Future.lazy(cx -> Tasks.spawn(signal))));
    }
    fixture.close();
    assertThat(signals).allSatisfy(signal -> assertThat(signal.cancels).hasValue(1));
    for (JoinHandle<String> handle : handles) {
      assertThatThrownBy(() -> TestTask.of(handle).poll()).isInstanceOf(TaskCancelled.class);
    }
    assertThat(fixture.driver.closes).hasValue(1);
    assertThat(fixture.executor.aliveTasks()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aSpawnAfterCloseIsCancelledAtOnce(Flavour flavour) {
    ExecutorFixture fixture = new ExecutorFixture(flavour);
    fixture.close();
    Signal signal = new Signal();
    JoinHandle<String> handle = fixture.executor.spawn(signal);
    assertThat(signal.cancels).hasValue(1);
    assertThat(signal.polls).hasValue(0);
    assertThatThrownBy(() -> TestTask.of(handle).poll()).isInstanceOf(TaskCancelled.class);
  }

  @ParameterizedTest
  @EnumSource
  void aSpawnFromACancelIsRefusedAndNobodyHangs(Flavour flavour) {
    ExecutorFixture fixture = new ExecutorFixture(flavour);
    Signal inner = new Signal();
    Future<String> outer =
        new Future<>() {
          @Override
          public Poll<String> poll(dev.wakeful.task.Context cx) {
            return Poll.pending();
          }

          @Override
          public void cancel() {
            Tasks.spawn(inner).detach();
          }
        };
    fixture.executor.spawn(outer).detach();
    fixture.close();
    assertThat(inner.cancels).hasValue(1);
    assertThat(inner.polls).hasValue(0);
  }

  @ParameterizedTest
  @EnumSource
  void closingTwiceAndFromEightThreadsEndsOnce(Flavour flavour) throws Exception {
    ExecutorFixture fixture = new ExecutorFixture(flavour);
    fixture.executor.spawn(new Signal()).detach();
    List<Thread> closers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      closers.add(Thread.ofPlatform().start(fixture::close));
    }
    for (Thread closer : closers) {
      closer.join();
    }
    fixture.close();
    assertThat(fixture.driver.closes).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void closingFromATaskIsRefused(Flavour flavour) {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      JoinHandle<Void> handle =
          fixture.executor.spawn(
              Future.pollFn(cx -> {
                fixture.executor.close();
                return Poll.done();
              }));
      assertThatThrownBy(() -> fixture.executor.blockOn(handle))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("close was called on a thread that polls tasks");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everySpawnThatRacesWithCloseIsSettled(Flavour flavour) throws Exception {
    for (int round = 0; round < 50; round++) {
      ExecutorFixture fixture = new ExecutorFixture(flavour);
      ConcurrentLinkedQueue<JoinHandle<String>> handles = new ConcurrentLinkedQueue<>();
      Thread spawner =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 500; i++) {
                  handles.add(fixture.executor.spawn(new Signal()));
                }
              });
      fixture.close();
      spawner.join();
      for (JoinHandle<String> handle : handles) {
        assertThatThrownBy(() -> TestTask.of(handle).poll()).isInstanceOf(TaskCancelled.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void blockOnOfWhatNeverEndsIsEndedByClose(Flavour flavour) throws Exception {
    ExecutorFixture fixture = new ExecutorFixture(flavour);
    Signal never = new Signal();
    ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    Thread blocked =
        Thread.ofPlatform()
            .start(() -> {
              try {
                fixture.executor.blockOn(never);
              } catch (Exception e) {
                thrown.add(e);
              }
            });
    while (never.polls.get() == 0) {
      Thread.onSpinWait();
    }
    fixture.close();
    blocked.join();
    assertThat(thrown.peek()).hasMessageContaining("the runtime test is closed");
    assertThat(never.cancels).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void blockOnAnswersWhenTheExecutorIsClosedOrCloses(Flavour flavour) throws Exception {
    ExecutorFixture fixture = new ExecutorFixture(flavour);
    Signal signal = new Signal();
    Signal started = new Signal();
    ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    Thread blocked =
        Thread.ofPlatform()
            .start(() -> {
              try {
                fixture.executor.blockOn(
                    Future.lazy(
                            cx -> {
                              started.raise();
                              return Tasks.spawn(signal);
                            })
                        .andThen(handle -> handle));
              } catch (Exception e) {
                thrown.add(e);
              }
            });
    while (started.poll(dev.wakeful.task.Context.of(dev.wakeful.task.Waker.noop())).isPending()) {
      Thread.onSpinWait();
    }
    fixture.close();
    blocked.join();
    assertThat(thrown).hasSize(1);
    assertThat(thrown.peek()).isInstanceOfAny(TaskCancelled.class, IllegalStateException.class);
    assertThatThrownBy(() -> fixture.executor.blockOn(Future.ready(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the runtime test is closed");
  }
}
