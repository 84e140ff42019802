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

  /// As [#pollSource], for all items that are there.
  final @Nullable Object pollAllOfSource(Context cx, Taker<? super T> taker) throws Exception {
    Stream<T> stream = source;
    if (stream == null) {
      return RawNext.END;
    }
    Object answer = pollAll(stream, cx, taker);
    if (answer == RawNext.END) {
      source = null;
    }
    return answer;
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
