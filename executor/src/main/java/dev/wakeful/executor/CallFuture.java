package dev.wakeful.executor;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Future for [BlockingPool#run] and [BlockingPool#whenRoom]: unlike a handle it keeps its call
/// from starting when it is cancelled.
///
/// @param <T> the type of the result
final class CallFuture<T extends @Nullable Object> implements Future<T> {
  private final BlockingPool pool;
  private final Callable<T> call;
  private @Nullable BlockingCall<T> job;
  private boolean finished;

  private CallFuture(BlockingPool pool, Callable<T> call, @Nullable BlockingCall<T> job) {
    this.pool = pool;
    this.call = Objects.requireNonNull(call);
    this.job = job;
  }

  /// Handed over now; it is refused when there is no room.
  static <T extends @Nullable Object> CallFuture<T> now(BlockingPool pool, Callable<T> call) {
    return new CallFuture<>(pool, call, pool.submit(call, false, false));
  }

  /// Handed over at the first poll; it waits when there is no room.
  static <T extends @Nullable Object> CallFuture<T> lazy(BlockingPool pool, Callable<T> call) {
    return new CallFuture<>(pool, call, null);
  }

  @Override
  public Poll<T> poll(Context cx) throws Exception {
    if (finished) {
      throw Finished.polledAgain("the blocking call");
    }
    BlockingCall<T> handed = job;
    if (handed == null) {
      handed = pool.submit(call, false, true);
      job = handed;
    }
    Poll<T> answer;
    try {
      answer = handed.poll(cx);
    } catch (Throwable failure) {
      finished = true;
      throw failure;
    }
    finished = answer.isReady();
    return answer;
  }

  @Override
  public void cancel() {
    BlockingCall<T> handed = job;
    if (!finished && handed != null) {
      handed.abort();
      handed.cancel();
    }
    finished = true;
  }

  @Override
  public String toString() {
    return "blocking call on " + pool;
  }
}
