package dev.wakeful.stream;

import dev.wakeful.future.AbortHandle;
import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Values that come one after the other, each when it is asked for.
///
/// What [Future] is to a value, this is to a row of values: lazy, polled by one owner, cancelled
/// when not wanted. Nobody pushes, so a slow consumer slows its producer down and nothing piles up.
///
/// Each way in which [#pollNext] returns obliges the implementer:
///
/// | `pollNext` | obliges |
/// |---|---|
/// | returns Item(v) | to have taken v out: it is given once |
/// | returns Pending | to wake the most recent context's waker once another poll is worth it |
/// | returns End | to have released everything; a poll after that answers End again or throws `IllegalStateException`, and touches nothing |
/// | throws | to say in its documentation whether the stream goes on after a failure; if it does not, as End |
///
/// @param <T> the type of the items
public interface Stream<T extends @Nullable Object> {

  /// The next item, if it is there. Never blocks.
  ///
  /// @param cx whom to wake; valid during this call only
  /// @throws Exception the failure of one item or of the stream
  Next<T> pollNext(Context cx) throws Exception;

  /// [#pollNext] without the box around the item: the item itself, [RawNext#PENDING] or
  /// [RawNext#END].
  ///
  /// The same contract, and one poll is one call of either. The library's own streams call it among
  /// themselves, because an item then costs no object. Whoever overrides it makes `pollNext` answer
  /// the same.
  ///
  /// @param cx as for [#pollNext]
  /// @throws Exception as for [#pollNext]
  default @Nullable Object pollNextRaw(Context cx) throws Exception {
    return RawNext.of(pollNext(cx));
  }

  /// Gives up: releases everything now. Only the owner calls it, never during a poll; calling it
  /// again does nothing.
  default void cancel() {}

  /// Gives up, and lets clean-up that must wait have its time: what [Future#pollCancel] is to a
  /// future.
  ///
  /// @param cx as for [#pollNext]
  default Poll<Void> pollCancel(Context cx) {
    cancel();
    return Poll.done();
  }

  /// The items of an iterable. Always ready.
  ///
  /// @param items asked for its iterator at the first poll
  static <T> Stream<T> fromIterable(Iterable<? extends T> items) {
    return new FromIterable<>(items);
  }

  /// A future of the next item; empty at the end.
  ///
  /// It borrows this stream: cancelling it leaves the stream as it is. *Cancel-safe: yes, an item
  /// that was not given stays in the stream.*
  default Future<Optional<T>> next() {
    return new NextFuture<>(this);
  }

  /// A stream of one item, the value of a future; or of its failure, and then the end.
  ///
  /// @param future what to wait for
  static <T extends @Nullable Object> Stream<T> fromFuture(Future<? extends T> future) {
    return new IntoStream<>(future);
  }

  /// The items of a stream that must be waited for. If its future fails, that failure and then the
  /// end.
  ///
  /// @param future a future of the stream
  static <S extends Stream<T>, T extends @Nullable Object> Stream<T> flattenStream(
      Future<S> future) {
    return new FlattenStream<>(future);
  }

  /// This stream without waiting: an item is what one poll of it answers, Pending too. It is never
  /// Pending itself, unless the budget of its task is used up.
  ///
  /// A failure passes through. *Cancel-safe: as this stream.*
  default Stream<Poll<T>> pollImmediate() {
    return new PollImmediateStream<>(this);
  }

  /// This stream, which an [AbortHandle] can end early: then this stream is cancelled and the
  /// result has no more items.
  ///
  /// A failure passes through. *Cancel-safe: as this stream.*
  ///
  /// @param handle a new one, used for nothing else
  default Stream<T> abortable(AbortHandle handle) {
    return new AbortableStream<>(this, handle);
  }

  /// The function of each item.
  ///
  /// @param fn run once for each item; what it throws is the failure of that item
  default <U extends @Nullable Object> Stream<U> map(ThrowingFunction<? super T, ? extends U> fn) {
    return new MapStream<>(this, fn);
  }

  /// Runs a future for each item, one after the other: the next item is asked for when the future
  /// of the one before has finished.
  ///
  /// It owns this stream, and cancels it when it is cancelled or when a future fails. *Cancel-safe:
  /// no: the item being worked on is lost.*
  ///
  /// @param body makes the future of an item
  default Future<Void> forEach(ThrowingFunction<? super T, ? extends Future<?>> body) {
    return new ForEach<>(this, body);
  }
}
