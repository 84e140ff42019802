package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A combinator with two sources, each of which it holds until that one ends and not a moment
/// longer.
///
/// A failure of a source is that of one item: it passes through, and both sources stay. After an
/// `Error` both are cancelled.
///
/// @param <A> the type of the first source's items
/// @param <B> the type of the second source's items
/// @param <U> the type of the combinator's items
abstract class TwoSources<
        A extends @Nullable Object, B extends @Nullable Object, U extends @Nullable Object>
    extends RawStream<U> {
  private @Nullable Stream<? extends A> first;
  private @Nullable Stream<? extends B> second;

  TwoSources(Stream<? extends A> first, Stream<? extends B> second) {
    this.first = Objects.requireNonNull(first);
    this.second = Objects.requireNonNull(second);
  }

  /// The name of the combinator, as users write it.
  abstract String name();

  /// One poll; an `Error` that it throws releases everything.
  abstract @Nullable Object advance(Context cx) throws Exception;

  @Override
  public final @Nullable Object pollNextRaw(Context cx) throws Exception {
    try {
      return advance(cx);
    } catch (Error e) {
      cancel();
      throw e;
    }
  }

  /// Lets go of items kept.
  void forgetItems() {}

  /// Whether the first source has neither ended nor been cancelled.
  final boolean firstIsAlive() {
    return first != null;
  }

  /// Whether the second source has neither ended nor been cancelled.
  final boolean secondIsAlive() {
    return second != null;
  }

  /// Polls the first source; answers End when it has ended before.
  final @Nullable Object pollFirst(Context cx) throws Exception {
    Stream<? extends A> stream = first;
    if (stream == null) {
      return RawNext.END;
    }
    Object answer = stream.pollNextRaw(cx);
    if (answer == RawNext.END) {
      first = null;
    }
    return answer;
  }

  /// Polls the second source; answers End when it has ended before.
  final @Nullable Object pollSecond(Context cx) throws Exception {
    Stream<? extends B> stream = second;
    if (stream == null) {
      return RawNext.END;
    }
    Object answer = stream.pollNextRaw(cx);
    if (answer == RawNext.END) {
      second = null;
    }
    return answer;
  }

  /// As [#pollFirst], for an item that goes to a taker; answers GIVEN in its place.
  final Object giveFirst(Context cx, Taker<? super A> taker) throws Exception {
    Stream<? extends A> stream = first;
    Object answer = stream == null ? RawNext.END : give(stream, cx, taker);
    if (answer == RawNext.END) {
      first = null;
    }
    return answer;
  }

  /// As [#pollSecond], for an item that goes to a taker; answers GIVEN in its place.
  final Object giveSecond(Context cx, Taker<? super B> taker) throws Exception {
    Stream<? extends B> stream = second;
    Object answer = stream == null ? RawNext.END : give(stream, cx, taker);
    if (answer == RawNext.END) {
      second = null;
    }
    return answer;
  }

  private static <T extends @Nullable Object> Object give(
      Stream<T> stream, Context cx, Taker<? super T> taker) throws Exception {
    return stream instanceof RawStream<T> ours
        ? ours.pollOneRaw(cx, taker)
        : takeOne(stream, cx, taker);
  }

  @Override
  public final void cancel() {
    Stream<? extends A> one = first;
    Stream<? extends B> two = second;
    first = null;
    second = null;
    forgetItems();
    if (one != null) {
      one.cancel();
    }
    if (two != null) {
      two.cancel();
    }
  }

  @Override
  public final Poll<Void> pollCancel(Context cx) {
    forgetItems();
    Stream<? extends A> one = first;
    Stream<? extends B> two = second;
    if (one != null && one.pollCancel(cx).isReady()) {
      first = null;
    }
    if (two != null && two.pollCancel(cx).isReady()) {
      second = null;
    }
    return first == null && second == null ? Poll.done() : Poll.pending();
  }

  @Override
  public final String toString() {
    return name();
  }
}
