package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import org.jspecify.annotations.Nullable;

/// A sink that holds its user to the order of calls, and whose failure is final: it cancels itself
/// when anything is thrown.
///
/// @param <T> the type of the items
abstract class CheckedSink<T extends @Nullable Object> implements Sink<T> {
  private enum State {
    OPEN,
    /// It has said that there is room.
    READY,
    CLOSED,
    /// Being cancelled, and clean-up takes its time.
    ENDING,
    /// Cancelled or failed.
    ENDED
  }

  private State state = State.OPEN;

  /// The name of the sink, as users write it.
  abstract String name();

  /// Whether there is room for one.
  abstract Poll<Void> ready(Context cx) throws Exception;

  /// Takes one, for which there is room.
  abstract void take(T item) throws Exception;

  /// Whether everything has arrived.
  abstract Poll<Void> flushed(Context cx) throws Exception;

  /// Whether everything has arrived and is closed.
  abstract Poll<Void> closed(Context cx) throws Exception;

  /// Cancels whatever is below.
  abstract void release();

  /// As [#release], in as many polls as it takes.
  abstract Poll<Void> releasing(Context cx);

  @Override
  public final Poll<Void> pollReady(Context cx) throws Exception {
    requireOpen();
    boolean failed = true;
    try {
      Poll<Void> answer = ready(cx);
      state = answer.isReady() ? State.READY : State.OPEN;
      failed = false;
      return answer;
    } finally {
      cancelIf(failed);
    }
  }

  @Override
  public final void startSend(T item) throws Exception {
    requireOpen();
    if (state != State.READY) {
      throw new IllegalStateException(
          "the sink `" + name() + "` was given an item before its pollReady answered Ready");
    }
    state = State.OPEN;
    boolean failed = true;
    try {
      take(item);
      failed = false;
    } finally {
      cancelIf(failed);
    }
  }

  @Override
  public final Poll<Void> pollFlush(Context cx) throws Exception {
    if (state == State.CLOSED) {
      return Poll.done();
    }
    requireOpen();
    boolean failed = true;
    try {
      Poll<Void> answer = flushed(cx);
      failed = false;
      return answer;
    } finally {
      cancelIf(failed);
    }
  }

  @Override
  public final Poll<Void> pollClose(Context cx) throws Exception {
    if (state == State.CLOSED) {
      return Poll.done();
    }
    requireOpen();
    boolean failed = true;
    try {
      Poll<Void> answer = closed(cx);
      state = answer.isReady() ? State.CLOSED : State.OPEN;
      failed = false;
      return answer;
    } finally {
      cancelIf(failed);
    }
  }

  @Override
  public final void cancel() {
    if (state != State.CLOSED && state != State.ENDED) {
      state = State.ENDED;
      release();
    }
  }

  @Override
  public final Poll<Void> pollCancel(Context cx) {
    if (state == State.CLOSED || state == State.ENDED) {
      return Poll.done();
    }
    state = State.ENDING;
    Poll<Void> answer = releasing(cx);
    if (answer.isReady()) {
      state = State.ENDED;
    }
    return answer;
  }

  @Override
  public final String toString() {
    return name();
  }

  private void cancelIf(boolean failed) {
    if (failed) {
      cancel();
    }
  }

  /// Whether it has neither been closed nor cancelled, nor has failed.
  final boolean isOpen() {
    return state == State.OPEN || state == State.READY;
  }

  private void requireOpen() {
    if (!isOpen()) {
      throw new IllegalStateException(
          "the sink `"
              + name()
              + "` was used after it had "
              + (state == State.CLOSED ? "been closed" : "failed or was cancelled"));
    }
  }
}
