package dev.wakeful.bridge;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Poll;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// An iterator whose thread waits for the items of a stream: [Bridge#toIterator].
///
/// One thread uses it at a time.
///
/// @param <T> the type of the items
public final class BlockingIterator<T extends @Nullable Object>
    implements Iterator<T>, AutoCloseable {
  private final BlockOn waiting;
  private @Nullable Stream<T> stream;
  private @Nullable Next<T> next;

  BlockingIterator(Stream<T> stream, BlockOn waiting) {
    this.stream = Objects.requireNonNull(stream);
    this.waiting = Objects.requireNonNull(waiting);
  }

  /// Waits until there is an item or the end.
  ///
  /// @throws CompletionException around a checked failure of the stream; others are thrown as they
  ///   are
  @Override
  public boolean hasNext() {
    Stream<T> source = stream;
    if (next == null && source != null) {
      next = await(source);
      if (next instanceof Next.End) {
        stream = null;
      }
    }
    return next instanceof Next.Item;
  }

  private Next<T> await(Stream<T> source) {
    try {
      return waiting.blockOn(
          Future.pollFn(cx -> {
            Next<T> answer = source.pollNext(cx);
            return answer instanceof Next.Pending ? Poll.pending() : Poll.ready(answer);
          }));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  @Override
  public T next() {
    if (hasNext() && next instanceof Next.Item<T>(T value)) {
      next = null;
      return value;
    }
    throw new NoSuchElementException("the stream has ended, or the iterator was closed");
  }

  /// Cancels the stream unless it has ended. Calling it again does nothing.
  @Override
  public void close() {
    Stream<T> left = stream;
    stream = null;
    next = null;
    if (left != null) {
      left.cancel();
    }
  }
}
