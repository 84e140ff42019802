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
    return pollFirst(cx, null);
  }

  /// As [#pollFirst(Context)]; an item goes to the taker, if there is one, and GIVEN is the answer.
  final @Nullable Object pollFirst(Context cx, @Nullable Taker<? super A> taker) throws Exception {
    Stream<? extends A> stream = first;
    Object answer = stream == null ? RawNext.END : poll(stream, cx, taker);
    if (answer == RawNext.END) {
      first = null;
    }
    return answer;
  }

  /// Polls the second source; answers End when it has ended before.
  final @Nullable Object pollSecond(Context cx) throws Exception {
    return pollSecond(cx, null);
  }

  /// As [#pollSecond(Context)]; an item goes to the taker, if there is one, and GIVEN is the
  /// answer.
  final @Nullable Object pollSecond(Context cx, @Nullable Taker<? super B> taker) throws Exception {
    Stream<? extends B> stream = second;
    Object answer = stream == null ? RawNext.END : poll(stream, cx, taker);
    if (answer == RawNext.END) {
      second = null;
    }
    return answer;
  }

  private static <T extends @Nullable Object> @Nullable Object poll(
      Stream<T> stream, Context cx, @Nullable Taker<? super T> taker) throws Exception {
    if (taker == null) {
      return stream.pollNextRaw(cx);
    }
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
