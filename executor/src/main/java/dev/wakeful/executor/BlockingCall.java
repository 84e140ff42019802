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
  private final BlockingPool pool;
  private final AtomicReference<@Nullable Callable<T>> call;
  private final boolean mandatory;

  BlockingCall(BlockingPool pool, Callable<T> call, boolean mandatory) {
    super(null);
    this.pool = pool;
    this.call = new AtomicReference<>(Objects.requireNonNull(call));
    this.mandatory = mandatory;
  }

  /// Whether it runs even when the pool is closed before its turn comes.
  boolean isMandatory() {
    return mandatory;
  }

  @Override
  UnjoinedFailures failures() {
    return pool.failures();
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
      pool.forget(this);
      finish();
      completeCancelled();
    }
  }
}
