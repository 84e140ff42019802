package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.Waker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A value that may not be there yet, and that somebody must poll to get.
///
/// A future is lazy: creating one does nothing, and nothing happens until it is first polled. It is
/// a passive object, like an iterator: an executor polls the future of a task, that one polls the
/// futures it is made of, and so on down to a leaf that waits for a socket, a timer or another
/// task.
///
/// Compared with what Java programmers know: a `CompletableFuture` is already running and calls
/// you; this one runs when you poll it, and stops when you stop. (`java.util.concurrent.Future`
/// shares nothing with it but the name.)
///
/// {@snippet class="snippets.FutureSnippets" region="chain"}
///
/// # The contract of poll
///
/// **For whoever calls [#poll]:**
///
/// - one owner polls at a time, and polls happen one after the other;
/// - after [Ready][Poll.Ready] or a thrown failure it is not polled again;
/// - after [Pending][Poll.Pending] it is polled again when the waker was woken; polling sooner is
///   allowed and useless;
/// - when it is not wanted any more it is cancelled, by its owner, not during a poll.
///
/// **For whoever implements it**, each way to return obliges:
///
/// | `poll` | obliges |
/// |---|---|
/// | returns Ready(v) | to have released everything; to hold v only once |
/// | returns Pending | to wake the waker of the *most recent* context once another poll is worth it, whatever thread finds out. A wake during this very poll counts |
/// | throws | as Ready: the future is finished, and everything is released |
/// | is called after it finished | to throw `IllegalStateException` naming the future ([#fuse] answers Pending instead) |
///
/// and it never blocks: it returns soon, in every case.
///
/// # Cancellation
///
/// [#cancel] is what dropping a future is in Rust: it releases everything now and for certain. A
/// combinator cancels the children it did not complete, in order. Nothing is lost by it that a
/// method's documentation does not name in its line *cancel-safe*.
///
/// # Failures
///
/// A failed future throws its exception from `poll`. Combinators that speak of failures ([#mapErr],
/// [#orElse], [#then]) mean `Exception`s; an `Error` passes through all of them.
///
/// The design is Rust's `std::future::Future`; the combinators have the names of the `futures`
/// crate.
///
/// @param <T> the type of the value
public interface Future<T extends @Nullable Object> {

  /// Makes as much progress as possible without blocking.
  ///
  /// @param cx whom to wake, and what the runtime provides; valid during this call only
  /// @return the value, or Pending
  /// @throws Exception the failure, when the future has failed
  Poll<T> poll(Context cx) throws Exception;

  /// Gives up: releases everything now. Calling it again, or after the future has finished, does
  /// nothing.
  ///
  /// Only the owner calls it, never during a poll. It does not throw.
  default void cancel() {}

  /// [#poll] without the box around the value: the value itself, or [RawPoll#PENDING].
  ///
  /// The same contract, and one poll is one call of either. Generated code calls it, and so do the
  /// library's own futures among themselves, because a ready answer then costs no object. Whoever
  /// overrides it makes `poll` answer the same.
  ///
  /// @param cx as for [#poll]
  /// @throws Exception as for [#poll]
  default @Nullable Object pollRaw(Context cx) throws Exception {
    return RawPoll.of(poll(cx));
  }

  /// Gives up, and lets clean-up that must wait have its time: [#cancel] in as many polls as it
  /// takes.
  ///
  /// The first call is the cancellation; from then on only this method and [#cancel] may be called,
  /// this one until it answers Ready. It answers Pending while clean-up waits (an `await` in a
  /// `finally`), under the same promise of a wake-up as [#poll]. A `cancel` at any time cuts it
  /// short; after Ready it does nothing, as `cancel`. A future without such clean-up is cancelled
  /// at once, which is what this method does unless it is overridden. [#cancelWithin] bounds the
  /// time.
  ///
  /// @param cx as for [#poll]; clean-up finds the runtime's slots in it
  default Poll<Void> pollCancel(Context cx) {
    cancel();
    return Poll.done();
  }

  /// A future that is ready once this one has been cancelled and its clean-up is over, or the grace
  /// time is.
  ///
  /// This future is cancelled at the first poll of the returned one. When the grace time ends
  /// first, what is left of the clean-up gets one more poll, as in [#cancel]. Cancelling the
  /// returned future cancels this one. Needs a runtime with timers when clean-up waits.
  ///
  /// @param grace how long clean-up may take; zero or less means one poll
  default Future<Void> cancelWithin(Duration grace) {
    return new CancelWithin(this, grace);
  }

  /// A future that is ready at its first poll.
  ///
  /// @param value what it gives
  static <T extends @Nullable Object> Future<T> ready(T value) {
    return new Ready<>(value);
  }

  /// A future that fails at its first poll.
  ///
  /// @param failure what it throws
  static <T extends @Nullable Object> Future<T> failed(Exception failure) {
    return new Failed<>(failure);
  }

  /// A future that is never ready and never wakes anybody.
  static <T extends @Nullable Object> Future<T> pending() {
    return new Pending<>();
  }

  /// A future that runs a function at its first poll and is ready with what it returns.
  ///
  /// @param body gets the context of that poll
  static <T extends @Nullable Object> Future<T> lazy(ThrowingFunction<? super Context, T> body) {
    return new Lazy<>(body);
  }

  /// A future made of a function that is called at each poll until it answers Ready or throws.
  ///
  /// @param body a poll, with all the duties of [#poll]
  static <T extends @Nullable Object> Future<T> pollFn(PollFunction<T> body) {
    return new PollFn<>(body);
  }

  /// After a future, the one that is its value.
  ///
  /// The inner future is polled in the same poll in which the outer was ready. Fails as the one of
  /// the two that fails. *Cancel-safe: as the two futures.*
  ///
  /// @param nested a future of a future
  static <F extends Future<U>, U extends @Nullable Object> Future<U> flatten(Future<F> nested) {
    return new Flatten<>(nested);
  }

  /// A future that may not be there: ready with nothing when it is not.
  ///
  /// Its value must not be null. *Cancel-safe: as the future.*
  ///
  /// @param future what to wait for, if anything
  static <T> Future<Optional<T>> optional(Optional<? extends Future<T>> future) {
    return future.isPresent()
        ? future.get().map(value -> Optional.of(value))
        : ready(Optional.empty());
  }

  /// Ready with the function of this future's value.
  ///
  /// This future is released before the function runs. *Cancel-safe: as this future.*
  ///
  /// @param fn run once, when the value is there; what it throws is the failure
  default <U extends @Nullable Object> Future<U> map(ThrowingFunction<? super T, ? extends U> fn) {
    return new Map<>(this, fn);
  }

  /// After this future, the one that the function makes of its value. Not run on failure.
  ///
  /// The second future is polled in the same poll in which the first was ready. *Cancel-safe: as
  /// the two futures.*
  ///
  /// @param fn run once, when the value is there
  default <U extends @Nullable Object> Future<U> andThen(
      ThrowingFunction<? super T, ? extends Future<U>> fn) {
    return new AndThen<>(this, fn);
  }

  /// After this future, the one that the function makes of its outcome, be it a value or a failure.
  ///
  /// *Cancel-safe: as the two futures.*
  ///
  /// @param fn run once, when there is an outcome
  default <U extends @Nullable Object> Future<U> then(
      ThrowingFunction<? super Outcome<T>, ? extends Future<U>> fn) {
    return new Then<>(this, fn);
  }

  /// This future, failing with what the function makes of its failure.
  ///
  /// *Cancel-safe: as this future.*
  ///
  /// @param fn run once, on failure
  default Future<T> mapErr(ThrowingFunction<? super Exception, ? extends Exception> fn) {
    return new MapErr<>(this, fn);
  }

  /// This future, or if it fails the one that the function makes of the failure.
  ///
  /// *Cancel-safe: as the two futures.*
  ///
  /// @param fn run once, on failure
  default Future<T> orElse(ThrowingFunction<? super Exception, ? extends Future<T>> fn) {
    return new OrElse<>(this, fn);
  }

  /// This future, which after it has finished may be polled again and answers Pending for ever.
  ///
  /// *Cancel-safe: as this future.*
  default FusedFuture<T> fuse() {
    return new Fuse<>(this);
  }

  /// This future; the function sees its value as it passes.
  ///
  /// *Cancel-safe: as this future.*
  ///
  /// @param look run once, when the value is there; what it throws is the failure
  default Future<T> inspect(Consumer<? super T> look) {
    return new Inspect<>(this, look);
  }

  /// This future; the function sees its failure as it passes.
  ///
  /// *Cancel-safe: as this future.*
  ///
  /// @param look run once, on failure; what it throws is the failure in its place
  default Future<T> inspectErr(Consumer<? super Exception> look) {
    return new InspectErr<>(this, look);
  }

  /// This future, or if it fails the value that the function makes of the failure.
  ///
  /// [#orElse] is for a value that must be waited for. *Cancel-safe: as this future.*
  ///
  /// @param fn run once, on failure; what it throws is the failure
  default Future<T> recover(ThrowingFunction<? super Exception, ? extends T> fn) {
    return new Recover<>(this, fn);
  }

  /// Ready with the function of this future's outcome, be it a value or a failure.
  ///
  /// [#then] is for what must be waited for. *Cancel-safe: as this future.*
  ///
  /// @param fn run once, when there is an outcome; what it throws is the failure
  default <U extends @Nullable Object> Future<U> handle(
      ThrowingFunction<? super Outcome<T>, ? extends U> fn) {
    return new Handle<>(this, fn);
  }

  /// This future's end as a value: it never fails.
  ///
  /// It takes failures and, as the only method here, `Error`s: for one who must go on whatever
  /// happens, like a supervisor. Only [Cancelled][dev.wakeful.task.Cancelled] passes through.
  /// *Cancel-safe: as this future.*
  default Future<Outcome<T>> catching() {
    return new Catching<>(this);
  }

  /// Polls this future once, now; if it is not ready it is cancelled.
  ///
  /// Without a runtime: a future that needs timers or sockets fails.
  ///
  /// @return the value, or Pending
  /// @throws Exception the failure
  default Poll<T> nowOrNever() throws Exception {
    Poll<T> answer = poll(Context.of(Waker.noop()));
    if (answer.isPending()) {
      cancel();
    }
    return answer;
  }

  /// A future that is always ready, with what one poll of this one answers; it does not wait.
  ///
  /// It borrows this future: one that was Pending can be polled again. Fails as this one does.
  /// *Cancel-safe: yes, cancelling it leaves this future as it is.*
  default Future<Poll<T>> pollImmediate() {
    return new PollImmediate<>(this);
  }

  /// This future, which keeps its outcome until it is taken.
  ///
  /// Ready when there is an outcome; a failure is one. *Cancel-safe: as this future, and an outcome
  /// that was not taken stays.*
  default MaybeDone<T> maybeDone() {
    return new MaybeDone<>(this);
  }

  /// This future, which an [AbortHandle] can end early: then it fails with [Aborted].
  ///
  /// This future is cancelled in the next poll, without being polled; a value that came before
  /// wins. *Cancel-safe: as this future.*
  ///
  /// @param handle a new one, used for nothing else
  default Future<T> abortable(AbortHandle handle) {
    return new Abortable<>(this, handle);
  }

  /// This future for several owners, on whatever threads: each gets the same outcome.
  ///
  /// [SharedFuture#share] makes one owner more. One of those who wait polls this future, and the
  /// others are told; an owner that is cancelled or not polled any more holds up nobody. When an
  /// `Error` is thrown, the one who polled gets it and the others fail with an
  /// `IllegalStateException`. *Cancel-safe: yes; the last owner to be cancelled cancels this
  /// future.*
  default SharedFuture<T> shared() {
    return new SharedSource<>(this).newOwner();
  }

  /// This future in two: a driver, which does the work wherever it is polled, and a handle, which
  /// gets the outcome, an `Error` too.
  ///
  /// When the handle is cancelled, the next poll of the driver cancels this future, unless
  /// [RemoteHandle#forget] was called. The driver never fails, except with a failure that no handle
  /// is there for. *Cancel-safe: cancelling the driver cancels this future, and the handle fails
  /// with [Aborted].*
  default Remote<T> remoteHandle() {
    RemoteDriver<T> driver = new RemoteDriver<>(this);
    return new Remote<>(driver, driver.handle());
  }

  /// This future, failing with [Elapsed] when it takes longer.
  ///
  /// The time runs from the first poll. This future is polled first: if it is ready, it wins even
  /// after the deadline. When the time is over it is cancelled. Needs a runtime with timers; time
  /// is measured in steps of its timers, 1 ms in this library, and never comes early. *Cancel-safe:
  /// as this future.*
  ///
  /// @param limit how long it may take; zero or less means one poll
  default Future<T> timeout(Duration limit) {
    return new Timeout<>(this, limit);
  }

  /// Both at once, ready when both are.
  ///
  /// The two are polled in turn, each time starting with the other one. If either fails the pair
  /// fails, after both have finished; a second failure is suppressed in the first. *Cancel-safe:
  /// no: a value that is already there is lost.*
  ///
  /// @param other polled together with this one, in the same task
  default <U extends @Nullable Object> Future<Pair<T, U>> join(Future<U> other) {
    return Futures.join(this, other);
  }

  /// The one of the two that finishes first, be it with a value or a failure; the other is
  /// cancelled.
  ///
  /// The two are polled in turn, each time starting with the other one. *Cancel-safe: as the two
  /// futures.*
  ///
  /// @param other polled together with this one, in the same task
  default Future<T> race(Future<? extends T> other) {
    return new Race<>(this, other);
  }

  /// Both at once, ready when both are, or failed as soon as one fails, which cancels the other.
  ///
  /// As [Futures#tryJoin(Future, Future)]. *Cancel-safe: no, a value that is already there is
  /// lost.*
  ///
  /// @param other polled together with this one, in the same task
  default <U extends @Nullable Object> Future<Pair<T, U>> tryJoin(Future<U> other) {
    return Futures.tryJoin(this, other);
  }

  /// This future, lent to a combinator that would own it: cancelling what is returned leaves this
  /// future as it is.
  ///
  /// So one that has lost a [select][Select] or outlived a [#timeout] can be polled again by the
  /// next. It stays with whoever lends it, who must poll it on or cancel it. A future that is
  /// polled by nobody makes no progress, and holds up those who wait for what it holds.
  ///
  /// {@snippet class="snippets.SelectSnippets" region="borrow"}
  ///
  /// *Cancel-safe: yes, nothing is lost.*
  default FusedFuture<T> borrow() {
    return new Borrow<>(this);
  }
}
