package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.ExecutorFixture.Flavour;
import dev.wakeful.executor.ExecutorFixture.Told;
import dev.wakeful.future.AwaitTrace;
import dev.wakeful.future.Future;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a task tells of itself: where it stands, and where it was spawned.
class TraceTest {
  private final IOException failure = new IOException("lost");

  @ParameterizedTest
  @EnumSource
  void theChainOfATaskGoesOnIntoTheTaskThatItAwaits(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Signal signal = new Signal();
      JoinHandle<String> inner = fixture.executor.spawn("inner", signal.map(x -> x));
      JoinHandle<String> outer =
          fixture.executor.spawn(
              "outer", Future.ready("x").andThen(x -> inner.map(value -> value + "!")));
      String chain = AwaitTrace.print(outer);
      while (!chain.contains("task inner")) { // until it has been polled
        fixture.executor.blockOn(Tasks.yieldNow());
        chain = AwaitTrace.print(outer);
      }
      assertThat(chain)
          .matches("on task outer\non andThen\non map\non task inner\non map\non .*Signal.*\n");
      signal.raise();
      assertThat(fixture.executor.blockOn(outer)).isEqualTo("raised!");
      assertThat(AwaitTrace.print(outer)).isEqualTo("on task outer (finished)\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void tracingATaskThatRunsDisturbsNobody(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      int[] left = {2_000};
      JoinHandle<String> busy =
          fixture.executor.spawn(
              "busy",
              Future.pollFn(
                      cx -> {
                        cx.waker().wake();
                        return left[0]-- > 0
                            ? dev.wakeful.task.Poll.pending()
                            : dev.wakeful.task.Poll.ready("done");
                      })
                  .map(x -> x));
      while (!busy.isFinished()) {
        fixture.executor.blockOn(Tasks.yieldNow());
        List<AwaitTrace> chain = AwaitTrace.of(busy);
        assertThat(chain).hasSizeBetween(1, 3);
        assertThat(chain.getFirst()).asString().startsWith("on task busy");
      }
      assertThat(fixture.executor.blockOn(busy)).isEqualTo("done");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailureTellsWhereItsTaskWasSpawned(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour, true)) {
      JoinHandle<String> handle = spawnHere(fixture);
      assertThatThrownBy(() -> fixture.executor.blockOn(handle)).isSameAs(failure);
      assertThat(failure.getSuppressed())
          .singleElement()
          .satisfies(site -> {
            assertThat(site).hasMessage("spawned at");
            assertThat(site.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("spawnHere"));
          });
    }
  }

  private JoinHandle<String> spawnHere(ExecutorFixture fixture) {
    return fixture.executor.spawn(Future.failed(failure));
  }

  @ParameterizedTest
  @EnumSource
  void itTellsAlsoWhenNobodyJoins(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour, true)) {
      JoinHandle<String> handle = spawnHere(fixture);
      while (!handle.isFinished()) {
        fixture.executor.blockOn(Tasks.yieldNow());
      }
      handle.detach();
      Told told = fixture.told.poll(10, TimeUnit.SECONDS);
      assertThat(told).isNotNull();
      assertThat(failure.getSuppressed()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theChainNamesTheSpawnSite(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour, true)) {
      Signal signal = new Signal();
      JoinHandle<String> handle = fixture.executor.spawn("sited", signal);
      assertThat(AwaitTrace.print(handle))
          .startsWith("on task sited\non what was spawned at ")
          .contains("\non ");
      signal.raise();
      assertThat(fixture.executor.blockOn(handle)).isEqualTo("raised");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAbortedTaskHasNoFailureToAddTo(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour, true)) {
      Signal signal = new Signal();
      JoinHandle<String> handle = fixture.executor.spawn(signal);
      handle.abort();
      assertThatThrownBy(() -> fixture.executor.blockOn(handle))
          .isInstanceOf(TaskCancelled.class)
          .hasNoSuppressedExceptions();
      assertThat(signal.cancels).hasValue(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void switchedOffItAddsNothing(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      JoinHandle<String> handle = spawnHere(fixture);
      assertThatThrownBy(() -> fixture.executor.blockOn(handle)).isSameAs(failure);
      assertThat(failure).hasNoSuppressedExceptions();
    }
  }
}
