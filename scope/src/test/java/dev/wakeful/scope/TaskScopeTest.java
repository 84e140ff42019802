package dev.wakeful.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.TaskCancelled;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.scope.ScopeFixture.Flavour;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("X-1")
class TaskScopeTest {
  private final IOException first = new IOException("first");
  private final IOException second = new IOException("second");

  @ParameterizedTest
  @EnumSource
  void endsWithTheValueOfTheBody(Flavour flavour) throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(flavour)) {
      String value =
          fixture.run(TaskScope.run(scope -> scope.spawn(Future.ready("child")).map(x -> x + "!")));
      assertThat(value).isEqualTo("child!");
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsOnlyAfterChildrenThatNobodyJoined(Flavour flavour) throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(flavour)) {
      Work work = Work.quick();
      JoinHandle<String> scope =
          fixture.executor.spawn(
              TaskScope.run(inside -> {
                inside.spawn(work);
                return Future.ready("body");
              }));
      fixture.executor.blockOn(begun(work).andThen(x -> Tasks.yieldNow()));
      assertThat(scope.isFinished()).isFalse();
      work.finish();
      assertThat(fixture.executor.blockOn(scope)).isEqualTo("body");
    }
  }

  /// Polls until the work has been polled.
  private static Future<Void> begun(Work work) {
    return until(work.begun);
  }

  private static Future<Void> until(java.util.concurrent.CountDownLatch latch) {
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
  void theFirstFailureCancelsTheRestAndLaterOnesAreSuppressed(Flavour flavour) throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(flavour)) {
      Work sibling = Work.slow();
      Work late = Work.quick();
      Work body = Work.slow();
      JoinHandle<String> scope =
          fixture.executor.spawn(
              TaskScope.run(inside -> {
                inside.spawn(sibling);
                // its clean-up fails, too: an Error is not a scope's alone
                inside.spawn(
                    new Future<String>() {
                      @Override
                      public Poll<String> poll(dev.wakeful.task.Context cx) {
                        return Poll.pending();
                      }

                      @Override
                      public void cancel() {
                        throw new IllegalStateException(second);
                      }
                    });
                inside.spawn(begun(body).andThen(x -> Future.failed(first)));
                inside.spawn(late);
                return body;
              }));
      fixture.executor.blockOn(until(sibling.cleaning).andThen(x -> until(body.cleaning)));
      assertThat(scope.isFinished()).isFalse();
      sibling.clean();
      fixture.executor.blockOn(Tasks.yieldNow());
      assertThat(scope.isFinished()).isFalse();
      body.clean();
      assertThatThrownBy(() -> fixture.executor.blockOn(scope)).isSameAs(first);
      assertThat(first.getSuppressed()).hasSize(1);
      assertThat(first.getSuppressed()[0]).hasCause(second);
      assertThat(sibling.cleanedUp).isTrue();
      assertThat(body.cleanedUp).isTrue();
      assertThat(late.begun.getCount() == 1 || late.cleanedUp).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailureThatTheBodyPassesOnIsNotItsOwnSuppressed(Flavour flavour) throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(flavour)) {
      assertThatThrownBy(
              () -> fixture.run(TaskScope.run(scope -> scope.spawn(Future.failed(first)))))
          .isSameAs(first);
      assertThat(first.getSuppressed()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailureOfTheBodyCancelsTheChildren(Flavour flavour) throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(flavour)) {
      Work child = Work.quick();
      assertThatThrownBy(() ->
              fixture.run(
                  TaskScope.run(
                      ScopeOptions.defaults().policy(ScopePolicy.COLLECT),
                      scope -> {
                        scope.spawn(child);
                        return begun(child).andThen(x -> Future.failed(first));
                      })))
          .isSameAs(first);
      assertThat(child.cleanedUp).isTrue();
      assertThatThrownBy(() ->
              fixture.run(
                  TaskScope.run(scope -> {
                    throw second;
                  })))
          .isSameAs(second);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aChildThatIsAbortedDoesNotFailTheScope(Flavour flavour) throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(flavour)) {
      Work child = Work.slow();
      AtomicReference<JoinHandle<String>> handle = new AtomicReference<>();
      JoinHandle<String> scope =
          fixture.executor.spawn(
              TaskScope.run(inside -> {
                JoinHandle<String> spawned = inside.spawn("child", child);
                handle.set(spawned);
                return begun(child)
                    .andThen(x -> {
                      spawned.abort();
                      return spawned.catching();
                    })
                    .map(outcome -> "body");
              }));
      fixture.executor.blockOn(until(child.cleaning));
      assertThat(Objects.requireNonNull(handle.get()).isFinished()).isFalse();
      assertThat(handle.get().name()).isEqualTo("child");
      assertThat(handle.get().id()).isPositive();
      child.clean();
      assertThat(fixture.executor.blockOn(scope)).isEqualTo("body");
      assertThat(child.cancels).hasValue(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void collectDisturbsNobodyAndThrowsWhatNobodyTook(Flavour flavour) throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(flavour)) {
      IOException third = new IOException("third");
      Work other = Work.quick();
      JoinHandle<String> scope =
          fixture.executor.spawn(
              TaskScope.run(
                  ScopeOptions.defaults().policy(ScopePolicy.COLLECT),
                  inside -> {
                    JoinHandle<String> taken = inside.spawn(Future.failed(third));
                    inside.spawn(other.andThen(x -> Future.failed(second)));
                    JoinHandle<String> left = inside.spawn(Future.failed(first));
                    return taken
                        .catching()
                        .andThen(x -> untilFinished(left))
                        .map(x -> {
                          other.finish();
                          return "body";
                        });
                  }));
      assertThatThrownBy(() -> fixture.executor.blockOn(scope)).isSameAs(first);
      assertThat(first.getSuppressed()).containsExactly(second);
    }
  }

  private static Future<Void> untilFinished(JoinHandle<?> handle) {
    return Future.pollFn(cx -> {
      if (handle.isFinished()) {
        return Poll.done();
      }
      cx.waker().wake();
      return Poll.pending();
    });
  }

  @ParameterizedTest
  @EnumSource
  void theFirstSuccessCancelsTheOthersAndWaitsForThem(Flavour flavour) throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(flavour)) {
      Work loser = Work.slow();
      JoinHandle<String> race =
          fixture.executor.spawn(
              TaskScope.firstSuccess(
                  ScopeOptions.defaults(),
                  List.of(
                      Future.failed(first),
                      loser,
                      begun(loser).andThen(x -> Future.ready("winner")))));
      fixture.executor.blockOn(until(loser.cleaning));
      assertThat(race.isFinished()).isFalse();
      loser.clean();
      assertThat(fixture.executor.blockOn(race)).isEqualTo("winner");
      assertThatThrownBy(() ->
              fixture.run(
                  TaskScope.firstSuccess(
                      ScopeOptions.defaults(),
                      List.of(Future.failed(first), Future.failed(second)))))
          .isIn(first, second);
    }
  }

  @ParameterizedTest
  @EnumSource
  void childrenSpawnSiblings(Flavour flavour) throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(flavour)) {
      AtomicInteger ran = new AtomicInteger();
      fixture.run(
          TaskScope.run(scope -> {
            scope.spawn(tree(scope, 7, ran));
            return Future.ready("body");
          }));
      assertThat(ran).hasValue(255);
    }
  }

  private static Future<String> tree(TaskScope scope, int depth, AtomicInteger ran) {
    return Future.lazy(cx -> {
      ran.incrementAndGet();
      if (depth > 0) {
        scope.spawn(tree(scope, depth - 1, ran));
        scope.spawn(tree(scope, depth - 1, ran));
      }
      return "grown";
    });
  }

  @ParameterizedTest
  @EnumSource
  void aSpawnAfterTheEndIsRefusedByName(Flavour flavour) throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(flavour)) {
      AtomicReference<TaskScope> leaked = new AtomicReference<>();
      fixture.run(
          TaskScope.run(
              ScopeOptions.defaults().named("batch"),
              scope -> {
                leaked.set(scope);
                return Future.ready("x");
              }));
      Work late = Work.quick();
      assertThatThrownBy(() -> Objects.requireNonNull(leaked.get()).spawn(late))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the scope batch has ended");
      assertThat(late.cancels).hasValue(1);
      assertThat(late.begun.getCount()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSpawnWhileTheScopeIsCancelledIsCancelledUnpolled(Flavour flavour) throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(flavour)) {
      Work child = Work.slow();
      AtomicReference<TaskScope> seen = new AtomicReference<>();
      JoinHandle<String> scope =
          fixture.executor.spawn(
              TaskScope.run(inside -> {
                seen.set(inside);
                inside.spawn(child);
                return begun(child)
                    .andThen(x -> {
                      inside.cancel();
                      return Future.pending();
                    });
              }));
      fixture.executor.blockOn(until(child.cleaning));
      Work late = Work.quick();
      JoinHandle<String> handle = Objects.requireNonNull(seen.get()).spawn(late);
      assertThatThrownBy(() -> fixture.executor.blockOn(handle)).isInstanceOf(TaskCancelled.class);
      assertThat(late.cancels).hasValue(1);
      assertThat(late.begun.getCount()).isEqualTo(1);
      child.clean();
      assertThatThrownBy(() -> fixture.executor.blockOn(scope))
          .isInstanceOf(ScopeCancelled.class)
          .hasMessageContaining("the scope scope was cancelled");
      assertThat(seen.get().alive()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void spawnsFromOutsideEndWithTheScopeOrAreRefused(Flavour flavour) throws Exception {
    try (ScopeFixture fixture = new ScopeFixture(flavour)) {
      for (int round = 0; round < 200; round++) {
        AtomicReference<TaskScope> seen = new AtomicReference<>();
        Work gate = Work.quick();
        AtomicInteger running = new AtomicInteger();
        AtomicReference<String> refused = new AtomicReference<>();
        JoinHandle<String> scope =
            fixture.executor.spawn(
                TaskScope.run(inside -> {
                  seen.set(inside);
                  return gate;
                }));
        fixture.executor.blockOn(begun(gate));
        Thread outsider =
            Thread.ofPlatform()
                .start(() -> {
                  try {
                    for (int i = 0; i < 1000; i++) {
                      Objects.requireNonNull(seen.get()).spawn(counted(running));
                    }
                  } catch (IllegalStateException ended) {
                    refused.set(ended.getMessage());
                  }
                });
        gate.finish();
        fixture.executor.blockOn(scope);
        int atTheEnd = running.get();
        outsider.join();
        assertThat(running.get()).isEqualTo(atTheEnd);
        assertThat(Objects.requireNonNull(seen.get()).alive()).isZero();
        if (refused.get() != null) {
          assertThat(refused.get()).contains("has ended");
        }
      }
    }
  }

  private static Future<String> counted(AtomicInteger running) {
    List<String> polls = new ArrayList<>();
    return Future.pollFn(cx -> {
      running.incrementAndGet();
      polls.add("x");
      if (polls.size() == 2) {
        return Poll.ready("x");
      }
      cx.waker().wake();
      return Poll.pending();
    });
  }

  @ParameterizedTest
  @EnumSource
  void failuresOfChildrenReachNoHandler(Flavour flavour) throws Exception {
    ScopeFixture fixture = new ScopeFixture(flavour);
    JoinHandle<String> scope =
        fixture.executor.spawn(
            TaskScope.run(inside -> {
              inside.spawn(Future.failed(first));
              inside.spawn(Future.failed(second));
              return Future.ready("body");
            }));
    scope.detach();
    fixture.executor.blockOn(untilFinished(scope));
    fixture.close();
    assertThat(fixture.told).containsExactly(first);
  }
}
