package dev.wakeful.stream;

import dev.wakeful.future.FusedFuture;
import dev.wakeful.future.Future;
import dev.wakeful.future.Pair;
import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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

  /// The items of both as they come; ends when both have ended.
  ///
  /// The two are polled in turn, each time starting with the other one. A failure of one passes
  /// through, and both go on. For more than two there is `Streams.selectAll`. *Cancel-safe: as the
  /// two streams.*
  ///
  /// @param other polled together with this one, in the same task
  default Stream<T> merge(Stream<? extends T> other) {
    return new Merge<>(this, other, null);
  }

  /// [#merge] with a say in who goes first: the other one is polled when the preferred one has
  /// nothing.
  ///
  /// `() -> true` always prefers this stream; the other one may then never be heard. *Cancel-safe:
  /// as the two streams.*
  ///
  /// @param other polled together with this one, in the same task
  /// @param thisFirst whether this stream goes first; asked at each poll until one has ended
  default Stream<T> mergeBy(Stream<? extends T> other, BooleanSupplier thisFirst) {
    return new Merge<>(this, other, Objects.requireNonNull(thisFirst));
  }

  /// An item of this stream and one of the other, pair by pair; ends when either ends, and the
  /// other is cancelled then.
  ///
  /// The item that came first waits for its partner. A failure of either passes through at once and
  /// makes no pair; an item that waits goes on waiting. *Cancel-safe: no: an item that waits for
  /// its partner is lost.*
  ///
  /// @param other polled together with this one, in the same task
  default <U extends @Nullable Object> Stream<Pair<T, U>> zip(Stream<U> other) {
    return new Zip<>(this, other);
  }

  /// The items of this stream until the future is ready; nothing comes after it.
  ///
  /// The future is polled first, so it wins over an item that is there at the same time. When it is
  /// ready, this stream is cancelled; when this stream ends first, the future is. When it fails,
  /// the stream fails with it and ends. *Cancel-safe: as this stream and the future.*
  ///
  /// @param stop what stops the stream; [TakeUntil#takeResult] tells how it ended
  default <R extends @Nullable Object> TakeUntil<T, R> takeUntil(Future<R> stop) {
    return new TakeUntilStream<>(this, stop);
  }

  /// A future of the next item, which at the end of the stream stays pending and is terminated: for
  /// a `select` in a loop, which passes over it then.
  ///
  /// It borrows this stream, and a failure of the item is its own. *Cancel-safe: yes, an item that
  /// was not given stays in the stream.*
  default FusedFuture<T> selectNextSome() {
    return new SelectNextSome<>(this);
  }

  /// The items of this stream, and a failure [Elapsed][dev.wakeful.future.Elapsed] when one takes
  /// longer than this to come: one failure, then the item is waited for without limit.
  ///
  /// The time runs from the first poll that finds nothing, and anew after each item or failure;
  /// what the consumer does between two polls is not counted. This stream is polled first: an item
  /// that is there wins. Needs a runtime with timers. *Cancel-safe: as this stream.*
  ///
  /// @param limit how long an item may take; zero or less means one poll
  default Stream<T> timeout(Duration limit) {
    return new StreamTimeout<>(this, limit, false);
  }

  /// [#timeout] that does not give up: a failure each time that so long passes without an item.
  ///
  /// *Cancel-safe: as this stream.*
  ///
  /// @param limit how long an item may take, and the time from one failure to the next
  /// @throws IllegalArgumentException when it is zero or negative
  default Stream<T> timeoutRepeating(Duration limit) {
    return new StreamTimeout<>(this, limit, true);
  }

  /// The items of this stream, of which none is asked for until so long after the one before was
  /// given. The first comes at once.
  ///
  /// A failure counts as an item. Nothing is dropped: a fast source is slowed down. Needs a runtime
  /// with timers. *Cancel-safe: as this stream.*
  ///
  /// @param gap the least time between two items; zero or less means none
  default Stream<T> throttle(Duration gap) {
    return new Throttle<>(this, gap);
  }

  /// The items of this stream in lists: of so many, or of fewer when so long has passed since the
  /// first of them came. What is left at the end is the last list.
  ///
  /// Lists are never empty and can't be changed. A failure comes after the list of what was
  /// gathered before it. Needs a runtime with timers. *Cancel-safe: no: the items gathered so far
  /// are lost.*
  ///
  /// @param capacity how many at most
  /// @param limit how long the first may wait
  /// @throws IllegalArgumentException when the capacity is less than 1
  default Stream<List<T>> chunksTimeout(int capacity, Duration limit) {
    return new ChunksTimeout<>(this, capacity, limit);
  }
}
