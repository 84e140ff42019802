package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.future.Traced;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.WakeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Futures that run together in one task, however many: a stream of their values, in the order in
/// which they were pushed.
///
/// What [FuturesUnordered] is, but a value waits until those before it have been given. A failure
/// is thrown when its turn comes, an `Error` at once; the others stay.
///
/// *Cancel-safe: yes: [#next] borrows the queue, and values not yet given stay in it.*
///
/// After `FuturesOrdered` of the `futures` crate.
///
/// @param <T> the type of the values
public final class FuturesOrdered<T extends @Nullable Object> extends RawStream<T>
    implements Traced {
  private final WakeSet<Member<T>> members = new WakeSet<>();
  private boolean cancelled;

  /// An empty queue.
  public FuturesOrdered() {}

  /// A queue of these futures.
  ///
  /// @param futures whom to add; taken out now, polled later
  public static <T extends @Nullable Object> FuturesOrdered<T> of(
      Iterable<? extends Future<? extends T>> futures) {
    FuturesOrdered<T> queue = new FuturesOrdered<>();
    futures.forEach(queue::pushBack);
    return queue;
  }

  /// Adds a future whose value comes after all others. If somebody waits for this queue, they are
  /// woken.
  ///
  /// @param future owned by this queue from here on
  /// @throws IllegalStateException when the queue was cancelled
  public void pushBack(Future<? extends T> future) {
    add(future);
    members.wakeOwner();
  }

  /// Adds a future whose value comes before all others, even before those that are already there.
  ///
  /// @param future as for [#pushBack]
  /// @throws IllegalStateException when the queue was cancelled
  public void pushFront(Future<? extends T> future) {
    members.addFirst(member(future));
    members.wakeOwner();
  }

  /// [#pushBack] for those who are going to poll this queue in the same poll: it wakes nobody.
  void add(Future<? extends T> future) {
    members.addLast(member(future));
  }

  private Member<T> member(Future<? extends T> future) {
    Objects.requireNonNull(future, "the future given to `FuturesOrdered` is null");
    if (cancelled) {
      throw new IllegalStateException(
          "pushed to a `FuturesOrdered` that was cancelled; clear() empties one that is used again");
    }
    return new Member<>(future);
  }

  /// How many values have not been given, be they there or not.
  public int size() {
    return members.size();
  }

  /// Whether all have been given.
  public boolean isEmpty() {
    return members.isEmpty();
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    Member<T> first = members.first();
    if (first != null && first.outcome == null) {
      members.begin();
      Member<T> member = members.next(cx);
      while (member != null) {
        poll(member, cx);
        member = member == first && first.outcome != null ? null : members.next(cx);
      }
    }
    return first == null ? RawNext.END : given(first);
  }

  private @Nullable Object given(Member<T> first) throws Exception {
    Outcome<T> outcome = first.outcome;
    if (outcome == null) {
      return RawNext.PENDING;
    }
    members.remove(first);
    return outcome.get();
  }

  private void poll(Member<T> member, Context cx) throws Exception {
    Future<? extends T> future = member.future;
    if (future == null) {
      return; // woken after its end
    }
    boolean over = true; // an Error, unless it is found to be something else
    member.future = null;
    try {
      Object raw = future.pollRaw(members.contextOf(member, cx));
      over = false;
      if (raw == RawPoll.PENDING) {
        member.future = future;
      } else {
        member.outcome = new Outcome.Success<>(RawPoll.value(raw));
      }
    } catch (Exception e) {
      over = false;
      member.outcome = new Outcome.Failure<>(e);
    } finally {
      if (member.future == null) {
        members.charge(cx);
      }
      if (over) {
        members.remove(member);
      }
    }
  }

  /// Cancels the futures and drops the values, in order. The queue can be used on.
  public void clear() {
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
    return members.pollCancelAll(cx);
  }

  @Override
  public List<Future<?>> awaited() {
    List<Future<?>> futures = new ArrayList<>();
    for (Member<T> at = members.first(); at != null; at = members.after(at)) {
      Future<? extends T> future = at.future;
      if (future != null) {
        futures.add(future);
      }
    }
    return futures;
  }

  @Override
  public String toString() {
    return "FuturesOrdered[" + size() + "]";
  }

  /// A future until it has finished, then its outcome.
  private static final class Member<T extends @Nullable Object> extends WakeSet.Member {
    private @Nullable Future<? extends T> future;
    private @Nullable Outcome<T> outcome;

    Member(Future<? extends T> future) {
      this.future = future;
    }

    @Override
    protected void cancel() {
      Future<? extends T> left = future;
      if (left != null) {
        left.cancel();
      }
    }

    @Override
    protected Poll<Void> pollCancel(Context cx) {
      Future<? extends T> left = future;
      return left != null ? left.pollCancel(cx) : Poll.done();
    }
  }
}
