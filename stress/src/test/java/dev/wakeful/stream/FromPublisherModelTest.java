package dev.wakeful.stream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.stress.UnparkingWaker;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A publisher on a thread of its own, and the owner of the stream, who sleeps in between.
class FromPublisherModelTest {

  @Test
  void everyItemComesInOrderAndThenTheEnd() {
    Model.explore(500, () -> new Reading(new RealStream(2)).run());
  }

  @Test
  void withRoomForOneTooEveryItemComesInOrderAndThenTheEnd() {
    Model.explore(500, () -> new Reading(new RealStream(1)).run());
  }

  @Test
  void theSubscriptionIsCancelledOnceWheneverTheStreamIs() {
    Model.explore(500, () -> new Leaving(new RealStream(2)).run());
  }

  @Test
  void twinThatLooksBeforeItRegistersSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new Reading(new LooksOnce()).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatLooksForTheEndLastLosesItems() {
    assertThatThrownBy(() -> Model.search(() -> new Reading(new EndLast()).run()))
        .hasMessageContaining("items before the end");
  }

  @Test
  void twinThatLooksForTheCancelFirstKeepsItsSubscription() {
    assertThatThrownBy(() -> Model.search(() -> new Leaving(new LateLink()).run()))
        .hasMessageContaining("cancelled 0 times");
  }

  /// An owner who reads to the end.
  private static final class Reading implements Runnable {
    static final int ITEMS = 3;

    final Source source;
    final Parker parker = new MonitorParker();
    int read; // by the owner
    boolean disorder; // by the owner

    Reading(Source source) {
      this.source = source;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Owner(), new Publisher());
      Model.check("out of order", !disorder);
      Model.check(read + " items before the end", read == ITEMS);
    }

    private final class Owner implements Runnable {
      @Override
      public void run() {
        while (true) {
          Object answer = source.poll(new UnparkingWaker(parker));
          if (answer == RawNext.END) {
            return;
          }
          if (answer == RawNext.PENDING) {
            parker.park();
          } else {
            read++;
            disorder |= !Integer.valueOf(read).equals(answer);
          }
        }
      }
    }

    private final class Publisher implements Runnable {
      @Override
      public void run() {
        Requests requests = new Requests();
        source.onSubscribe(requests);
        for (int i = 1; i <= ITEMS; i++) {
          source.mayWait(requests);
          source.onNext(i);
        }
        source.onComplete();
      }
    }
  }

  /// An owner who polls and goes.
  private static final class Leaving implements Runnable {
    final Source source;
    final Requests requests = new Requests();

    Leaving(Source source) {
      this.source = source;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Leaver(), new Newcomer());
      Model.check("cancelled " + requests.cancels + " times", requests.cancels == 1);
    }

    private final class Leaver implements Runnable {
      @Override
      public void run() {
        source.poll(Waker.noop());
        source.cancel();
      }
    }

    private final class Newcomer implements Runnable {
      @Override
      public void run() {
        source.onSubscribe(requests);
        if (requests.any()) {
          source.onNext(1);
        }
      }
    }
  }

  /// A subscription whose publisher sleeps until it is asked.
  private static final class Requests implements Flow.Subscription {
    private long open; // guarded by this
    int cancels; // guarded by this

    @Override
    public synchronized void request(long n) {
      open += n;
      notifyAll();
    }

    @Override
    public synchronized void cancel() {
      cancels++;
    }

    synchronized boolean any() {
      return open > 0;
    }

    synchronized void await() {
      while (open == 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          throw new AssertionError("nobody interrupts a model", e);
        }
      }
      open--;
    }
  }

  /// What is under test.
  private abstract static class Source {
    abstract @Nullable Object poll(Waker waker);

    abstract void cancel();

    abstract void onSubscribe(Flow.Subscription subscription);

    abstract void onNext(int item);

    abstract void onComplete();

    /// The publisher sleeps until it may give one more.
    void mayWait(Requests requests) {
      requests.await();
    }
  }

  private static final class RealStream extends Source {
    private final FromPublisher<Integer> stream;

    RealStream(int prefetch) {
      stream = new FromPublisher<>(new Nobody(), prefetch);
    }

    @Override
    @Nullable Object poll(Waker waker) {
      try {
        return stream.pollNextRaw(Context.of(waker));
      } catch (Exception e) {
        throw new AssertionError("no publisher fails here", e);
      }
    }

    @Override
    void cancel() {
      stream.cancel();
    }

    @Override
    void onSubscribe(Flow.Subscription subscription) {
      stream.onSubscribe(subscription);
    }

    @Override
    void onNext(int item) {
      stream.onNext(item);
    }

    @Override
    void onComplete() {
      stream.onComplete();
    }
  }

  /// The publisher's thread does what it must without being subscribed to.
  private static final class Nobody implements Flow.Publisher<Integer> {
    @Override
    public void subscribe(Flow.Subscriber<? super Integer> subscriber) {}
  }

  /// A copy with room for all items, to be weakened.
  private abstract static class Copy extends Source {
    final AtomicWaker owner = new AtomicWaker();
    final Object[] slots = new Object[Reading.ITEMS + 1]; // guarded by this
    int taken;
    int received;
    volatile boolean ended;

    @Override
    final void mayWait(Requests requests) {}

    final synchronized Object take() {
      Object item = slots[taken];
      if (item != null) {
        taken++;
        return item;
      }
      return RawNext.PENDING;
    }

    @Override
    @Nullable Object poll(Waker waker) {
      owner.register(waker);
      return look();
    }

    final Object look() {
      boolean end = ended;
      Object item = take();
      return item == RawNext.PENDING && end ? RawNext.END : item;
    }

    @Override
    void cancel() {}

    @Override
    void onSubscribe(Flow.Subscription subscription) {}

    @Override
    final void onNext(int item) {
      synchronized (this) {
        slots[received++] = item;
      }
      owner.wake();
    }

    @Override
    final void onComplete() {
      ended = true;
      owner.wake();
    }
  }

  /// The fault: a signal comes between the look and the registration.
  private static final class LooksOnce extends Copy {
    @Override
    @Nullable Object poll(Waker waker) {
      Object answer = look();
      if (answer == RawNext.PENDING) {
        owner.register(waker);
      }
      return answer;
    }
  }

  /// The fault: an item and the end come between the look for items and that for the end.
  private static final class EndLast extends Copy {
    @Override
    @Nullable Object poll(Waker waker) {
      owner.register(waker);
      Object item = take();
      return item == RawNext.PENDING && ended ? RawNext.END : item;
    }
  }

  /// The fault: the cancel comes between the look for it and the store.
  private static final class LateLink extends Copy {
    private volatile boolean cancelled;
    private volatile Flow.@Nullable Subscription link;

    @Override
    void onSubscribe(Flow.Subscription subscription) {
      if (cancelled) {
        subscription.cancel();
      } else {
        link = subscription;
      }
    }

    @Override
    void cancel() {
      cancelled = true;
      Flow.Subscription subscription = link;
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }
}
