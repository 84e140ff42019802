package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import org.jspecify.annotations.Nullable;

/// The half of a [Split] that gives.
///
/// @param <T> the type of the items
/// @param <U> the type of the other half's items
public final class SplitStream<T extends @Nullable Object, U extends @Nullable Object>
    extends RawStream<T> {
  private enum State {
    OPEN,
    /// Being cancelled as the second half, and clean-up takes its time.
    ENDING,
    ENDED
  }

  final SplitCore<T, U> core;
  private State state = State.OPEN;

  SplitStream(SplitCore<T, U> core) {
    this.core = core;
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    if (state != State.OPEN) {
      return RawNext.END;
    }
    if (!core.lock.pollLock(cx.waker())) {
      return RawNext.PENDING;
    }
    Object raw;
    try {
      raw = core.whole.pollNextRaw(cx);
    } finally {
      core.lock.unlock();
    }
    if (raw == RawNext.END) {
      state = State.ENDED;
      if (core.end(SplitCore.STREAM)) {
        core.cancel();
      }
    }
    return raw;
  }

  /// Whether the two are halves of one thing.
  ///
  /// @param sink the other half, perhaps
  public boolean isPairOf(SplitSink<?, ?> sink) {
    return sink.core == core;
  }

  /// Puts the two together again. Neither half can be used any more; the whole is as they left it.
  ///
  /// Both halves must belong to the caller.
  ///
  /// @param sink the other half
  /// @return what was split
  /// @throws IllegalArgumentException when it is half of something else
  /// @throws IllegalStateException when it holds an item that did not get through, or when a half
  ///   has ended
  public Duplex<T, U> reunite(SplitSink<T, U> sink) {
    if (!isPairOf(sink)) {
      throw new IllegalArgumentException("the two halves were not split from the same thing");
    }
    if (state != State.OPEN) {
      throw new IllegalStateException("the stream half has ended or was cancelled");
    }
    sink.leave();
    state = State.ENDED;
    return core.whole;
  }

  /// Gives up this half. The whole is cancelled when the other half is done, too.
  @Override
  public void cancel() {
    if (state != State.ENDED) {
      state = State.ENDED;
      if (core.drop(SplitCore.STREAM)) {
        core.cancel();
      }
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    if (state == State.ENDED) {
      return Poll.done();
    }
    state = State.ENDING;
    Poll<Void> answer = core.drop(SplitCore.STREAM) ? core.pollCancel(cx) : Poll.done();
    if (answer.isReady()) {
      state = State.ENDED;
    }
    return answer;
  }

  @Override
  public String toString() {
    return "split";
  }
}
