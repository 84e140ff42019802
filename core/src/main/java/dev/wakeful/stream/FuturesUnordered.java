package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.Traced;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.WakeSet;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Futures that run together in one task, however many: a stream of their values, in the order in
/// which they finish.
///
/// Only those that were woken are polled, so a wake-up costs the same with ten members and with a
/// million. The stream ends when the set is empty, and a [#push] opens it again.
///
/// {@snippet class="snippets.FuturesUnorderedSnippets" region="use"}
///
/// A failure of one future is thrown, an `Error` too; that future is out of the set then, and the
/// others stay. The set owns its futures: [#cancel] and [#clear] cancel them. Like every stream it
/// has one owner, who polls it and pushes; from within a member's poll it may be pushed to, not
/// cleared.
///
/// *Cancel-safe: yes: [#next] borrows the set, and a value not yet given stays with its future.*
///
/// For futures that are tasks of their own see `Tasks.spawn`. After `FuturesUnordered` of the
/// `futures` crate.
///
/// @param <T> the type of the values
public final class FuturesUnordered<T extends @Nullable Object> extends RawStream<T>
    implements Traced {
  private final WakeSet<Member<T>> members = new WakeSet<>();
  private boolean terminated;
  private boolean cancelled;

  /// Counts the changes, for iterators.
  private int changes;

  /// An empty set.
  public FuturesUnordered() {}

  /// A set of these futures.
  ///
  /// @param futures whom to add; taken out now, polled later
  public static <T extends @Nullable Object> FuturesUnordered<T> of(
      Iterable<? extends Future<? extends T>> futures) {
    FuturesUnordered<T> set = new FuturesUnordered<>();
    set.pushAll(futures);
    return set;
  }

  /// Adds a future, which is polled when its turn comes. If somebody waits for this set, they are
  /// woken.
  ///
  /// @param future owned by this set from here on
  /// @throws IllegalStateException when the set was cancelled
  public void push(Future<? extends T> future) {
    add(future);
    members.wakeOwner();
  }

  /// Adds several, in their order.
  ///
  /// @param futures as for [#push]
  public void pushAll(Iterable<? extends Future<? extends T>> futures) {
    futures.forEach(this::push);
  }

  /// [#push] for those who are going to poll this set in the same poll: it wakes nobody.
  void add(Future<? extends T> future) {
    Objects.requireNonNull(future, "the future given to `push` is null");
    if (cancelled) {
      throw new IllegalStateException(
          "pushed to a `FuturesUnordered` that was cancelled; clear() empties one that is used again");
    }
    members.addLast(new Member<>(future));
    terminated = false;
    changes++;
  }

  /// How many futures have not finished.
  public int size() {
    return members.size();
  }

  /// Whether all have finished.
  public boolean isEmpty() {
    return members.isEmpty();
  }

  /// Whether the stream has ended: it said so, and nothing was pushed since. An empty set that was
  /// not polled has not.
  public boolean isTerminated() {
    return terminated;
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    members.begin();
    for (Member<T> member = members.next(cx); member != null; member = members.next(cx)) {
      Object raw = poll(member, cx);
      if (raw != RawPoll.PENDING) {
        return raw;
      }
    }
    terminated = members.isEmpty();
    return terminated ? RawNext.END : RawNext.PENDING;
  }

  private @Nullable Object poll(Member<T> member, Context cx) throws Exception {
    boolean pending = false;
    try {
      Object raw = member.future.pollRaw(members.contextOf(member, cx));
      pending = raw == RawPoll.PENDING;
      return raw;
    } finally {
      if (!pending) {
        members.charge(cx);
        members.remove(member);
        changes++;
      }
    }
  }

  /// Cancels the futures, in the order of pushing. The set can be used on.
  public void clear() {
    changes++;
    members.cancelAll();
  }

  /// [#clear], for good: nothing can be pushed any more.
  @Override
  public void cancel() {
    cancelled = true;
    clear();
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    cancelled = true;
    changes++;
    return members.pollCancelAll(cx);
  }

  /// The futures that have not finished, in the order of pushing.
  ///
  /// A view; its iterator throws [ConcurrentModificationException] when the set has changed.
  public Iterable<Future<? extends T>> futures() {
    return Members::new;
  }

  @Override
  public List<Future<?>> awaited() {
    List<Future<?>> futures = new ArrayList<>();
    for (Member<T> at = members.first(); at != null; at = members.after(at)) {
      futures.add(at.future);
    }
    return futures;
  }

  @Override
  public String toString() {
    return "FuturesUnordered[" + size() + "]";
  }

  private static final class Member<T extends @Nullable Object> extends WakeSet.Member {
    private final Future<? extends T> future;

    Member(Future<? extends T> future) {
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

  private final class Members implements Iterator<Future<? extends T>> {
    private final int unchanged = changes;
    private @Nullable Member<T> next = members.first();

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Future<? extends T> next() {
      if (unchanged != changes) {
        throw new ConcurrentModificationException(
            "the set has changed since the iterator was made");
      }
      Member<T> given = next;
      if (given == null) {
        throw new NoSuchElementException("all futures of the set were given");
      }
      next = members.after(given);
      return given.future;
    }
  }
}
