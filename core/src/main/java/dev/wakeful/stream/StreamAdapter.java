package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A combinator with one source, which it holds until the source ends and not a moment longer; and
/// perhaps a future that works on one item, or a second stream.
///
/// After its end it answers End again. A failure of the source is that of one item: it passes
/// through, and the source stays.
///
/// @param <T> the type of the source's items
/// @param <U> the type of the combinator's items
abstract class StreamAdapter<T extends @Nullable Object, U extends @Nullable Object>
    extends RawStream<U> {
  private @Nullable Stream<T> source;

  StreamAdapter(Stream<T> source) {
    this.source = Objects.requireNonNull(source);
  }

  /// The name of the combinator, as users write it.
  abstract String name();

  /// Polls the source; answers End when it has ended before.
  final @Nullable Object pollSource(Context cx) throws Exception {
    Stream<T> stream = source;
    if (stream == null) {
      return RawNext.END;
    }
    Object answer = stream.pollNextRaw(cx);
    if (answer == RawNext.END) {
      source = null;
    }
    return answer;
  }

  /// Who takes the source's items so that a taker is given this stream's, each at once; for an
  /// adapter that keeps none, and ends when its source does. Null for any other, whose items are
  /// asked for one by one.
  @Nullable Taker<T> through(Taker<? super U> taker) {
    return null;
  }

  /// As [#through], for one who has walked a row of adapters and has no types any more.
  @SuppressWarnings("unchecked") // the taker was made by the adapter after this one
  final @Nullable Taker<T> throughAny(Taker<?> taker) {
    return through((Taker<? super U>) taker);
  }

  /// The source; null when it has ended.
  final @Nullable Stream<T> sourceOrNull() {
    return source;
  }

  /// A source has ended, and with it all adapters around it.
  ///
  /// @param ended the source
  /// @param outermost the outermost of the adapters, or the source itself
  static void endDownTo(Stream<?> ended, @Nullable Stream<?> outermost) {
    @Nullable Stream<?> stream = outermost;
    while (stream != ended && stream instanceof StreamAdapter<?, ?> adapter) {
      stream = adapter.source;
      adapter.source = null;
    }
  }

  /// Whether the source has neither ended nor been cancelled.
  final boolean sourceIsAlive() {
    return source != null;
  }

  /// Cancels the source, of which no more is wanted.
  final void cancelSource() {
    Stream<T> stream = source;
    source = null;
    if (stream != null) {
      stream.cancel();
    }
  }

  /// The future that must be cancelled besides the source; none when there is an [#otherStream].
  @Nullable Future<?> other() {
    return null;
  }

  /// The stream that must be cancelled besides the source; none when there is an [#other].
  @Nullable Stream<?> otherStream() {
    return null;
  }

  /// Lets go of what [#other] or [#otherStream] is, and of items kept.
  void forgetOther() {}

  /// What a function of the user's made, which must not be null.
  final <F> F made(@Nullable F future) {
    return Objects.requireNonNull(
        future, () -> "the function given to `" + name() + "` returned null");
  }

  @Override
  public final void cancel() {
    Future<?> second = other();
    Stream<?> secondStream = otherStream();
    forgetOther();
    cancelSource();
    if (second != null) {
      second.cancel();
    }
    if (secondStream != null) {
      secondStream.cancel();
    }
  }

  @Override
  public final Poll<Void> pollCancel(Context cx) {
    Stream<T> stream = source;
    if (stream != null && stream.pollCancel(cx).isReady()) {
      source = null;
    }
    Future<?> second = other();
    Stream<?> secondStream = otherStream();
    boolean ending =
        second != null
            ? second.pollCancel(cx).isPending()
            : secondStream != null && secondStream.pollCancel(cx).isPending();
    if (!ending) {
      forgetOther();
    }
    return source == null && !ending ? Poll.done() : Poll.pending();
  }

  @Override
  public final String toString() {
    return name();
  }
}
