package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A stream whose next item can be looked at before it is taken.
///
/// The item that was looked at keeps its place: whoever polls gets it first. A failure has no
/// place; it is thrown at whoever asks first, and not again. One owner uses it; its futures borrow
/// it. Get one from [Stream#peekable].
///
/// @param <T> the type of the items
public final class Peekable<T extends @Nullable Object> extends StreamAdapter<T, T>
    implements FusedStream<T> {
  /// The item looked at; PENDING, which is no item, when there is none.
  private @Nullable Object peeked = RawNext.PENDING;

  Peekable(Stream<T> source) {
    super(source);
  }

  /// The next item, if it is there; it stays.
  ///
  /// @param cx whom to wake; valid during this call only
  /// @throws Exception the failure of one item or of the stream
  public Next<T> pollPeek(Context cx) throws Exception {
    return RawNext.box(pollPeekRaw(cx));
  }

  /// A future of the next item, which stays; empty at the end.
  ///
  /// It borrows this stream. *Cancel-safe: yes.*
  public Future<Optional<T>> peek() {
    return new PeekFuture<>("peek", this, null);
  }

  /// A future of the next item if it passes the test; otherwise empty, and the item stays.
  ///
  /// It borrows this stream. When the test throws, the future fails, and the item stays.
  /// *Cancel-safe: yes, an item that was not given stays in the stream.*
  ///
  /// @param test run once, when there is an item
  public Future<Optional<T>> nextIf(ThrowingPredicate<? super T> test) {
    return new PeekFuture<>("nextIf", this, test);
  }

  @Nullable Object pollPeekRaw(Context cx) throws Exception {
    if (peeked == RawNext.PENDING) {
      Object raw = pollSource(cx);
      if (!RawNext.isItem(raw)) {
        return raw;
      }
      peeked = raw;
    }
    return peeked;
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    Object first = peeked;
    if (first == RawNext.PENDING) {
      return pollSource(cx);
    }
    peeked = RawNext.PENDING;
    return first;
  }

  @Override
  public boolean isTerminated() {
    return peeked == RawNext.PENDING && !sourceIsAlive();
  }

  @Override
  String name() {
    return "peekable";
  }

  @Override
  void forgetOther() {
    peeked = RawNext.PENDING;
  }
}
