package dev.wakeful.stream;

import dev.wakeful.future.AbortHandle;
import dev.wakeful.future.FusedFuture;
import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.future.Pair;
import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.BaseStream;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values that come one after the other, each when it is asked for.
///
/// What [Future] is to a value, this is to a row of values: lazy, polled by one owner, cancelled
/// when not wanted. Nobody pushes, so a slow consumer slows its producer down and nothing piles up.
///
/// {@snippet class="snippets.StreamSnippets" region="pipeline"}
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

  /// The items of a stream of the JDK. Always ready, so its pipeline must not block.
  ///
  /// The pipeline starts at the first poll. It is closed at its end, when it fails, and when this
  /// stream is cancelled. A failure ends it. For the way back see `Bridge.toJavaStream`.
  /// *Cancel-safe: yes.*
  ///
  /// @param items a `java.util.stream.Stream`, an `IntStream` ...; nobody else may use it
  static <T extends @Nullable Object> Stream<T> fromJavaStream(BaseStream<T, ?> items) {
    return new FromJavaStream<>(items);
  }

  /// The items of a publisher of the JDK's reactive streams, as Reactor, RxJava and `HttpClient`
  /// have them.
  ///
  /// Subscribes at the first poll. At most `prefetch` items are asked for or wait here at any time,
  /// so a consumer that does not poll slows the publisher down. What the publisher fails with is
  /// thrown after the items that came before it, and ends the stream; so does a publisher that
  /// gives more than it was asked for. Cancelling cancels the subscription. *Cancel-safe: no, items
  /// that were asked for and wait here are lost.* For the way back see `Bridge.toPublisher`.
  ///
  /// @param publisher subscribed to once
  /// @param prefetch from 1 to 1,048,576
  static <T> Stream<T> fromPublisher(Flow.Publisher<? extends T> publisher, int prefetch) {
    return new FromPublisher<T>(publisher, prefetch);
  }

  /// The items of an iterable, null included. Always ready.
  ///
  /// When the iterator throws, that is the end after the failure.
  ///
  /// @param items asked for its iterator at the first poll
  static <T extends @Nullable Object> Stream<T> fromIterable(Iterable<? extends T> items) {
    return new FromIterable<>("fromIterable", items);
  }

  /// What is left of an iterator. Always ready; otherwise as [#fromIterable].
  ///
  /// @param items not used by anybody else from now on
  static <T extends @Nullable Object> Stream<T> fromIterator(Iterator<? extends T> items) {
    return new FromIterable<>("fromIterator", items);
  }

  /// The whole numbers from one to before another, in order. Always ready.
  ///
  /// *Cancel-safe: yes.*
  ///
  /// @param from the first
  /// @param to the one after the last; none are given when it is not above `from`
  static Stream<Integer> range(int from, int to) {
    return new Range(from, to);
  }

  /// These items. Always ready.
  ///
  /// @param items the first, the second, and so on
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is read, here and now, and never written
  static <T extends @Nullable Object> Stream<T> of(T... items) {
    return new FromIterable<>("of", new ArrayList<>(Arrays.asList(items)));
  }

  /// A stream that ends at its first poll.
  static <T extends @Nullable Object> Stream<T> empty() {
    return new FromIterable<>("empty", List.of());
  }

  /// A stream that never gives anything, never ends and never wakes anybody.
  static <T extends @Nullable Object> Stream<T> pending() {
    return new PendingStream<>();
  }

  /// The value of a future, as the only item; a failure of the future is followed by the end.
  ///
  /// *Cancel-safe: as the future.*
  ///
  /// @param future polled when the item is asked for
  static <T extends @Nullable Object> Stream<T> once(Future<? extends T> future) {
    return new Once<>(future);
  }

  /// The same item for ever.
  ///
  /// @param item what is given each time
  static <T extends @Nullable Object> Stream<T> repeat(T item) {
    return new RepeatWith<>("repeat", () -> item);
  }

  /// What a function returns, called for each item, for ever.
  ///
  /// @param maker called when an item is asked for; what it throws is the failure of that item
  static <T extends @Nullable Object> Stream<T> repeatWith(Callable<? extends T> maker) {
    return new RepeatWith<>("repeatWith", maker);
  }

  /// A stream made of a state: a future of each item and the state after it, or of nothing at the
  /// end.
  ///
  /// Nothing is made before it is asked for. A failure is followed by the end. *Cancel-safe: no:
  /// the state is lost with the future under way.*
  ///
  /// @param seed the first state
  /// @param step makes the future of an item and the next state
  static <S extends @Nullable Object, T extends @Nullable Object> Stream<T> unfold(
      S seed, ThrowingFunction<? super S, ? extends Future<Optional<Pair<T, S>>>> step) {
    return new Unfold<>(seed, step);
  }

  /// A stream made of a function that is called at each poll until it answers End, and not again.
  ///
  /// What the function throws is the failure of one item; it is called again after that.
  ///
  /// @param body a poll, with all the duties of [#pollNext]
  static <T extends @Nullable Object> Stream<T> pollFn(PollNextFunction<T> body) {
    return new PollFn<>(body);
  }

  /// The streams that a function makes, one after the other, for ever.
  ///
  /// A stream that ends without an item ends all of it, and so does a failure of the function. A
  /// failure of an item passes through. *Cancel-safe: as the stream under way.*
  ///
  /// @param maker called at the first poll and whenever the stream before has ended
  static <T extends @Nullable Object> Stream<T> cycle(
      Callable<? extends Stream<? extends T>> maker) {
    return new Cycle<>(maker);
  }

  /// The items of each stream, one stream after the other: [#flatMap] without a function.
  ///
  /// *Cancel-safe: as the streams.*
  ///
  /// @param streams the next one is asked for when the one before has ended
  static <T extends @Nullable Object> Stream<T> flatten(
      Stream<? extends Stream<? extends T>> streams) {
    return new FlatMap<>("flatten", streams, inner -> inner);
  }

  /// A future of the next item; empty at the end.
  ///
  /// It borrows this stream: cancelling it leaves the stream as it is. An item that is null fails
  /// it, for an `Optional` can't hold one. *Cancel-safe: yes, an item that was not given stays in
  /// the stream.*
  default Future<Optional<T>> next() {
    return new NextFuture<>(this);
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

  /// The function of each item, until it gives nothing: that is the end.
  ///
  /// This stream is cancelled then, and the item that was given nothing for is lost. What the
  /// function throws is the failure of that item. *Cancel-safe: as this stream.*
  ///
  /// @param fn run once for each item
  default <U> Stream<U> mapWhile(ThrowingFunction<? super T, Optional<? extends U>> fn) {
    return new MapWhile<>(this, fn);
  }

  /// After each item, the value of the future that the function makes of it.
  ///
  /// The next item is asked for when the future before has finished; its failure is that of one
  /// item. Failures of this stream pass through. *Cancel-safe: no: the item being worked on is
  /// lost.*
  ///
  /// @param fn run once for each item
  default <U extends @Nullable Object> Stream<U> andThen(
      ThrowingFunction<? super T, ? extends Future<? extends U>> fn) {
    return new AndThen<>(this, fn);
  }

  /// As [#andThen], after each outcome: an item or a failure.
  ///
  /// *Cancel-safe: no: the item being worked on is lost.*
  ///
  /// @param fn run once for each outcome
  default <U extends @Nullable Object> Stream<U> then(
      ThrowingFunction<? super Outcome<T>, ? extends Future<? extends U>> fn) {
    return new Then<>(this, fn);
  }

  /// The items that pass a test.
  ///
  /// What the test throws is the failure of that item. *Cancel-safe: as this stream.*
  ///
  /// @param test run once for each item
  default Stream<T> filter(ThrowingPredicate<? super T> test) {
    return new Filter<>(this, test);
  }

  /// [#filter] by a test that must wait; the items are tested one after the other.
  ///
  /// *Cancel-safe: no: the item being tested is lost.*
  ///
  /// @param test makes the future of the answer for an item
  default Stream<T> filterAsync(ThrowingFunction<? super T, ? extends Future<Boolean>> test) {
    return new FilterAsync<>(this, test);
  }

  /// The function of each item, without those for which it gives nothing.
  ///
  /// What the function throws is the failure of that item. *Cancel-safe: as this stream.*
  ///
  /// @param fn run once for each item
  default <U> Stream<U> filterMap(ThrowingFunction<? super T, Optional<? extends U>> fn) {
    return new FilterMap<>(this, fn);
  }

  /// [#filterMap] by a function that must wait; the items are worked on one after the other.
  ///
  /// *Cancel-safe: no: the item being worked on is lost.*
  ///
  /// @param fn makes the future of what an item becomes
  default <U> Stream<U> filterMapAsync(
      ThrowingFunction<? super T, ? extends Future<? extends Optional<? extends U>>> fn) {
    return new FilterMapAsync<>(this, fn);
  }

  /// The items before the first that fails a test.
  ///
  /// That item is lost, and this stream is cancelled. What the test throws is the failure of that
  /// item, and not the end. *Cancel-safe: as this stream.*
  ///
  /// @param test run once for each item
  default Stream<T> takeWhile(ThrowingPredicate<? super T> test) {
    return new TakeWhile<>(this, test);
  }

  /// [#takeWhile] by a test that must wait.
  ///
  /// *Cancel-safe: no: the item being tested is lost.*
  ///
  /// @param test makes the future of the answer for an item
  default Stream<T> takeWhileAsync(ThrowingFunction<? super T, ? extends Future<Boolean>> test) {
    return new TakeWhileAsync<>(this, test);
  }

  /// The first item that fails a test, and all after it.
  ///
  /// What the test throws is the failure of that item. *Cancel-safe: as this stream.*
  ///
  /// @param test run once for each item, until it says no
  default Stream<T> skipWhile(ThrowingPredicate<? super T> test) {
    return new SkipWhile<>(this, test);
  }

  /// [#skipWhile] by a test that must wait.
  ///
  /// *Cancel-safe: no: the item being tested is lost.*
  ///
  /// @param test makes the future of the answer for an item, until that is no
  default Stream<T> skipWhileAsync(ThrowingFunction<? super T, ? extends Future<Boolean>> test) {
    return new SkipWhileAsync<>(this, test);
  }

  /// The first items. This stream is cancelled with the last of them, not one poll later.
  ///
  /// Failures pass through and are not counted. *Cancel-safe: as this stream.*
  ///
  /// @param count how many; with 0 this stream is never polled
  default Stream<T> take(long count) {
    return new Take<>(this, count);
  }

  /// All items after the first ones. Failures pass through and are not counted.
  ///
  /// *Cancel-safe: as this stream.*
  ///
  /// @param count how many are left out
  default Stream<T> skip(long count) {
    return new Skip<>(this, count);
  }

  /// The items of this stream, then those of another one, which is not polled before.
  ///
  /// A failure is that of one item, and no reason to change over. *Cancel-safe: as the two
  /// streams.*
  ///
  /// @param next polled when this stream has ended
  default Stream<T> chain(Stream<? extends T> next) {
    return new Chain<>(this, next);
  }

  /// The items of the streams that the function makes, one stream after the other (what others call
  /// `concatMap`).
  ///
  /// The next item is asked for when the stream before has ended. Failures of any of them pass
  /// through. *Cancel-safe: as the streams.*
  ///
  /// @param fn run once for each item
  default <U extends @Nullable Object> Stream<U> flatMap(
      ThrowingFunction<? super T, ? extends Stream<? extends U>> fn) {
    return new FlatMap<>("flatMap", this, fn);
  }

  /// The items in chunks, each but the last of this size.
  ///
  /// It waits until a chunk is full. At a failure the items before it are given first, as a smaller
  /// chunk, and then the failure. *Cancel-safe: no: items gathered are lost; they are not when only
  /// its `next` is cancelled.*
  ///
  /// @param size 1 or more
  default Stream<List<T>> chunks(int size) {
    return new Chunks<>(this, true, size);
  }

  /// The items that are there, in chunks of at most this size; it waits only when there is none.
  ///
  /// Failures as in [#chunks]. *Cancel-safe: as this stream.*
  ///
  /// @param size 1 or more
  default Stream<List<T>> readyChunks(int size) {
    return new Chunks<>(this, false, size);
  }

  /// Each item with its index, which counts from 0; failures are not counted.
  ///
  /// *Cancel-safe: as this stream.*
  default Stream<Indexed<T>> enumerate() {
    return new Enumerate<>(this);
  }

  /// A running sum, in the widest sense: after each item, what the function makes of the sum so far
  /// and the item.
  ///
  /// What the function throws is the failure of that item, and the sum stays. [#takeWhile] ends it
  /// early. *Cancel-safe: as this stream.*
  ///
  /// @param initial the sum before the first item; it is not given
  /// @param fn run once for each item
  default <S extends @Nullable Object> Stream<S> scan(
      S initial, ThrowingBiFunction<? super S, ? super T, ? extends S> fn) {
    return new Scan<>(this, initial, fn);
  }

  /// [#scan] by a function that must wait.
  ///
  /// *Cancel-safe: no: the item being worked on is lost.*
  ///
  /// @param initial the sum before the first item; it is not given
  /// @param fn makes the future of the next sum
  default <S extends @Nullable Object> Stream<S> scanAsync(
      S initial, ThrowingBiFunction<? super S, ? super T, ? extends Future<? extends S>> fn) {
    return new ScanAsync<>(this, initial, fn);
  }

  /// This stream, and somebody who sees each item pass.
  ///
  /// *Cancel-safe: as this stream.*
  ///
  /// @param look what it throws is the failure of that item, which is lost
  default Stream<T> inspect(Consumer<? super T> look) {
    return new Inspect<>(this, look);
  }

  /// This stream, and somebody who sees each failure pass.
  ///
  /// *Cancel-safe: as this stream.*
  ///
  /// @param look what it throws takes the place of the failure
  default Stream<T> inspectErr(Consumer<? super Exception> look) {
    return new InspectErr<>(this, look);
  }

  /// This stream, failing with what the function makes of each failure.
  ///
  /// *Cancel-safe: as this stream.*
  ///
  /// @param fn run once for each failure
  default Stream<T> mapErr(ThrowingFunction<? super Exception, ? extends Exception> fn) {
    return new MapErr<>(this, fn);
  }

  /// This stream, with the value of the future that the function makes in the place of each
  /// failure.
  ///
  /// The failure of that future is that of one item. *Cancel-safe: as this stream and the futures.*
  ///
  /// @param fn run once for each failure
  default Stream<T> orElse(ThrowingFunction<? super Exception, ? extends Future<? extends T>> fn) {
    return new OrElse<>(this, fn);
  }

  /// Items and failures alike as items; it never fails, but for an `Error`.
  ///
  /// A failure does not end it, if this stream goes on after one. *Cancel-safe: as this stream.*
  default Stream<Outcome<T>> catching() {
    return new Catching<>(this);
  }

  /// This stream, which can say whether it has ended, and answers End for ever then.
  ///
  /// *Cancel-safe: as this stream.*
  default FusedStream<T> fuse() {
    return new Fuse<>(this);
  }

  /// This stream, whose next item can be looked at before it is taken.
  ///
  /// *Cancel-safe: no: the item looked at is lost.*
  default Peekable<T> peekable() {
    return new Peekable<>(this);
  }

  /// This stream lent out: cancelling what is returned leaves this stream as it is, for its owner
  /// to go on with.
  ///
  /// For adapters and consumers, which own their streams: `lines.byRef().take(3).toList()`. Not to
  /// be used together with this stream, only before it. *Cancel-safe: yes.*
  default Stream<T> byRef() {
    return new ByRef<>(this);
  }

  /// All items, in what a collector of `java.util.stream` makes of them.
  ///
  /// It owns this stream. At the first failure it fails, cancels this stream and forgets what was
  /// collected; [#catching] before it keeps both. *Cancel-safe: no: what was collected is lost.*
  ///
  /// @param collector used from the first poll on, by one thread at a time
  default <R extends @Nullable Object> Future<R> collect(Collector<? super T, ?, R> collector) {
    return new Collect<>("collect", this, collector);
  }

  /// All items in a list that may be changed; null may be among them. Otherwise as [#collect].
  ///
  /// *Cancel-safe: no: what was collected is lost.*
  default Future<List<T>> toList() {
    return new Collect<>("toList", this, Collectors.toList());
  }

  /// The number of items. Otherwise as [#collect].
  ///
  /// *Cancel-safe: no: the items counted are lost.*
  default Future<Long> count() {
    return new Collect<>("count", this, Collectors.counting());
  }

  /// What the function makes of the items: of the initial value and the first, of that and the
  /// second, and so on.
  ///
  /// It owns this stream, and cancels it at the first failure, be it of an item or of the function.
  /// *Cancel-safe: no: what was made so far is lost.*
  ///
  /// @param initial the result when there is no item
  /// @param fn run once for each item
  default <A extends @Nullable Object> Future<A> fold(
      A initial, ThrowingBiFunction<? super A, ? super T, ? extends A> fn) {
    return new Fold<>(this, initial, fn);
  }

  /// [#fold] by a function that must wait; the next item is asked for when the future before has
  /// finished.
  ///
  /// *Cancel-safe: no: what was made so far is lost.*
  ///
  /// @param initial the result when there is no item
  /// @param fn makes the future of the next value
  default <A extends @Nullable Object> Future<A> foldAsync(
      A initial, ThrowingBiFunction<? super A, ? super T, ? extends Future<? extends A>> fn) {
    return new FoldAsync<>(this, initial, fn);
  }

  /// Whether any item passes a test; false when there is none. It asks for no item after the one
  /// that decides.
  ///
  /// It owns this stream, and cancels it as soon as it knows, or at the first failure.
  /// *Cancel-safe: no: the items tested are lost.*
  ///
  /// @param test run once for each item
  default Future<Boolean> any(ThrowingPredicate<? super T> test) {
    return new Matches<>(this, true, test);
  }

  /// [#any] by a test that must wait.
  ///
  /// *Cancel-safe: no: the items tested are lost.*
  ///
  /// @param test makes the future of the answer for an item
  default Future<Boolean> anyAsync(ThrowingFunction<? super T, ? extends Future<Boolean>> test) {
    return new MatchesAsync<>(this, true, test);
  }

  /// Whether all items pass a test; true when there is none. It asks for no item after the one that
  /// decides. Otherwise as [#any].
  ///
  /// *Cancel-safe: no: the items tested are lost.*
  ///
  /// @param test run once for each item
  default Future<Boolean> all(ThrowingPredicate<? super T> test) {
    return new Matches<>(this, false, test);
  }

  /// [#all] by a test that must wait.
  ///
  /// *Cancel-safe: no: the items tested are lost.*
  ///
  /// @param test makes the future of the answer for an item
  default Future<Boolean> allAsync(ThrowingFunction<? super T, ? extends Future<Boolean>> test) {
    return new MatchesAsync<>(this, false, test);
  }

  /// Gives every item to the sink, flushes it whenever this stream has nothing, and closes it at
  /// the end.
  ///
  /// It owns both: a failure of either is that of the future, and cancels both; so does cancelling
  /// it. *Cancel-safe: no: one item that was taken out of this stream and found no room is lost.*
  ///
  /// @param sink where the items go
  default Future<Void> forward(Sink<? super T> sink) {
    return new Forward<>(this, sink, true);
  }

  /// Runs a future for each item, one after the other: the next item is asked for when the future
  /// of the one before has finished.
  ///
  /// It owns this stream, and cancels it when it is cancelled or at the first failure, be it of an
  /// item or of a future. *Cancel-safe: no: the item being worked on is lost.*
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

  /// Runs a future for each item, up to so many of them at once, all in this task.
  ///
  /// Ready when this stream has ended and all futures have finished. The first failure, be it of
  /// this stream, the function or a future, cancels the others and this stream. To run all of them
  /// whatever happens, let the body give a future that does not fail. *Cancel-safe: no: the items
  /// being worked on are lost.*
  ///
  /// @param limit how many futures at most run at once
  /// @param body makes the future of an item
  /// @throws IllegalArgumentException when the limit is less than 1
  default Future<Void> forEachConcurrent(
      int limit, ThrowingFunction<? super T, ? extends Future<?>> body) {
    return new ForEachConcurrent<>("forEachConcurrent", this, limit, body);
  }

  /// [#forEachConcurrent] without a limit: every item that is there has its future at once. A
  /// stream that is faster than the work on it fills the memory.
  ///
  /// *Cancel-safe: no: the items being worked on are lost.*
  ///
  /// @param body makes the future of an item
  default Future<Void> forEachConcurrentUnbounded(
      ThrowingFunction<? super T, ? extends Future<?>> body) {
    return new ForEachConcurrent<>("forEachConcurrentUnbounded", this, Integer.MAX_VALUE, body);
  }

  /// The values of the futures that the function makes of the items, as they finish; up to so many
  /// of them run at once, all in this task.
  ///
  /// They run while this stream is polled, and at no other time. A failure of a future, of this
  /// stream or of the function is that of one item: it is thrown at once, and the others go on. For
  /// a stream of futures, the function is `x -> x`. *Cancel-safe: no: the items being worked on are
  /// lost.*
  ///
  /// @param limit how many futures at most run at once
  /// @param fn makes the future of an item
  /// @throws IllegalArgumentException when the limit is less than 1
  default <U extends @Nullable Object> Stream<U> bufferUnordered(
      int limit, ThrowingFunction<? super T, ? extends Future<? extends U>> fn) {
    return new BufferUnordered<>("bufferUnordered", this, limit, fn);
  }

  /// [#bufferUnordered] that keeps the order of the items: the value of an item that takes long
  /// holds up those after it, which run meanwhile.
  ///
  /// Values that wait for their turn count, so no more than the limit pile up. A failure of a
  /// future, of this stream or of the function is that of one item and is thrown when its turn
  /// comes. *Cancel-safe: no: the items being worked on, and values not yet given, are lost.*
  ///
  /// @param limit how many futures and values at most there are at once
  /// @param fn makes the future of an item
  /// @throws IllegalArgumentException when the limit is less than 1
  default <U extends @Nullable Object> Stream<U> buffered(
      int limit, ThrowingFunction<? super T, ? extends Future<? extends U>> fn) {
    return new Buffered<>(this, limit, fn);
  }

  /// The items of the streams that the function makes of the items, as they come; up to so many
  /// streams are open at once.
  ///
  /// Streams that have items take turns, and only those that were woken are polled. A failure of
  /// any stream or of the function passes through, and the others go on. Ends when this stream and
  /// all those opened have ended. *Cancel-safe: as the streams.*
  ///
  /// @param limit how many streams at most are open at once
  /// @param fn makes the stream of an item
  /// @throws IllegalArgumentException when the limit is less than 1
  default <U extends @Nullable Object> Stream<U> flatMapUnordered(
      int limit, ThrowingFunction<? super T, ? extends Stream<? extends U>> fn) {
    return new FlatMapUnordered<>("flatMapUnordered", this, limit, fn);
  }

  /// [#flatMapUnordered] without a limit: every stream that is there is opened. If they come faster
  /// than they end, they fill the memory.
  ///
  /// *Cancel-safe: as the streams.*
  ///
  /// @param fn makes the stream of an item
  default <U extends @Nullable Object> Stream<U> flatMapUnorderedUnbounded(
      ThrowingFunction<? super T, ? extends Stream<? extends U>> fn) {
    return new FlatMapUnordered<>("flatMapUnorderedUnbounded", this, Integer.MAX_VALUE, fn);
  }

  /// The items of all streams of a stream, as they come: [#flatMapUnordered] without a function.
  ///
  /// *Cancel-safe: as the streams.*
  ///
  /// @param limit how many streams at most are open at once
  /// @param streams the next one is asked for when fewer are open
  /// @throws IllegalArgumentException when the limit is less than 1
  static <T extends @Nullable Object> Stream<T> flattenUnordered(
      int limit, Stream<? extends Stream<? extends T>> streams) {
    return new FlatMapUnordered<>("flattenUnordered", streams, limit, inner -> inner);
  }
}
