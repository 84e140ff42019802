package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.WakeSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Streams that are polled together, only when they were woken: what is common to [SelectAll] and
/// [StreamMap].
///
/// A stream that gave an item has its next turn after all others that are ready. One that fails
/// stays, for a failure is that of one item; one that ends is out; one that throws an `Error` is
/// cancelled and out.
///
/// @param <K> what each stream is known by
/// @param <T> the type of the items
final class StreamGroup<K, T extends @Nullable Object> {
  private final WakeSet<Member<K, T>> members = new WakeSet<>();
  private final String name;
  private boolean cancelled;

  /// A group for a stream of this name, as users write it.
  StreamGroup(String name) {
    this.name = name;
  }

  /// Adds a stream for those who poll the group in the same poll: it wakes nobody.
  Member<K, T> add(K key, Stream<? extends T> stream) {
    Objects.requireNonNull(stream, () -> "a stream given to `" + name + "` is null");
    if (cancelled) {
      throw new IllegalStateException(
          "a stream was given to a `"
              + name
              + "` that was cancelled; clear() empties one that is used again");
    }
    Member<K, T> member = new Member<>(key, stream);
    members.addLast(member);
    return member;
  }

  /// Wakes whoever waits for the group, after a stream was added from outside a poll.
  void wakeOwner() {
    members.wakeOwner();
  }

  int size() {
    return members.size();
  }

  /// The next item, as the receiver wants it given, PENDING, or END when there are no streams.
  @Nullable Object poll(Context cx, Receiver<K, T> receiver) throws Exception {
    members.begin();
    for (Member<K, T> member = members.next(cx); member != null; member = members.next(cx)) {
      Object raw = pollOne(member, cx, receiver);
      if (RawNext.isItem(raw)) {
        members.charge(cx);
        members.again(member);
        return receiver.item(member, raw);
      }
      if (raw == RawNext.END) {
        members.charge(cx);
        members.remove(member);
        receiver.ended(member);
      }
    }
    return members.isEmpty() ? RawNext.END : RawNext.PENDING;
  }

  private @Nullable Object pollOne(Member<K, T> member, Context cx, Receiver<K, T> receiver)
      throws Exception {
    try {
      return member.stream.pollNextRaw(members.contextOf(member, cx));
    } catch (Exception e) {
      members.charge(cx);
      members.again(member);
      throw e;
    } catch (Error e) {
      members.remove(member);
      receiver.ended(member);
      try {
        member.stream.cancel();
      } catch (RuntimeException | Error later) {
        if (later != e) {
          e.addSuppressed(later);
        }
      }
      throw e;
    }
  }

  /// Takes a stream out, as it is.
  void remove(Member<K, T> member) {
    members.remove(member);
  }

  /// Cancels all, in order; more can be added.
  void clear() {
    members.cancelAll();
  }

  void cancel() {
    cancelled = true;
    clear();
  }

  Poll<Void> pollCancel(Context cx) {
    cancelled = true;
    return members.pollCancelAll(cx);
  }

  @Override
  public String toString() {
    return name + "[" + size() + "]";
  }

  /// What is done with what the streams give.
  interface Receiver<K, T extends @Nullable Object> {
    /// The answer to give for an item.
    @Nullable Object item(Member<K, T> member, @Nullable Object raw);

    /// A stream is out.
    void ended(Member<K, T> member);
  }

  /// One of the streams.
  static final class Member<K, T extends @Nullable Object> extends WakeSet.Member {
    final K key;
    final Stream<? extends T> stream;

    Member(K key, Stream<? extends T> stream) {
      this.key = key;
      this.stream = stream;
    }

    @Override
    protected void cancel() {
      stream.cancel();
    }

    @Override
    protected Poll<Void> pollCancel(Context cx) {
      return stream.pollCancel(cx);
    }
  }
}
