package dev.wakeful.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.Spawner;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A stream as a publisher: what its documentation says beyond the rules of Reactive Streams, which
/// [PublisherRulesTest] checks.
@Tag("F-121")
class ToPublisherTest {
  private final Running runtime = new Running();
  private final Spawner spawner = runtime.executor;
  private final Reader reader = new Reader();
  private final IOException broken = new IOException("broken");

  @AfterEach
  void close() {
    runtime.close();
  }

  @Test
  void thePollsAreThoseThatWereAskedFor() throws Exception {
    Counted counted = new Counted();
    Bridge.toPublisher(counted, spawner).subscribe(reader);
    reader.subscription().request(2);
    assertThat(reader.next()).isEqualTo(1);
    assertThat(reader.next()).isEqualTo(2);
    reader.subscription().request(1);
    assertThat(reader.next()).isEqualTo(3);
    reader.subscription().cancel();
    assertThat(counted.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(counted.polls).as("never ahead").hasValue(3);
  }

  @Test
  void cancellingWhileTheStreamWaitsCancelsIt() throws Exception {
    Waiting waiting = new Waiting();
    Bridge.toPublisher(waiting, spawner).subscribe(reader);
    reader.subscription().request(1);
    assertThat(waiting.polled.await(10, TimeUnit.SECONDS)).isTrue();
    reader.subscription().cancel();
    assertThat(waiting.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    runtime.close();
    assertThat(reader.signals).isEmpty();
  }

  @Test
  void aFailureEndsItAndIsTheSameObject() throws Exception {
    Waiting waiting = new Waiting();
    Stream<Integer> failing =
        new Stream<>() {
          @Override
          public Next<Integer> pollNext(Context cx) throws Exception {
            throw broken;
          }

          @Override
          public void cancel() {
            waiting.cancel();
          }
        };
    Bridge.toPublisher(failing, spawner).subscribe(reader);
    reader.subscription().request(9);
    assertThat(reader.next()).isSameAs(broken);
    assertThat(waiting.cancelled.getCount()).as("cancelled before it is told").isZero();
    runtime.close();
    assertThat(reader.signals).isEmpty();
    assertThat(runtime.told).isEmpty();
  }

  @Test
  @Tag("C-17")
  void anErrorReachesTheFailureHandlerToo() throws Exception {
    Error error = new AssertionError("bad");
    Stream<Integer> failing =
        _ -> {
          throw error;
        };
    Bridge.toPublisher(failing, spawner).subscribe(reader);
    reader.subscription().request(1);
    assertThat(reader.next()).isSameAs(error);
    assertThat(runtime.told.poll(10, TimeUnit.SECONDS)).isSameAs(error);
  }

  @Test
  @SuppressWarnings("NullAway") // what streams without null checks may give
  void aNullItemIsAFailure() throws Exception {
    Bridge.<Integer>toPublisher(_ -> Next.item(null), spawner).subscribe(reader);
    reader.subscription().request(1);
    assertThat((Throwable) reader.next())
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("gave null as an item");
  }

  @Test
  void anIllegalRequestIsAFailureAndCancelsTheStream() throws Exception {
    Counted counted = new Counted();
    Bridge.toPublisher(counted, spawner).subscribe(reader);
    reader.subscription().request(-1);
    assertThat((Throwable) reader.next())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rule 3.9");
    assertThat(counted.cancelled.getCount()).isZero();
    assertThat(counted.polls).hasValue(0);
  }

  @Test
  void theEndOfTheRuntimeIsToldToTheSubscriber() throws Exception {
    Waiting waiting = new Waiting();
    Bridge.toPublisher(waiting, spawner).subscribe(reader);
    reader.subscription().request(1);
    assertThat(waiting.polled.await(10, TimeUnit.SECONDS)).isTrue();
    runtime.close();
    assertThat((Throwable) reader.next())
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("closed");
    assertThat(waiting.cancelled.getCount()).isZero();

    Reader late = new Reader();
    Waiting never = new Waiting();
    Bridge.toPublisher(never, spawner).subscribe(late);
    assertThat((Throwable) late.next()).isInstanceOf(CancellationException.class);
    assertThat(never.cancelled.getCount()).isZero();
  }

  @Test
  void aSecondSubscriberOfOneStreamIsToldSo() throws Exception {
    Flow.Publisher<Integer> publisher = Bridge.toPublisher(new Counted(), spawner);
    publisher.subscribe(reader);
    Reader second = new Reader();
    publisher.subscribe(second);
    assertThat((Throwable) second.next())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("toPublishers");
    reader.subscription().request(1);
    assertThat(reader.next()).isEqualTo(1);
    reader.subscription().cancel();
  }

  @Test
  @SuppressWarnings("NullAway") // what users of Java without null checks may write
  void aSupplierThatReturnsNullIsNamed() throws Exception {
    Bridge.<Integer>toPublishers(() -> null, spawner).subscribe(reader);
    assertThat((Throwable) reader.next())
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("`toPublishers`");
    assertThatThrownBy(() -> Bridge.toPublisher(new Counted(), spawner).subscribe(null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void aSubscriberThatThrowsIsToldNothingMore() throws Exception {
    RuntimeException rude = new IllegalStateException("rude");
    Counted counted = new Counted();
    reader.failure = rude;
    Bridge.toPublisher(counted, spawner).subscribe(reader);
    reader.subscription().request(9);
    assertThat(reader.next()).isEqualTo(1);
    assertThat(runtime.told.poll(10, TimeUnit.SECONDS)).isSameAs(rude);
    assertThat(counted.cancelled.getCount()).isZero();
    runtime.close();
    assertThat(reader.signals).isEmpty();
  }

  @Test
  void cleanUpThatMustWaitHasItsTime() throws Exception {
    CountDownLatch cleaned = new CountDownLatch(1);
    AtomicInteger steps = new AtomicInteger();
    Stream<Integer> careful =
        new Stream<>() {
          @Override
          public Next<Integer> pollNext(Context cx) {
            return Next.pending();
          }

          @Override
          public Poll<Void> pollCancel(Context cx) {
            if (steps.incrementAndGet() < 3) {
              cx.waker().wake();
              return Poll.pending();
            }
            cleaned.countDown();
            return Poll.done();
          }
        };
    Bridge.toPublisher(careful, spawner).subscribe(reader);
    reader.subscription().cancel();
    assertThat(cleaned.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(steps).hasValue(3);
  }

  @Test
  void aRequestFromWithinASignalDoesNotDeepenTheStack() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    AtomicInteger deepest = new AtomicInteger();
    Bridge.toPublisher(new Counted(), spawner)
        .subscribe(
            new Reader() {
              @Override
              public void onNext(Integer item) {
                deepest.accumulateAndGet(new Throwable().getStackTrace().length, Math::max);
                if (item == 10_000) {
                  subscription().cancel();
                  done.countDown();
                } else {
                  subscription().request(1);
                }
              }

              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                super.onSubscribe(subscription);
                subscription.request(1);
              }
            });
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(deepest).hasValueLessThan(100);
  }

  @Test
  void polledByHandItIsPendingWithoutDemandAndWokenByIt() throws Exception {
    Drain<Integer> drain = new Drain<>(Stream.fromIterable(List.of(1)), reader);
    drain.subscription().request(Long.MAX_VALUE);
    drain.subscription().request(Long.MAX_VALUE);
    AtomicInteger wakes = new AtomicInteger();
    Context cx = Context.of(wakes::incrementAndGet);
    assertThat(drain.poll(cx).isReady()).isTrue();
    assertThat(reader.next()).isEqualTo(1);
    assertThat(reader.next()).isEqualTo("complete");
    assertThat(wakes).as("a demand without end is not counted").hasValue(0);

    Drain<Integer> idle = new Drain<>(Stream.fromIterable(List.of(1)), reader);
    assertThat(idle.poll(cx).isPending()).isTrue();
    idle.subscription().request(1);
    assertThat(wakes).hasValue(1);
    assertThat(idle.poll(cx).isPending()).isTrue();
    idle.subscription().cancel();
    idle.subscription().cancel();
    idle.subscription().request(-1);
    assertThat(wakes).hasValue(2);
    assertThat(idle.poll(Context.of(Waker.noop())).isReady()).isTrue();
    assertThat(reader.next()).isEqualTo(1);
    assertThat(reader.signals).isEmpty();
  }

  /// Writes down what it is told.
  private static class Reader implements Flow.Subscriber<Integer> {
    final BlockingQueue<Object> signals = new LinkedBlockingQueue<>();
    @Nullable RuntimeException failure;
    private Flow.@Nullable Subscription subscription;

    final Flow.Subscription subscription() {
      Flow.Subscription known = subscription;
      if (known == null) {
        throw new AssertionError("onSubscribe was not called");
      }
      return known;
    }

    final Object next() throws InterruptedException {
      Object signal = signals.poll(10, TimeUnit.SECONDS);
      return signal != null ? signal : "nothing";
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(Integer item) {
      signals.add(item);
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void onError(Throwable why) {
      signals.add(why);
    }

    @Override
    public void onComplete() {
      signals.add("complete");
    }
  }

  /// Counts up without end.
  private static final class Counted implements Stream<Integer> {
    final AtomicInteger polls = new AtomicInteger();
    final CountDownLatch cancelled = new CountDownLatch(1);

    @Override
    public Next<Integer> pollNext(Context cx) {
      return Next.item(polls.incrementAndGet());
    }

    @Override
    public void cancel() {
      cancelled.countDown();
    }
  }

  /// Has nothing to give.
  private static final class Waiting implements Stream<Integer> {
    final CountDownLatch polled = new CountDownLatch(1);
    final CountDownLatch cancelled = new CountDownLatch(1);

    @Override
    public Next<Integer> pollNext(Context cx) {
      polled.countDown();
      return Next.pending();
    }

    @Override
    public void cancel() {
      cancelled.countDown();
    }
  }
}
