package dev.wakeful.executor;

import dev.wakeful.task.Poll;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A call on the blocking pool, and its handle.
///
/// Whoever takes the call out of its reference decides its fate: the thread runs it, an abort drops
/// it.
///
/// @param <T> the type of the result
final class BlockingCall<T extends @Nullable Object> extends JoinCell<T> implements Runnable {
  private final UnjoinedFailures failures;
  private final AtomicReference<@Nullable Callable<T>> call;

  BlockingCall(UnjoinedFailures failures, Callable<T> call) {
    super(null);
    this.failures = failures;
    this.call = new AtomicReference<>(Objects.requireNonNull(call));
  }

  @Override
  UnjoinedFailures failures() {
    return failures;
  }

  @Override
  public void run() {
    Callable<T> taken = call.getAndSet(null);
    if (taken == null) {
      return;
    }
    Poll.Ready<T> result;
    try {
      result = new Poll.Ready<>(taken.call());
    } catch (Throwable failure) {
      finish();
      fail(failure);
      return;
    }
    finish();
    complete(result);
  }

  @Override
  public void abort() {
    if (call.getAndSet(null) != null) {
      finish();
      completeCancelled();
    }
  }
}
