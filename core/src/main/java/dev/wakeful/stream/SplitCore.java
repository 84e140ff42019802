package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What the two halves of a split share: the whole, used under a lock, and who still uses it.
///
/// A half is done when it has ended, failed or been cancelled, and says so once it no longer holds
/// the lock. The second one to be done cancels the whole, alone, unless both have come to their
/// natural end.
final class SplitCore<T extends @Nullable Object, U extends @Nullable Object> {
  static final int STREAM = 1;
  static final int SINK = 2;
  private static final int DROPPED = 4;

  final Duplex<T, U> whole;
  final BiLock lock = new BiLock();
  private final AtomicInteger done = new AtomicInteger();

  SplitCore(Duplex<T, U> whole) {
    this.whole = Objects.requireNonNull(whole);
  }

  /// A half has come to its natural end.
  ///
  /// @return whether the caller must cancel the whole
  boolean end(int half) {
    return add(half);
  }

  /// A half is not wanted any more. Saying it again changes nothing.
  ///
  /// @return whether the caller must cancel the whole
  boolean drop(int half) {
    return add(half | DROPPED);
  }

  private boolean add(int bits) {
    return done.accumulateAndGet(bits, (a, b) -> a | b) == (STREAM | SINK | DROPPED);
  }

  void cancel() {
    whole.cancel();
  }

  Poll<Void> pollCancel(Context cx) {
    return whole.pollCancel(cx);
  }
}
