package dev.wakeful.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.TaskCancelled;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Elapsed;
import dev.wakeful.future.Future;
import dev.wakeful.scope.ScopeFixture.Flavour;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.ContractCheck;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Deadlines, grace times, scopes in scopes, and the ends that come from outside.
class ScopeCancelTest {
  private static final ScopeOptions OPTIONS = ScopeOptions.defaults();

  private static Future<Void> until(CountDownLatch latch) {
    return Future.pollFn(cx -> {
      if (latch.getCount() == 0) {
        return Poll.done();
      }
      cx.waker().wake();
      return Poll.pending();
    });
  }

  @ParameterizedTest
  @EnumSource
  @Tag("X-2")
  void aDeadlineCancelsBodyAndChildrenWithCleanUp(Flavour flavour) throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(flavour)) {
      Work child = Work.slow();
      Work body = Work.quick();
      JoinHandle<String> scope =
          fixture.executor.spawn(
              TaskScope.run(
                  OPTIONS.deadline(Duration.ofMillis(20)),
                  inside -> {
                    inside.spawn(child);
                    return body;
                  }));
      fixture.executor.blockOn(until(child.cleaning).andThen(x -> until(body.cleaning)));
      assertThat(scope.isFinished()).isFalse();
      child.clean();
      assertThatThrownBy(() -> fixture.executor.blockOn(scope))
          .isInstanceOf(Elapsed.class)
          .hasMessageContaining("PT0.02S");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("X-2")
  void theNearerDeadlineCountsAlsoInScopesOfChildren(Flavour flavour) throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(flavour)) {
      Duration far = Duration.ofHours(2);
      Duration farther = Duration.ofHours(9);
      Duration left =
          fixture.run(
              TaskScope.run(
                  OPTIONS.deadline(far),
                  outer ->
                      outer.spawn(
                          TaskScope.run(
                              OPTIONS.deadline(farther),
                              inner -> Future.ready(inner.timeLeft().orElseThrow())))));
      assertThat(left).isBetween(Duration.ofMinutes(119), far);
      Duration nearer =
          fixture.run(
              TaskScope.run(
                  OPTIONS.deadline(farther),
                  outer ->
                      TaskScope.run(
                          OPTIONS.deadline(far),
                          inner -> Future.ready(inner.timeLeft().orElseThrow()))));
      assertThat(nearer).isBetween(Duration.ofMinutes(119), far);
      assertThat(
              fixture.<Boolean>run(
                  TaskScope.run(scope -> Future.ready(scope.timeLeft().isPresent()))))
          .isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("X-3")
  void cleanUpIsCutOffAfterTheGraceTime(Flavour flavour) throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(flavour)) {
      Work stubborn = Work.slow();
      assertThatThrownBy(() ->
              fixture.run(
                  TaskScope.run(
                      OPTIONS.grace(Duration.ofMillis(20)),
                      scope -> {
                        scope.spawn(stubborn);
                        scope.spawn(until(stubborn.begun).map(x -> cancel(scope)));
                        return Future.pending();
                      })))
          .isInstanceOf(ScopeCancelled.class);
      assertThat(stubborn.cancels).hasValue(1);
      assertThat(stubborn.cleanedUp).isFalse();
    }
  }

  private static String cancel(TaskScope scope) {
    scope.cancel();
    return "cancelled";
  }

  @ParameterizedTest
  @EnumSource
  @Tag("X-3")
  void aScopeThatIsCutOffLeavesItsChildrenToTheOneAround(Flavour flavour) throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(flavour)) {
      Work grandchild = Work.slow();
      AtomicReference<JoinHandle<String>> handle = new AtomicReference<>();
      AtomicReference<TaskScope> outerScope = new AtomicReference<>();
      JoinHandle<String> outer =
          fixture.executor.spawn(
              TaskScope.run(
                  OPTIONS.grace(Duration.ZERO),
                  scope -> {
                    outerScope.set(scope);
                    scope.spawn(
                        TaskScope.run(inner -> {
                          handle.set(inner.spawn(grandchild));
                          return Future.pending();
                        }));
                    return Future.pending();
                  }));
      fixture.executor.blockOn(until(grandchild.begun));
      Objects.requireNonNull(outerScope.get()).cancel();
      assertThatThrownBy(() -> fixture.executor.blockOn(outer)).isInstanceOf(ScopeCancelled.class);
      assertThat(Objects.requireNonNull(handle.get()).isFinished()).isTrue();
      assertThat(grandchild.cancels).hasValue(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("X-1")
  void anAbortOfTheTaskAroundCutsTheChildrenOff(Flavour flavour) throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(flavour)) {
      Work child = Work.slow();
      AtomicReference<JoinHandle<String>> handle = new AtomicReference<>();
      JoinHandle<String> scope =
          fixture.executor.spawn(
              TaskScope.run(inside -> {
                handle.set(inside.spawn(child));
                return Future.pending();
              }));
      fixture.executor.blockOn(until(child.begun));
      scope.abort();
      assertThatThrownBy(() -> fixture.executor.blockOn(scope)).isInstanceOf(TaskCancelled.class);
      assertThatThrownBy(() -> fixture.executor.blockOn(Objects.requireNonNull(handle.get())))
          .isInstanceOf(TaskCancelled.class);
      assertThat(child.cancels).hasValue(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("X-1")
  void closingTheExecutorEndsScopesAndChildrenOnce(Flavour flavour) throws Exception {
    ScopeFixture fixture = new ScopeFixture(flavour);
    Work child = Work.slow();
    Work body = Work.slow();
    JoinHandle<String> scope =
        fixture.executor.spawn(
            TaskScope.run(inside -> {
              inside.spawn(child);
              return body;
            }));
    fixture.executor.blockOn(until(child.begun));
    fixture.close();
    assertThat(scope.isFinished()).isTrue();
    assertThat(child.cancels).hasValue(1);
    assertThat(body.cancels).hasValue(1);
    assertThat(fixture.told).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("X-4")
  void aGracefulCloseCancelsScopesAndWaitsForTheirCleanUp(Flavour flavour) throws Exception {
    ScopeFixture fixture = new ScopeFixture(flavour);
    Work child = Work.slow();
    Work kept = Work.quick();
    JoinHandle<String> cancelled =
        fixture.executor.spawn(
            TaskScope.run(inside -> {
              inside.spawn(child);
              return Future.pending();
            }));
    JoinHandle<String> finishing =
        fixture.executor.spawn(
            TaskScope.run(
                OPTIONS.finishingOnShutdown(),
                inside -> inside.spawn(kept).andThen(x -> Future.ready("finished"))));
    fixture.executor.spawn(
        until(child.cleaning)
            .andThen(x -> {
              child.clean();
              return Tasks.yieldNow();
            })
            .map(x -> {
              kept.finish();
              return "helped";
            }));
    fixture.executor.blockOn(until(child.begun).andThen(x -> until(kept.begun)));
    assertThat(fixture.executor.closeGracefully(Duration.ofSeconds(60))).isZero();
    assertThat(child.cleanedUp).isTrue();
    assertThat(child.cancels).hasValue(0);
    assertThat(cancelled.isFinished()).isTrue();
    assertThat(kept.cleaning.getCount()).isEqualTo(1);
    assertThat(finishing.isFinished()).isTrue();
    assertThat(fixture.told).isEmpty(); // what a shutdown cancels is no failure
  }

  @ParameterizedTest
  @EnumSource
  @Tag("X-4")
  void aScopeInBlockOnIsTheRuntimesToEnd(Flavour flavour) throws Exception {
    ScopeFixture fixture = new ScopeFixture(flavour);
    Work child = Work.quick();
    fixture.executor.spawn(
        until(child.begun)
            .map(x -> {
              fixture.executor.requestShutdown();
              return "asked";
            }));
    assertThatThrownBy(() ->
            fixture.executor.blockOn(
                TaskScope.run(scope -> {
                  scope.spawn(child);
                  return Future.pending();
                })))
        .isInstanceOf(Cancelled.class)
        .hasMessageContaining("its runtime is to end");
    assertThat(child.cleanedUp).isTrue();
    fixture.close();
  }

  @Test
  @Tag("C-1")
  @Tag("C-3")
  @Tag("C-12")
  void theFutureOfAScopeKeepsTheContract() throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(Flavour.CURRENT_THREAD)) {
      ContractCheck.ofFuture(
              "scope",
              probe -> TaskScope.run(OPTIONS.on(fixture.executor), scope -> probe.value("x")))
          .assertHolds();
      ContractCheck.ofFuture(
              "scope",
              probe -> {
                probe.progress(() -> turn(fixture));
                Work child = Work.quick();
                child.finish();
                return TaskScope.run(
                    OPTIONS.on(fixture.executor),
                    scope -> {
                      scope.spawn(child);
                      return Future.ready("x");
                    });
              })
          .assertHolds();
    }
  }

  @Test
  @Tag("C-1")
  @Tag("C-3")
  @Tag("C-12")
  void theHandleOfAChildKeepsTheContract() throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(Flavour.CURRENT_THREAD)) {
      ContractCheck.ofFuture(
              "the handle of task",
              probe -> {
                probe.progress(() -> turn(fixture));
                AtomicReference<JoinHandle<Integer>> handle = new AtomicReference<>();
                int[] left = {2};
                fixture.executor.spawn(
                    TaskScope.run(scope -> {
                      handle.set(
                          scope.spawn(
                              Future.pollFn(cx -> {
                                cx.waker().wake();
                                return left[0]-- > 0 ? Poll.pending() : Poll.ready(1);
                              })));
                      return Future.ready("x");
                    }));
                turn(fixture);
                return handle.get();
              })
          .assertHolds();
    }
  }

  /// Lets the tasks of this thread run once.
  private static void turn(ScopeFixture fixture) {
    try {
      fixture.executor.blockOn(Tasks.yieldNow());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
