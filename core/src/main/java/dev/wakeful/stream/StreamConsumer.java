package dev.wakeful.stream;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.future.RawFuture;
import dev.wakeful.future.Traced;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A future that owns a stream and takes its items until the end, or until it has seen enough.
///
/// It holds the stream until that ends and not a moment longer. However else it finishes, by an
/// early answer, a failure or an `Error`, it cancels the stream, and what works on an item.
///
/// @param <T> the type of the items
/// @param <R> the type of the result
abstract class StreamConsumer<T extends @Nullable Object, R extends @Nullable Object>
    extends RawFuture<R> implements Traced {
  private @Nullable Stream<T> source;
  private boolean finished;

  StreamConsumer(Stream<T> source) {
    this.source = Objects.requireNonNull(source);
  }

  /// The name of the method, as users write it.
  abstract String name();

  /// Goes on as far as possible: the result, or PENDING.
  abstract @Nullable Object advance(Context cx) throws Exception;

  /// Polls the stream; answers End when it has ended before.
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
  ///
  /// Adapters that only work on items as they pass are stepped over: their source is polled here,
  /// with a taker that does their work. So the loop that gives items is three calls away from
  /// [#pollRaw] however many adapters there are. The JVM's compiler looks no deeper than fifteen
  /// calls, and where it stops, an `int` needs a box.
  final @Nullable Object pollAllOfSource(Context cx, RawStream.Taker<? super T> taker)
      throws Exception {
    Stream<?> origin = source;
    RawStream.Taker<?> taking = taker;
    while (origin instanceof StreamAdapter<?, ?> adapter) {
      RawStream.Taker<?> before = adapter.throughAny(taking);
      if (before == null) {
        break;
      }
      taking = before;
      origin = adapter.sourceOrNull();
    }
    if (origin == null) {
      return RawNext.END;
    }
    RawStream.Taker<@Nullable Object> fits = cast(taking);
    Object answer =
        origin instanceof RawStream<?> ours
            ? ours.pollAllRaw(cx, fits)
            : RawStream.takeEach(origin, cx, fits);
    if (answer == RawNext.END) {
      StreamAdapter.endDownTo(origin, source);
      source = null;
    }
    return answer;
  }

  @SuppressWarnings("unchecked") // each taker was made for the items of the adapter's own source
  private static RawStream.Taker<@Nullable Object> cast(RawStream.Taker<?> taker) {
    return (RawStream.Taker<@Nullable Object>) taker;
  }

  /// The future that works on an item.
  @Nullable Future<?> other() {
    return null;
  }

  /// Lets go of what [#other] is, and of what was gathered.
  void forgetOther() {}

  /// What a function of the user's made, which must not be null.
  final <F> F made(@Nullable F future) {
    return Objects.requireNonNull(
        future, () -> "the function given to `" + name() + "` returned null instead of a future");
  }

  @Override
  public final @Nullable Object pollRaw(Context cx) throws Exception {
    if (finished) {
      throw Finished.polledAgain(name());
    }
    boolean pending = false;
    try {
      Object answer = advance(cx);
      pending = answer == RawPoll.PENDING;
      return answer;
    } finally {
      if (!pending) {
        cancel();
      }
    }
  }

  @Override
  public final void cancel() {
    finished = true;
    Future<?> work = other();
    Stream<T> stream = source;
    source = null;
    forgetOther();
    if (work != null) {
      work.cancel();
    }
    if (stream != null) {
      stream.cancel();
    }
  }

  @Override
  public final Poll<Void> pollCancel(Context cx) {
    finished = true;
    Future<?> work = other();
    if (work == null || work.pollCancel(cx).isReady()) {
      forgetOther();
    }
    Stream<T> stream = source;
    if (stream != null && stream.pollCancel(cx).isReady()) {
      source = null;
    }
    return source == null && other() == null ? Poll.done() : Poll.pending();
  }

  @Override
  public final List<Future<?>> awaited() {
    Future<?> work = other();
    return work != null ? List.of(work) : List.of();
  }

  @Override
  public final String toString() {
    return name();
  }
}
