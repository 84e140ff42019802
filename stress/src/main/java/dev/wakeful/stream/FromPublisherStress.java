package dev.wakeful.stream;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/// A publisher's signals and the owner's polls. A poll's result is 0 for Pending, the number in the
/// item, or [#END].
public final class FromPublisherStress {
  static final int END = 100;

  /// A waker that remembers having been woken.
  static final class Flag implements Waker {
    private volatile boolean woken;

    @Override
    public void wake() {
      woken = true;
    }
  }

  /// An item whose content is written without order.
  static final class Parcel {
    int content;

    static Parcel of(int content) {
      Parcel parcel = new Parcel();
      parcel.content = content;
      return parcel;
    }
  }

  static final class Counter implements Flow.Subscription {
    final AtomicInteger cancels = new AtomicInteger();

    @Override
    public void request(long n) {}

    @Override
    public void cancel() {
      cancels.incrementAndGet();
    }
  }

  static FromPublisher<Parcel> stream() {
    return new FromPublisher<>(_ -> {}, 2);
  }

  /// A stream that has asked for two items and waits.
  static FromPublisher<Parcel> asking() {
    FromPublisher<Parcel> stream = stream();
    poll(stream, new Flag());
    stream.onSubscribe(new Counter());
    poll(stream, new Flag());
    return stream;
  }

  static int poll(FromPublisher<Parcel> stream, Waker waker) {
    try {
      return number(stream.pollNextRaw(Context.of(waker)));
    } catch (Exception e) {
      throw new AssertionError("no publisher fails here", e);
    }
  }

  static int number(@Nullable Object answer) {
    if (answer instanceof Parcel parcel) {
      return parcel.content;
    }
    return answer == RawNext.END ? END : 0;
  }

  /// Results: what the poll gave; whether its waker was woken.
  @JCStressTest
  @Outcome(id = "0, false", expect = FORBIDDEN, desc = "lost wake-up")
  @Outcome(
      id = {"1, true", "1, false", "0, true"},
      expect = ACCEPTABLE,
      desc = "found or woken")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "another item than was given")
  @State
  public static class Item {
    private final FromPublisher<Parcel> stream = asking();
    private final Flag owner = new Flag();

    @Actor
    public void publisher() {
      stream.onNext(Parcel.of(1));
    }

    @Actor
    public void owner(IZ_Result r) {
      r.r1 = poll(stream, owner);
    }

    @Arbiter
    public void end(IZ_Result r) {
      r.r2 = owner.woken;
    }
  }

  /// The end comes right after an item. Result: what the poll gave.
  @JCStressTest
  @Outcome(
      id = {"0", "1"},
      expect = ACCEPTABLE,
      desc = "the item first")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "the end before the item")
  @State
  public static class ItemAndEnd {
    private final FromPublisher<Parcel> stream = asking();

    @Actor
    public void publisher() {
      stream.onNext(Parcel.of(1));
      stream.onComplete();
    }

    @Actor
    public void owner(I_Result r) {
      r.r1 = poll(stream, new Flag());
    }
  }

  /// The subscription comes while the stream is cancelled. Result: how often it was cancelled.
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "once")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "never, or twice")
  @State
  public static class SubscriptionAndCancel {
    private final FromPublisher<Parcel> stream = stream();
    private final Counter subscription = new Counter();

    @Actor
    public void publisher() {
      stream.onSubscribe(subscription);
    }

    @Actor
    public void owner() {
      stream.cancel();
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = subscription.cancels.get();
    }
  }

  /// One slot and an end, as they would be if the order of looks did not matter.
  static final class WeakStream {
    private volatile @Nullable Parcel slot;
    private volatile boolean ended;
    private volatile @Nullable Counter link;
    private volatile boolean cancelled;
    private final AtomicWaker owner = new AtomicWaker();

    void onNext(Parcel item) {
      slot = item;
      owner.wake();
    }

    int pollThenRegister(Waker waker) {
      int found = number(slot);
      if (found == 0) {
        owner.register(waker); // the fault: nobody looks again
      }
      return found;
    }

    int pollEndLast() {
      Parcel item = slot;
      if (item != null) {
        return item.content;
      }
      return ended ? END : 0; // the fault: an item may have come in between
    }

    void onSubscribe(Counter subscription) {
      if (cancelled) {
        subscription.cancel();
      } else {
        link = subscription; // the fault: cancelled in between
      }
    }

    void cancel() {
      Counter subscription = link;
      cancelled = true;
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }

  /// Twin: looks, then registers.
  @JCStressTest
  @Outcome(id = "0, false", expect = ACCEPTABLE_INTERESTING, desc = "lost wake-up")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found or woken")
  @State
  public static class WeakItem {
    private final WeakStream stream = new WeakStream();
    private final Flag owner = new Flag();

    @Actor
    public void publisher() {
      stream.onNext(Parcel.of(1));
    }

    @Actor
    public void owner(IZ_Result r) {
      r.r1 = stream.pollThenRegister(owner);
    }

    @Arbiter
    public void end(IZ_Result r) {
      r.r2 = owner.woken;
    }
  }

  /// Twin: looks for items, then for the end.
  @JCStressTest
  @Outcome(id = "100", expect = ACCEPTABLE_INTERESTING, desc = "the end before the item")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "the item first")
  @State
  public static class WeakEnd {
    private final WeakStream stream = new WeakStream();

    @Actor
    public void publisher() {
      stream.onNext(Parcel.of(1));
      stream.ended = true;
    }

    @Actor
    public void owner(I_Result r) {
      r.r1 = stream.pollEndLast();
    }
  }

  /// Twin: looks whether it was cancelled, then keeps the subscription.
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "once")
  @Outcome(id = ".*", expect = ACCEPTABLE_INTERESTING, desc = "never, or twice")
  @State
  public static class WeakCancel {
    private final WeakStream stream = new WeakStream();
    private final Counter subscription = new Counter();

    @Actor
    public void publisher() {
      stream.onSubscribe(subscription);
    }

    @Actor
    public void owner() {
      stream.cancel();
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = subscription.cancels.get();
    }
  }
}
