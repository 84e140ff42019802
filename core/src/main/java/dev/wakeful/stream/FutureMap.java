package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.future.Pair;
import dev.wakeful.future.Traced;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.WakeSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Futures that run together in one task, each under a key: a stream of how they ended, each with
/// its key, in the order in which they finish.
///
/// What [FuturesUnordered] is, for an owner who wants to know which one has finished, or to cancel
/// one of them. A failure is an outcome and is not thrown, so that it comes with its key; an
/// `Error` is thrown, and its future is out. The stream ends when the map is empty, and an
/// [#insert] opens it again.
///
/// The map owns its futures: [#cancel] and [#clear] cancel them. *Cancel-safe: yes: [#next] borrows
/// the map, and an outcome not yet given stays with its future.*
///
/// For one task what `JoinMap` of `tokio-util` is for several.
///
/// @param <K> the type of the keys
/// @param <T> the type of the values
public final class FutureMap<K, T extends @Nullable Object> extends RawStream<Pair<K, Outcome<T>>>
    implements Traced {
  private final Map<K, Member<K, T>> byKey = new LinkedHashMap<>();
  private final WakeSet<Member<K, T>> members = new WakeSet<>();
  private boolean cancelled;

  /// An empty map.
  public FutureMap() {}

  /// Puts a future under a key; one that is there already is cancelled, unless it was [#remove]d
  /// first. If somebody waits for this map, they are woken.
  ///
  /// @param key not null
  /// @param future owned by this map from here on
  /// @throws IllegalStateException when the map was cancelled
  public void insert(K key, Future<? extends T> future) {
    Objects.requireNonNull(key, "the key given to `FutureMap` is null");
    Objects.requireNonNull(future, "the future given to `FutureMap` is null");
    if (cancelled) {
      throw new IllegalStateException(
          "a future was given to a `FutureMap` that was cancelled; clear() empties one that is used again");
    }
    Member<K, T> member = new Member<>(key, future);
    members.addLast(member);
    members.wakeOwner();
    Member<K, T> before = byKey.put(key, member);
    if (before != null) {
      members.remove(before);
      before.cancel();
    }
  }

  /// Cancels one future and takes it out; no outcome is given.
  ///
  /// @param key under which it was put
  /// @return whether it was there and had not finished
  public boolean cancel(K key) {
    Optional<Future<? extends T>> future = remove(key);
    future.ifPresent(Future::cancel);
    return future.isPresent();
  }

  /// Takes a future out and gives it back to the caller, as it is.
  ///
  /// @param key under which it was put
  public Optional<Future<? extends T>> remove(K key) {
    Member<K, T> member = byKey.remove(key);
    if (member == null) {
      return Optional.empty();
    }
    members.remove(member);
    return Optional.of(member.future);
  }

  /// The future under this key, which stays there; nothing when there is none that has not
  /// finished.
  ///
  /// @param key not null
  public Optional<Future<? extends T>> get(K key) {
    Member<K, T> member = byKey.get(key);
    return member == null ? Optional.empty() : Optional.of(member.future);
  }

  /// Whether there is a future under this key that has not finished.
  ///
  /// @param key not null
  public boolean containsKey(K key) {
    return byKey.containsKey(key);
  }

  /// The keys of the futures that have not finished, in the order of insertion; a view.
  public Set<K> keys() {
    return Collections.unmodifiableSet(byKey.keySet());
  }

  /// How many futures have not finished.
  public int size() {
    return byKey.size();
  }

  /// Whether all have finished.
  public boolean isEmpty() {
    return byKey.isEmpty();
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) {
    members.begin();
    for (Member<K, T> member = members.next(cx); member != null; member = members.next(cx)) {
      Outcome<T> outcome = poll(member, cx);
      if (outcome != null) {
        return new Pair<>(member.key, outcome);
      }
    }
    return members.isEmpty() ? RawNext.END : RawNext.PENDING;
  }

  private @Nullable Outcome<T> poll(Member<K, T> member, Context cx) {
    boolean pending = false;
    try {
      Object raw = member.future.pollRaw(members.contextOf(member, cx));
      pending = raw == RawPoll.PENDING;
      return pending ? null : new Outcome.Success<>(RawPoll.value(raw));
    } catch (Exception e) {
      return new Outcome.Failure<>(e);
    } finally {
      if (!pending) {
        members.charge(cx);
        members.remove(member);
        byKey.remove(member.key, member);
      }
    }
  }

  /// Cancels the futures, in the order in which they were put there. The map can be used on.
  public void clear() {
    byKey.clear();
    members.cancelAll();
  }

  /// [#clear], for good: nothing can be put there any more.
  @Override
  public void cancel() {
    cancelled = true;
    clear();
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    cancelled = true;
    byKey.clear();
    return members.pollCancelAll(cx);
  }

  @Override
  public List<Future<?>> awaited() {
    List<Future<?>> futures = new ArrayList<>();
    for (Member<K, T> at = members.first(); at != null; at = members.after(at)) {
      futures.add(at.future);
    }
    return futures;
  }

  @Override
  public String toString() {
    return "FutureMap[" + size() + "]";
  }

  private static final class Member<K, T extends @Nullable Object> extends WakeSet.Member {
    private final K key;
    private final Future<? extends T> future;

    Member(K key, Future<? extends T> future) {
      this.key = key;
      this.future = future;
    }

    @Override
    protected void cancel() {
      future.cancel();
    }

    @Override
    protected Poll<Void> pollCancel(Context cx) {
      return future.pollCancel(cx);
    }
  }
}
