package dev.wakeful.bridge;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Spawner;
import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.future.RawFuture;
import dev.wakeful.future.Traced;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The task behind [Bridge#toCompletableFuture]: it polls a future and completes what waits for it.
///
/// @param <T> the type of the value
final class Completion<T extends @Nullable Object> extends RawFuture<@Nullable Void>
    implements Traced {
  private @Nullable Future<T> future;
  private final CompletableFuture<T> result = new CompletableFuture<>();

  private Completion(Future<T> future) {
    this.future = Objects.requireNonNull(future);
  }

  static <T extends @Nullable Object> CompletableFuture<T> of(Future<T> future, Spawner spawner) {
    Completion<T> completion = new Completion<>(future);
    CompletableFuture<T> result = completion.result;
    JoinHandle<@Nullable Void> task = spawner.spawn(completion);
    // Too late, and so harmless, when it is the task that has completed it.
    CompletableFuture<T> _ = result.whenComplete((_, _) -> task.abort());
    task.detach();
    return result;
  }

  @Override
  public @Nullable Object pollRaw(Context cx) {
    Future<T> polled = future;
    if (polled == null) {
      throw Finished.polledAgain("toCompletableFuture");
    }
    Object answer;
    try {
      answer = polled.pollRaw(cx);
    } catch (Cancelled e) {
      throw e; // the task is cancelled by it, and so by way of cancel() is the result
    } catch (Throwable failure) {
      future = null;
      result.completeExceptionally(failure);
      if (failure instanceof Error error) {
        throw error;
      }
      return null;
    }
    if (answer != RawPoll.PENDING) {
      future = null;
      result.complete(RawPoll.<T>value(answer));
      return null;
    }
    return RawPoll.PENDING;
  }

  @Override
  public void cancel() {
    Future<T> left = future;
    future = null;
    if (left != null) {
      left.cancel();
      result.cancel(false);
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    Future<T> left = future;
    if (left != null && left.pollCancel(cx).isPending()) {
      return Poll.pending();
    }
    future = null;
    result.cancel(false);
    return Poll.done();
  }

  @Override
  public List<Future<?>> awaited() {
    Future<T> polled = future;
    return polled != null ? List.of(polled) : List.of();
  }

  @Override
  public String toString() {
    return "toCompletableFuture";
  }
}
