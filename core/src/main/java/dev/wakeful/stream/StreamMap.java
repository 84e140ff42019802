package dev.wakeful.stream;

import dev.wakeful.future.Pair;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Streams that run together in one task, each under a key: a stream of all their items, each with
/// the key of its stream.
///
/// Only those that were woken are polled, and each gives one item before the next has its turn. A
/// stream that ends leaves the map; the whole ends when the map is empty, and an [#insert] opens it
/// again. A failure is thrown, and the stream that failed stays until it ends. One that throws an
/// `Error` is cancelled and out.
///
/// The map owns its streams: [#cancel] and [#clear] cancel them. *Cancel-safe: yes: [#next] borrows
/// the map, and an item not yet given stays in its stream.*
///
/// After `StreamMap` of `tokio-stream`, which polls each stream at each wake-up.
///
/// @param <K> the type of the keys
/// @param <T> the type of the items
public final class StreamMap<K, T extends @Nullable Object> extends RawStream<Pair<K, T>> {
  private final Map<K, StreamGroup.Member<K, T>> byKey = new LinkedHashMap<>();
  private final StreamGroup<K, T> streams = new StreamGroup<>("StreamMap");
  private final Naming naming = new Naming();

  /// An empty map.
  public StreamMap() {}

  /// Puts a stream under a key; one that is there already is cancelled, unless it was [#remove]d
  /// first. If somebody waits for this map, they are woken.
  ///
  /// @param key not null
  /// @param stream owned by this map from here on
  /// @throws IllegalStateException when the map was cancelled
  public void insert(K key, Stream<? extends T> stream) {
    Objects.requireNonNull(key, "the key given to `StreamMap` is null");
    StreamGroup.Member<K, T> before = byKey.put(key, streams.add(key, stream));
    streams.wakeOwner();
    if (before != null) {
      streams.remove(before);
      before.stream.cancel();
    }
  }

  /// Takes a stream out and gives it back to the caller, as it is.
  ///
  /// @param key under which it was put
  public Optional<Stream<? extends T>> remove(K key) {
    StreamGroup.Member<K, T> member = byKey.remove(key);
    if (member == null) {
      return Optional.empty();
    }
    streams.remove(member);
    return Optional.of(member.stream);
  }

  /// Whether there is a stream under this key that has not ended.
  ///
  /// @param key not null
  public boolean containsKey(K key) {
    return byKey.containsKey(key);
  }

  /// The keys of the streams that have not ended, in the order of insertion; a view.
  public Set<K> keys() {
    return Collections.unmodifiableSet(byKey.keySet());
  }

  /// How many streams have not ended.
  public int size() {
    return byKey.size();
  }

  /// Whether all have ended.
  public boolean isEmpty() {
    return byKey.isEmpty();
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    return streams.poll(cx, naming);
  }

  /// Cancels the streams, in the order in which they were put there. The map can be used on.
  public void clear() {
    byKey.clear();
    streams.clear();
  }

  /// [#clear], for good: nothing can be put there any more.
  @Override
  public void cancel() {
    byKey.clear();
    streams.cancel();
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    byKey.clear();
    return streams.pollCancel(cx);
  }

  @Override
  public String toString() {
    return streams.toString();
  }

  private final class Naming implements StreamGroup.Receiver<K, T> {
    @Override
    public Object item(StreamGroup.Member<K, T> member, @Nullable Object raw) {
      return new Pair<>(member.key, RawPoll.<T>value(raw));
    }

    @Override
    public void ended(StreamGroup.Member<K, T> member) {
      byKey.remove(member.key, member);
    }
  }
}
