package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// A stream of this library, which is written as a raw poll: what it passes on has no box.
///
/// @param <T> the type of the items
abstract class RawStream<T extends @Nullable Object> implements Stream<T> {
  @Override
  public abstract @Nullable Object pollNextRaw(Context cx) throws Exception;

  /// Gives a taker all items that are there, in one poll: what calling [#pollNextRaw] in a loop
  /// does, without a call through all adapters for each item. Whoever overrides it makes it do the
  /// same.
  ///
  /// What the taker throws comes out, and is no failure of this stream, which may be polled on.
  /// After an `Error`, of whomever, who called this cancels the stream.
  ///
  /// @return why there are no more: PENDING or END
  @Nullable Object pollAllRaw(Context cx, Taker<? super T> taker) throws Exception {
    return takeEach(this, cx, taker);
  }

  /// As [#pollAllRaw], for any stream, which is asked for one item after the other.
  static <T extends @Nullable Object> @Nullable Object takeEach(
      Stream<T> stream, Context cx, Taker<? super T> taker) throws Exception {
    while (true) {
      Object raw = stream.pollNextRaw(cx);
      if (!RawNext.isItem(raw)) {
        return raw;
      }
      taker.take(RawPoll.value(raw));
    }
  }

  /// As [#pollAllRaw], for one item: what [#pollNextRaw] does, but the item need not be an object,
  /// for the compiler sees where it goes.
  ///
  /// @return GIVEN, PENDING or END
  Object pollOneRaw(Context cx, Taker<? super T> taker) throws Exception {
    return takeOne(this, cx, taker);
  }

  /// As [#pollOneRaw], for any stream.
  static <T extends @Nullable Object> Object takeOne(
      Stream<T> stream, Context cx, Taker<? super T> taker) throws Exception {
    Object raw = stream.pollNextRaw(cx);
    if (raw == RawNext.PENDING || raw == RawNext.END) {
      return raw;
    }
    taker.take(RawPoll.value(raw));
    return RawNext.GIVEN;
  }

  /// Where the items go.
  ///
  /// @param <T> the type of the items
  @FunctionalInterface
  interface Taker<T extends @Nullable Object> {
    void take(T item) throws Exception;
  }

  /// Whether a source may give one more item in this poll; if so, that is written down.
  static boolean mayGive(Context cx) {
    if (!cx.proceed()) {
      return false;
    }
    cx.progress();
    return true;
  }

  @Override
  public final Next<T> pollNext(Context cx) throws Exception {
    return RawNext.box(pollNextRaw(cx));
  }
}
