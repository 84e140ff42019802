package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.TestTask;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A stage of the JDK as a future.
@Tag("F-120")
class FromStageTest {
  private final CompletableFuture<String> stage = new CompletableFuture<>();
  private final TestTask<String> task = TestTask.of(Future.fromStage(stage));
  private final IOException broken = new IOException("broken");

  @Test
  @Tag("C-2")
  void asksTheStageAtTheFirstPollAndNotBefore() throws Exception {
    assertThat(stage.getNumberOfDependents()).isZero();
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll().isPending()).isTrue();
    assertThat(stage.getNumberOfDependents()).as("once").isEqualTo(1);
  }

  @Test
  void theEndOfTheStageWakesTheLatestWaker() throws Exception {
    Future<String> future = Future.fromStage(stage);
    CountingWaker first = new CountingWaker();
    CountingWaker second = new CountingWaker();
    assertThat(future.poll(Context.of(first)).isPending()).isTrue();
    assertThat(future.poll(Context.of(second)).isPending()).isTrue();
    stage.complete("x");
    assertThat(first.count()).isZero();
    assertThat(second.count()).isEqualTo(1);
    assertThat(future.poll(Context.of(second))).isEqualTo(Poll.ready("x"));
  }

  @Test
  void aStageThatHasEndedIsReadyAtOnceAndWakesNobody() throws Exception {
    stage.complete("x");
    assertThat(task.poll()).isEqualTo(Poll.ready("x"));
    assertThat(task.wakes()).isZero();
    assertThatThrownBy(task::poll).hasMessageContaining("`fromStage`");
  }

  @Test
  void nullIsAValue() throws Exception {
    CompletableFuture<Void> nothing = CompletableFuture.runAsync(() -> {}, Runnable::run);
    assertThat(TestTask.of(Future.fromStage(nothing)).poll()).isEqualTo(Poll.done());
  }

  @Test
  void aFailureIsTheSameObject() throws Exception {
    assertThat(task.poll().isPending()).isTrue();
    stage.completeExceptionally(broken);
    assertThatThrownBy(task::poll).isSameAs(broken);
  }

  @Test
  void aFailureIsTakenOutOfTheCompletionExceptionsAroundIt() {
    Future<Integer> length = Future.fromStage(stage.thenApply(String::length));
    Exception twice = new CompletionException(new CompletionException(broken));
    stage.completeExceptionally(broken);
    assertThatThrownBy(() -> TestTask.of(length).poll()).isSameAs(broken);
    Future<Integer> wrapped = Future.fromStage(CompletableFuture.failedFuture(twice));
    assertThatThrownBy(() -> TestTask.of(wrapped).poll()).isSameAs(broken);
  }

  @Test
  @Tag("C-17")
  void anErrorIsThrownAsAnError() {
    Error error = new AssertionError("bad");
    stage.completeExceptionally(error);
    assertThatThrownBy(task::poll).isSameAs(error);
  }

  @Test
  void cancellingCancelsTheStageAndWakesNobody() throws Exception {
    assertThat(task.poll().isPending()).isTrue();
    task.cancel();
    task.cancel();
    assertThat(stage).isCancelled();
    assertThat(task.wakes()).isZero();
    assertThatThrownBy(task::poll).hasMessageContaining("`fromStage`");
  }

  @Test
  void cancellingBeforeTheFirstPollCancelsTheStageToo() {
    task.cancel();
    assertThat(stage).isCancelled();
  }

  @Test
  void cancellingAfterTheEndLeavesTheStage() throws Exception {
    stage.complete("x");
    assertThat(task.poll().isReady()).isTrue();
    task.cancel();
    assertThat(stage).isNotCancelled();
  }

  @Test
  void aStageThatWasCancelledIsAFailure() throws Exception {
    assertThat(task.poll().isPending()).isTrue();
    stage.cancel(false);
    assertThatThrownBy(task::poll).isInstanceOf(CancellationException.class);
  }

  @Test
  void aStageThatCanNotBeCancelledGoesOn() throws Exception {
    CompletableFuture<String> stubborn =
        new CompletableFuture<>() {
          @Override
          public CompletableFuture<String> toCompletableFuture() {
            throw new UnsupportedOperationException();
          }
        };
    TestTask<String> waiting = TestTask.of(Future.fromStage(stubborn));
    assertThat(waiting.poll().isPending()).isTrue();
    waiting.cancel();
    stubborn.complete("x");
    assertThat(waiting.wakes()).isZero();
  }

  @Test
  @Tag("R-85")
  void withoutBudgetItWaits() throws Exception {
    stage.complete("x");
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    cx.begin(waker, 0);
    Future<String> future = Future.fromStage(stage);
    assertThat(future.poll(cx).isPending()).isTrue();
    assertThat(waker.count()).isEqualTo(1);
    cx.begin(waker, 1);
    assertThat(future.poll(cx)).isEqualTo(Poll.ready("x"));
    assertThat(cx.proceed()).isFalse();
  }
}
