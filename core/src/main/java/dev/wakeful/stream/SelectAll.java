package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import org.jspecify.annotations.Nullable;

/// Streams that run together in one task, however many: a stream of all their items.
///
/// Only those that were woken are polled, and each gives one item before the next has its turn. A
/// stream that ends is out; the whole ends when there is none, and a [#push] opens it again. A
/// failure is thrown, and the stream that failed stays until it ends. One that throws an `Error` is
/// cancelled and out.
///
/// The set owns its streams: [#cancel] and [#clear] cancel them. *Cancel-safe: yes: [#next] borrows
/// the set, and an item not yet given stays in its stream.*
///
/// After `SelectAll` of the `futures` crate. [StreamMap] says from which stream an item came.
///
/// @param <T> the type of the items
public final class SelectAll<T extends @Nullable Object> extends RawStream<T> {
  private final StreamGroup<Stream<? extends T>, T> streams = new StreamGroup<>("SelectAll");
  private final Passing<T> passing = new Passing<>();

  /// An empty set.
  public SelectAll() {}

  /// Adds a stream. If somebody waits for this set, they are woken.
  ///
  /// @param stream owned by this set from here on
  /// @throws IllegalStateException when the set was cancelled
  public void push(Stream<? extends T> stream) {
    add(stream);
    streams.wakeOwner();
  }

  /// [#push] for those who are going to poll this set in the same poll: it wakes nobody.
  void add(Stream<? extends T> stream) {
    streams.add(stream, stream);
  }

  /// How many streams have not ended.
  public int size() {
    return streams.size();
  }

  /// Whether all have ended.
  public boolean isEmpty() {
    return size() == 0;
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    return streams.poll(cx, passing);
  }

  /// Cancels the streams, in the order of pushing. The set can be used on.
  public void clear() {
    streams.clear();
  }

  /// [#clear], for good: nothing can be pushed any more.
  @Override
  public void cancel() {
    streams.cancel();
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    return streams.pollCancel(cx);
  }

  @Override
  public String toString() {
    return streams.toString();
  }

  /// Gives the items as they are.
  private static final class Passing<T extends @Nullable Object>
      implements StreamGroup.Receiver<Stream<? extends T>, T> {
    @Override
    public @Nullable Object item(
        StreamGroup.Member<Stream<? extends T>, T> member, @Nullable Object raw) {
      return raw;
    }

    @Override
    public void ended(StreamGroup.Member<Stream<? extends T>, T> member) {}
  }
}
