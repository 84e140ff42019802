package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A sink in front of another one, which perhaps holds something back for a while.
///
/// @param <T> the type of the items it takes
/// @param <U> the type of the items it gives
abstract class SinkAdapter<T extends @Nullable Object, U extends @Nullable Object>
    extends CheckedSink<T> {
  final Sink<? super U> target;
  private boolean targetIsOver;

  SinkAdapter(Sink<? super U> target) {
    this.target = Objects.requireNonNull(target);
  }

  /// Gives what is held to the target; Ready when nothing is held any more.
  abstract Poll<Void> drain(Context cx) throws Exception;

  /// Drops what is held.
  void dropHeld() {}

  /// As [#dropHeld], in as many polls as it takes.
  Poll<Void> droppingHeld(Context cx) {
    dropHeld();
    return Poll.done();
  }

  @Override
  Poll<Void> ready(Context cx) throws Exception {
    return drain(cx).isReady() ? target.pollReady(cx) : Poll.pending();
  }

  @Override
  Poll<Void> flushed(Context cx) throws Exception {
    return drain(cx).isReady() ? target.pollFlush(cx) : Poll.pending();
  }

  @Override
  Poll<Void> closed(Context cx) throws Exception {
    return drain(cx).isReady() ? target.pollClose(cx) : Poll.pending();
  }

  @Override
  final void release() {
    dropHeld();
    if (!targetIsOver) {
      target.cancel();
    }
  }

  @Override
  final Poll<Void> releasing(Context cx) {
    boolean dropped = droppingHeld(cx).isReady();
    targetIsOver = targetIsOver || target.pollCancel(cx).isReady();
    return dropped && targetIsOver ? Poll.done() : Poll.pending();
  }

  /// What a function of the user's made, which must not be null.
  final <F> F made(@Nullable F thing) {
    return Objects.requireNonNull(
        thing, () -> "the function given to `" + name() + "` returned null");
  }
}
