package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.executor.ExecutorFixture.Flavour;
import dev.wakeful.executor.ExecutorFixture.Told;
import dev.wakeful.future.Future;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnjoinedFailureTest {
  private final IOException failure = new IOException("lost?");

  @ParameterizedTest
  @EnumSource
  void ofADetachedTaskIsToldAtOnce(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Signal signal = new Signal();
      JoinHandle<String> handle =
          fixture.executor.spawn("detached", signal.andThen(raised -> Future.failed(failure)));
      handle.detach();
      signal.raise();
      fixture.executor.blockOn(fixture.executor.spawn(Tasks.yieldNow()));
      if (flavour == Flavour.CURRENT_THREAD) {
        assertThat(fixture.told).isNotEmpty();
      }
      assertThat(fixture.told.poll(10, TimeUnit.SECONDS)).isEqualTo(new Told("detached", failure));
    }
  }

  @ParameterizedTest
  @EnumSource
  void isToldWhenItsHandleIsDetachedLater(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      JoinHandle<String> handle = fixture.executor.spawn("late", Future.failed(failure));
      while (!handle.isFinished()) {
        fixture.executor.blockOn(Tasks.yieldNow());
      }
      assertThat(fixture.told).isEmpty();
      handle.detach();
      assertThat(fixture.told).containsExactly(new Told("late", failure));
    }
  }

  @ParameterizedTest
  @EnumSource
  void isToldWhenTheExecutorCloses(Flavour flavour) throws Exception {
    ExecutorFixture fixture = new ExecutorFixture(flavour);
    JoinHandle<String> kept = fixture.executor.spawn("kept", Future.failed(failure));
    while (!kept.isFinished()) {
      fixture.executor.blockOn(Tasks.yieldNow());
    }
    assertThat(fixture.told).isEmpty();
    fixture.close();
    assertThat(fixture.told).containsExactly(new Told("kept", failure));
  }

  @ParameterizedTest
  @EnumSource
  void isToldWhenItsHandleIsForgotten(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      fixture.executor.blockOn(
          Future.lazy(cx -> {
            forget(fixture.executor);
            return "x";
          }));
      Told told = null;
      for (int i = 0; i < 200 && told == null; i++) {
        System.gc();
        Signal signal = new Signal();
        JoinHandle<String> handle = fixture.executor.spawn(signal);
        signal.raise();
        fixture.executor.blockOn(handle);
        told = fixture.told.poll(10, TimeUnit.MILLISECONDS);
      }
      assertThat(told).isEqualTo(new Told("forgotten", failure));
    }
  }

  private void forget(TaskExecutor executor) {
    JoinHandle<String> unused = executor.spawn("forgotten", Future.failed(failure));
    assertThat(unused).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void isNotToldWhenSomebodyTookIt(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      String got =
          fixture.executor.blockOn(
              fixture
                  .executor
                  .spawn(Future.<String>failed(failure))
                  .orElse(e -> Future.ready("took " + e.getMessage())));
      assertThat(got).isEqualTo("took lost?");
      fixture.close();
      assertThat(fixture.told).isEmpty();
    }
  }

  @Test
  void aHandlerThatThrowsHarmsNobody() throws Exception {
    Setup setup =
        new Setup(dev.wakeful.env.Env.system(), new ParkingDriver())
            .failures((task, cause) -> {
              throw new IllegalStateException("broken handler, on purpose");
            });
    try (TaskExecutor executor = TaskExecutor.multiThread(setup, 2)) {
      executor.spawn(Future.failed(failure)).detach();
      assertThat(executor.blockOn(executor.spawn(Future.ready(1)))).isEqualTo(1);
    }
  }
}
