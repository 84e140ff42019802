package dev.wakeful.stream;

import dev.wakeful.future.Outcome;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Unhandled;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#fromPublisher], and the subscriber it is to its publisher.
///
/// Two sides share it: the owner, who polls and cancels, and the publisher, whose signals come one
/// after the other, from any thread.
///
/// | field | written by |
/// |---|---|
/// | `publisher`, `taken`, `unasked`, `over` | the owner; nobody else reads them |
/// | `received` | the publisher's signals; nobody else reads it |
/// | `asked` | the owner, before it asks for so many items in all |
/// | `slots` | a signal fills a slot, the owner empties it. There is room, for `asked` is never more than `prefetch` above `taken` |
/// | `link` | null, then the subscription, then [#GONE]; or [#GONE] at once when cancelled before |
/// | `end` | whoever is first to know how it ends |
///
/// A signal stores and then wakes; the owner's poll registers its waker and then looks again. The
/// end is read before the slots: if it was there and no item is, there will be none. The
/// subscription is used by the owner alone, so `request` and `cancel` are serial as they must be.
final class FromPublisher<T> extends RawStream<T> implements Flow.Subscriber<T> {
  private static final int MOST = 1 << 20;

  private static final Flow.Subscription GONE =
      new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
      };

  /// How it ends.
  ///
  /// @param failure what it ends with; null at an ordinary end
  /// @param here whether the publisher does not know and must be told
  private record End(@Nullable Throwable failure, boolean here) {}

  private Flow.@Nullable Publisher<? extends T> publisher;
  private final int prefetch;
  private final AtomicReferenceArray<@Nullable T> slots;
  private final AtomicReference<Flow.@Nullable Subscription> link = new AtomicReference<>();
  private final AtomicReference<@Nullable End> end = new AtomicReference<>();
  private final AtomicWaker owner = new AtomicWaker();
  private volatile long asked;
  private long received;
  private long taken;
  private int unasked;
  private boolean over;

  FromPublisher(Flow.Publisher<? extends T> publisher, int prefetch) {
    if (prefetch < 1 || prefetch > MOST) {
      throw new IllegalArgumentException(
          "the prefetch of fromPublisher must be from 1 to " + MOST + ", not " + prefetch);
    }
    this.publisher = Objects.requireNonNull(publisher);
    this.prefetch = prefetch;
    this.unasked = prefetch;
    this.slots = new AtomicReferenceArray<>(Integer.highestOneBit(2 * prefetch - 1));
  }

  // ---- the owner's side

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    if (over) {
      return RawNext.END;
    }
    if (!cx.proceed()) {
      return RawNext.PENDING;
    }
    subscribe();
    for (boolean registered = false; ; registered = true) {
      ask();
      End ended = end.get(); // before the slots
      T item = take();
      if (item != null) {
        cx.progress();
        return item;
      }
      if (ended != null) {
        return finish(ended);
      }
      if (registered) {
        return RawNext.PENDING;
      }
      owner.register(cx.waker());
    }
  }

  private void subscribe() {
    Flow.Publisher<? extends T> source = publisher;
    if (source != null) {
      publisher = null;
      try {
        source.subscribe(this);
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }
  }

  /// Asks for as many items as there is room for, when it is worth it: a quarter of it.
  private void ask() {
    Flow.Subscription subscription = link.get();
    if (subscription != null && unasked > prefetch / 4 && end.get() == null) {
      int more = unasked;
      unasked = 0;
      long inAll = asked + more;
      asked = inAll;
      try {
        subscription.request(more);
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }
  }

  private @Nullable T take() {
    int slot = (int) taken & (slots.length() - 1);
    T item = slots.get(slot);
    if (item != null) {
      slots.set(slot, null);
      taken++;
      unasked++;
    }
    return item;
  }

  private Object finish(End ended) throws Exception {
    over = true;
    Flow.Subscription subscription = link.getAndSet(GONE);
    if (ended.here()) {
      giveUp(subscription);
    }
    Throwable failure = ended.failure();
    if (failure != null) {
      new Outcome.Failure<>(failure).get();
    }
    return RawNext.END;
  }

  @Override
  public void cancel() {
    over = true;
    publisher = null;
    owner.take(); // a late signal wakes nobody
    Flow.Subscription subscription = link.getAndSet(GONE);
    while (take() != null) {}
    giveUp(subscription);
  }

  private static void giveUp(Flow.@Nullable Subscription subscription) {
    if (subscription != null) {
      try {
        subscription.cancel();
      } catch (RuntimeException e) {
        Unhandled.report(Ambient.slots(), "the cancel of a publisher's subscription", e);
      }
    }
  }

  // ---- the publisher's side

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    Objects.requireNonNull(subscription, "onSubscribe was given null instead of a subscription");
    if (link.compareAndSet(null, subscription)) {
      owner.wake();
    } else {
      giveUp(subscription); // cancelled before it came, or one subscription too many
    }
  }

  @Override
  public void onNext(T item) {
    Objects.requireNonNull(item, "onNext was given null instead of an item");
    if (link.get() == GONE || end.get() != null) {
      return;
    }
    if (received == asked) {
      fail(
          new IllegalStateException(
              "the publisher gave more than the "
                  + received
                  + " items it was asked for (rule 1.1 of Reactive Streams): "
                  + item));
      return;
    }
    slots.set((int) received & (slots.length() - 1), item);
    received++;
    owner.wake();
  }

  @Override
  public void onError(Throwable failure) {
    Objects.requireNonNull(failure, "onError was given null instead of a failure");
    end(new End(failure, false));
  }

  @Override
  public void onComplete() {
    end(new End(null, false));
  }

  private void fail(Throwable failure) {
    end(new End(failure, true));
  }

  private void end(End how) {
    if (end.compareAndSet(null, how)) {
      owner.wake();
    }
  }

  @Override
  public String toString() {
    return "fromPublisher";
  }
}
