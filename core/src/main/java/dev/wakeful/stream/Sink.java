package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import org.jspecify.annotations.Nullable;

/// A place for values that can say "not now": the other end of a [Stream].
///
/// One owner uses it: [#pollReady] until it is Ready, then [#startSend] once, and so on;
/// [#pollFlush] to be sure that everything arrived, [#pollClose] at the end. Or, as futures:
/// [#send], [#feed], [#flush], [#close], and [Stream#forward] for a whole stream.
///
/// For whoever implements it, each way to return obliges:
///
/// | it | obliges |
/// |---|---|
/// | returns Pending | to wake the most recent context's waker once another call is worth it |
/// | `pollReady` returns Ready | to keep that room until `startSend`, or until it is cancelled or closed |
/// | `pollFlush` returns Ready | to have brought everything taken to where it belongs |
/// | `pollClose` returns Ready | to have flushed, closed and released everything; a second `pollClose` answers Ready again |
/// | throws | to have released everything: a failure is final, and every later call throws |
///
/// The adapters below own the sink they are called on: its owner must use it through them only.
///
/// @param <T> the type of the items
public interface Sink<T extends @Nullable Object> {

  /// Whether there is room for one item.
  ///
  /// @param cx whom to wake when there is
  /// @throws Exception when the sink has failed or is closed
  Poll<Void> pollReady(Context cx) throws Exception;

  /// Takes an item. Never blocks and never fails for lack of room, if [#pollReady] answered Ready
  /// just before.
  ///
  /// @param item what to take
  /// @throws IllegalStateException when [#pollReady] was not asked
  /// @throws Exception when the sink has failed
  void startSend(T item) throws Exception;

  /// Whether everything taken has arrived.
  ///
  /// @param cx whom to wake when it has
  /// @throws Exception when the sink has failed
  Poll<Void> pollFlush(Context cx) throws Exception;

  /// Flushes and closes; Ready when both are done.
  ///
  /// @param cx whom to wake
  /// @throws Exception when the sink has failed
  Poll<Void> pollClose(Context cx) throws Exception;

  /// Gives up: throws away what has not arrived and releases everything now. Only the owner calls
  /// it, never during another call; calling it again, or after a close or a failure, does nothing.
  default void cancel() {}

  /// Gives up, and lets clean-up that must wait have its time: what [Future#pollCancel] is to a
  /// future.
  ///
  /// @param cx as for [#pollReady]
  default Poll<Void> pollCancel(Context cx) {
    cancel();
    return Poll.done();
  }

  /// Gives the item to this sink and flushes it. Done when the item has arrived.
  ///
  /// It borrows this sink, as do [#feed], [#flush] and [#close]: cancelling the future leaves the
  /// sink as it is. Fails when the sink does. *Cancel-safe: no: an item that the sink has not taken
  /// yet is dropped with the future; one that it has taken stays in it, to be flushed.*
  ///
  /// @param item what to send
  default Future<Void> send(T item) {
    return new Send<>(this, item, true);
  }

  /// Gives the item to this sink as soon as there is room, and does not flush.
  ///
  /// *Cancel-safe: yes: the sink has the item if and only if the future was ready.*
  ///
  /// @param item what to send
  default Future<Void> feed(T item) {
    return new Send<>(this, item, false);
  }

  /// Gives each item of the stream to this sink; flushes whenever the stream has nothing, and at
  /// the end. The sink stays open.
  ///
  /// It owns the stream and borrows this sink. Fails when either does, and then cancels the stream.
  /// *Cancel-safe: no: one item that was taken out of the stream and found no room is lost, and the
  /// stream is cancelled.*
  ///
  /// @param items what to send
  default Future<Void> sendAll(Stream<? extends T> items) {
    return new Forward<>(items, this, false);
  }

  /// Done when everything taken has arrived.
  ///
  /// *Cancel-safe: yes, nothing is lost.*
  default Future<Void> flush() {
    return new EndSink(this, false);
  }

  /// Flushes and closes this sink.
  ///
  /// *Cancel-safe: yes: nothing is lost, and another close goes on where this one was; but the sink
  /// may be half closed and takes no more items.*
  default Future<Void> close() {
    return new EndSink(this, true);
  }

  /// A sink of what is made into items of this one by a future each, one after the other.
  ///
  /// It has room while no future is under way and this sink has room; flushing waits for the
  /// future. A function or future that fails is the end of both sinks.
  ///
  /// @param fn makes the future of an item
  default <U extends @Nullable Object> Sink<U> with(
      ThrowingFunction<? super U, ? extends Future<? extends T>> fn) {
    return new WithSink<>(this, fn);
  }

  /// A sink of what is made into any number of items of this one.
  ///
  /// It has room when the stream of the item before has ended and its last item was taken. A
  /// function or stream that fails is the end of both sinks.
  ///
  /// @param fn makes the stream of items of an item
  default <U extends @Nullable Object> Sink<U> withFlatMap(
      ThrowingFunction<? super U, ? extends Stream<? extends T>> fn) {
    return new WithFlatMap<>(this, fn);
  }

  /// This sink, failing with what the function makes of its failure.
  ///
  /// Not `mapErr`, which is that of a [Stream]: a thing can be both.
  ///
  /// @param fn run once, on failure
  default Sink<T> sinkMapErr(ThrowingFunction<? super Exception, ? extends Exception> fn) {
    return new SinkMapErr<>(this, fn);
  }

  /// This sink, with so many places in front of it: items wait there while it has no room. They
  /// move on whenever the buffer is asked for room or flushed.
  ///
  /// @param places how many items it holds; none changes nothing
  /// @throws IllegalArgumentException when negative
  default Sink<T> buffer(int places) {
    return new BufferSink<>(this, places);
  }

  /// A sink that gives each item to this one and to the other one.
  ///
  /// It has room, is flushed or closed when both are: the slower one holds both. If either fails,
  /// the other one is cancelled.
  ///
  /// @param other gets the same objects
  default Sink<T> fanout(Sink<? super T> other) {
    return new Fanout<>(this, other);
  }
}
