package dev.wakeful.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.Spawner;
import dev.wakeful.future.Future;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A future as a `CompletableFuture`.
@Tag("F-120")
class ToCompletableFutureTest {
  private final Running runtime = new Running();
  private final Spawner spawner = runtime.executor;
  private final IOException broken = new IOException("broken");

  @AfterEach
  void close() {
    runtime.close();
  }

  @Test
  void runsAtOnceAndGivesTheValue() throws Exception {
    CompletableFuture<Integer> length =
        Bridge.toCompletableFuture(Future.ready("four"), spawner).thenApply(String::length);
    assertThat(length.get(10, TimeUnit.SECONDS)).isEqualTo(4);
  }

  @Test
  void thereAndBackAgain() throws Exception {
    CompletableFuture<String> stage = new CompletableFuture<>();
    CompletableFuture<String> copy =
        Bridge.toCompletableFuture(Future.fromStage(stage).map(s -> s + "!"), spawner);
    stage.completeAsync(() -> "x");
    assertThat(copy.get(10, TimeUnit.SECONDS)).isEqualTo("x!");
  }

  @Test
  void aFailureIsTheSameObjectAndNobodyElseIsTold() {
    CompletableFuture<Object> result = Bridge.toCompletableFuture(Future.failed(broken), spawner);
    assertThatThrownBy(() -> result.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isSameAs(broken);
    assertThat(result.exceptionNow()).isSameAs(broken);
    runtime.close();
    assertThat(runtime.told).isEmpty();
  }

  @Test
  @Tag("C-17")
  void anErrorReachesTheFailureHandlerToo() throws Exception {
    Error error = new AssertionError("bad");
    CompletableFuture<Object> result =
        Bridge.toCompletableFuture(
            Future.lazy(_ -> {
              throw error;
            }),
            spawner);
    assertThatThrownBy(() -> result.get(10, TimeUnit.SECONDS)).cause().isSameAs(error);
    assertThat(runtime.told.poll(10, TimeUnit.SECONDS)).isSameAs(error);
  }

  /// The ways in which somebody else ends it.
  enum End {
    CANCEL,
    COMPLETE,
    FAIL,
    OBTRUDE;

    void end(CompletableFuture<String> result) {
      switch (this) {
        case CANCEL -> result.cancel(false);
        case COMPLETE -> result.complete("mine");
        case FAIL -> result.completeExceptionally(new IOException("mine"));
        case OBTRUDE -> result.obtrudeValue("mine");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void endedFromOutsideItAbortsTheTask(End end) throws Exception {
    Watched watched = new Watched();
    CompletableFuture<String> result = Bridge.toCompletableFuture(watched, spawner);
    assertThat(watched.polled.await(10, TimeUnit.SECONDS)).isTrue();
    end.end(result);
    assertThat(watched.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    runtime.close();
    assertThat(runtime.told).isEmpty();
  }

  @Test
  void cancellationGoesAllTheWayToAStage() throws Exception {
    CompletableFuture<String> stage = new CompletableFuture<>();
    CompletableFuture<String> copy = Bridge.toCompletableFuture(Future.fromStage(stage), spawner);
    copy.cancel(true);
    assertThatThrownBy(() -> stage.get(10, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void itIsCancelledWhenTheRuntimeCloses() throws Exception {
    Watched watched = new Watched();
    CompletableFuture<String> result = Bridge.toCompletableFuture(watched, spawner);
    assertThat(watched.polled.await(10, TimeUnit.SECONDS)).isTrue();
    runtime.close();
    assertThat(result).isCancelled();
    assertThat(watched.cancelled.getCount()).isZero();
    assertThat(Bridge.toCompletableFuture(new Watched(), spawner)).isCancelled();
  }

  @Test
  void itIsCancelledWhenTheFutureThrowsCancelled() {
    CompletableFuture<Object> result =
        Bridge.toCompletableFuture(
            Future.lazy(_ -> {
              throw new Cancelled("by itself");
            }),
            spawner);
    assertThatThrownBy(() -> result.get(10, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  @Tag("F-114")
  void anyExecutorOfTheJdkWillDo() throws Exception {
    CompletableFuture<String> stage = new CompletableFuture<>();
    CompletableFuture<String> copy =
        Bridge.toCompletableFuture(
            Future.fromStage(stage), Spawner.on(work -> Thread.ofVirtual().start(work)));
    stage.complete("x");
    assertThat(copy.get(10, TimeUnit.SECONDS)).isEqualTo("x");
  }

  /// Never ready; tells when it was polled and cancelled.
  private static final class Watched implements Future<String> {
    final CountDownLatch polled = new CountDownLatch(1);
    final CountDownLatch cancelled = new CountDownLatch(1);

    @Override
    public Poll<String> poll(Context cx) {
      polled.countDown();
      return Poll.pending();
    }

    @Override
    public void cancel() {
      cancelled.countDown();
    }
  }
}
