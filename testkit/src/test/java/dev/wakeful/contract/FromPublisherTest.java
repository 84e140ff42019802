package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.TestStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A publisher of the JDK as a stream, signal by signal. The rules of Reactive Streams are checked
/// by their own kit, in the module `bridge`.
@Tag("F-121")
class FromPublisherTest {
  private final HandPublisher hand = new HandPublisher();
  private final TestStream<Integer> stream = TestStream.of(Stream.fromPublisher(hand, 4));
  private final IOException broken = new IOException("broken");

  @Test
  @Tag("C-2")
  void subscribesAtTheFirstPollAndAsksForItsPrefetch() throws Exception {
    assertThat(hand.log).isEmpty();
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(hand.log).containsExactly("subscribe", "request 4");
  }

  @Test
  void aSubscriptionThatComesLaterIsAskedInTheNextPoll() throws Exception {
    hand.late = true;
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(stream.isWoken()).isFalse();
    hand.subscriber().onSubscribe(hand);
    assertThat(stream.isWoken()).isTrue();
    assertThat(hand.log).containsExactly("subscribe");
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(hand.log).containsExactly("subscribe", "request 4");
  }

  @Test
  void anItemWakesAndIsGivenOnce() throws Exception {
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    hand.subscriber().onNext(7);
    assertThat(stream.isWoken()).isTrue();
    assertThat(stream.pollNext()).isEqualTo(Next.item(7));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(stream.isWoken()).isFalse();
  }

  @Test
  void asksForMoreInBatchesAndNeverForMoreThanThereIsRoomFor() throws Exception {
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    for (int i = 1; i <= 4; i++) {
      hand.subscriber().onNext(i);
    }
    for (int i = 1; i <= 4; i++) {
      assertThat(stream.pollNext()).isEqualTo(Next.item(i));
    }
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(hand.log).containsExactly("subscribe", "request 4", "request 2", "request 2");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 256})
  void givesEverythingInOrderWhateverThePrefetch(int prefetch) throws Exception {
    hand.eager = true;
    hand.last = 1_000;
    TestStream<Integer> all = TestStream.of(Stream.fromPublisher(hand, prefetch));
    for (int i = 1; i <= 1_000; i++) {
      assertThat(all.pollNext()).isEqualTo(Next.item(i));
      assertThat(hand.given - i).as("waiting").isLessThanOrEqualTo(prefetch);
    }
    assertThat(all.pollNext()).isEqualTo(Next.end());
    assertThat(all.wakes()).as("what comes while it asks wakes nobody").isZero();
  }

  @Test
  void theEndComesAfterTheItemsBeforeIt() throws Exception {
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    hand.subscriber().onNext(1);
    hand.subscriber().onComplete();
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    stream.cancel();
    assertThat(hand.log).as("2.3, 2.4").containsExactly("subscribe", "request 4");
  }

  @Test
  void theFailureComesAfterTheItemsBeforeItAndEndsTheStream() throws Exception {
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    hand.subscriber().onNext(1);
    hand.subscriber().onError(broken);
    hand.subscriber().onError(new IOException("another"));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThatThrownBy(stream::pollNext).isSameAs(broken);
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(hand.log).doesNotContain("cancel");
  }

  @Test
  @Tag("C-17")
  void anErrorIsThrownAsAnError() throws Exception {
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    Error error = new AssertionError("bad");
    hand.subscriber().onError(error);
    assertThatThrownBy(stream::pollNext).isSameAs(error);
  }

  @Test
  void cancellingCancelsTheSubscriptionOnceAndLateSignalsAreIgnored() throws Exception {
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    hand.subscriber().onNext(1);
    int wakes = stream.wakes();
    stream.cancel();
    stream.cancel();
    hand.subscriber().onNext(2);
    hand.subscriber().onError(broken);
    hand.subscriber().onComplete();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(stream.wakes()).isEqualTo(wakes);
    assertThat(hand.log).containsExactly("subscribe", "request 4", "cancel");
  }

  @Test
  void cancelledBeforeTheSubscriptionComesItIsCancelledWhenItComes() throws Exception {
    hand.late = true;
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    stream.cancel();
    hand.subscriber().onSubscribe(hand);
    assertThat(hand.log).containsExactly("subscribe", "cancel");
  }

  @Test
  void cancelledBeforeTheFirstPollItNeverSubscribes() throws Exception {
    stream.cancel();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(hand.log).isEmpty();
  }

  @Test
  void oneItemTooManyIsAFailureThatSaysSoAfterTheOthers() throws Exception {
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    for (int i = 1; i <= 6; i++) {
      hand.subscriber().onNext(i);
    }
    for (int i = 1; i <= 4; i++) {
      assertThat(stream.pollNext()).isEqualTo(Next.item(i));
    }
    assertThatThrownBy(stream::pollNext)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("more than the 4 items it was asked for")
        .hasMessageContaining("rule 1.1");
    assertThat(hand.log).last().isEqualTo("cancel");
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @Test
  void anItemNobodyAskedForIsAFailureThoughThereIsRoom() throws Exception {
    hand.late = true;
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    hand.subscriber().onNext(1);
    assertThatThrownBy(stream::pollNext).hasMessageContaining("more than the 0 items");
  }

  @Test
  void aSecondSubscriptionIsCancelled() throws Exception {
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    HandPublisher second = new HandPublisher();
    hand.subscriber().onSubscribe(second);
    assertThat(second.log).containsExactly("cancel");
    hand.subscriber().onNext(1);
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
  }

  @Test
  void whatSubscribeAndRequestThrowIsTheFailure() {
    Stream<Integer> refused =
        Stream.fromPublisher(
            _ -> {
              throw new IllegalStateException("no");
            },
            1);
    assertThatThrownBy(() -> TestStream.of(refused).pollNext()).hasMessage("no");
    hand.failure = new IllegalArgumentException("request");
    assertThatThrownBy(stream::pollNext).isSameAs(hand.failure);
    assertThat(hand.log).last().isEqualTo("cancel");
  }

  @Test
  @SuppressWarnings("NullAway") // what publishers without null checks may send
  void nullSignalsAreRefused() throws Exception {
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    Flow.Subscriber<? super Integer> subscriber = hand.subscriber();
    assertThatThrownBy(() -> subscriber.onSubscribe(null)).hasMessageContaining("onSubscribe");
    assertThatThrownBy(() -> subscriber.onNext(null)).hasMessageContaining("onNext");
    assertThatThrownBy(() -> subscriber.onError(null)).hasMessageContaining("onError");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, (1 << 20) + 1, Integer.MAX_VALUE})
  void aPrefetchOutOfBoundsIsRefused(int prefetch) {
    assertThatThrownBy(() -> Stream.fromPublisher(hand, prefetch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 1 to 1048576, not " + prefetch);
  }

  @Test
  @Tag("R-85")
  void cooperates() throws Exception {
    hand.eager = true;
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    cx.begin(waker, 1);
    Stream<Integer> endless = Stream.fromPublisher(hand, 4);
    assertThat(endless.pollNext(cx)).isEqualTo(Next.item(1));
    assertThat(endless.pollNext(cx)).isEqualTo(Next.pending());
    assertThat(waker.count()).isEqualTo(1);
    endless.cancel();
  }

  /// A publisher with one subscriber whose signals are given by hand, or at once when it is eager.
  private static final class HandPublisher implements Flow.Publisher<Integer>, Flow.Subscription {
    final List<String> log = new ArrayList<>();
    boolean late;
    boolean eager;
    int last = Integer.MAX_VALUE;
    @Nullable RuntimeException failure;
    int given;
    private Flow.@Nullable Subscriber<? super Integer> subscriber;

    Flow.Subscriber<? super Integer> subscriber() {
      Flow.Subscriber<? super Integer> known = subscriber;
      if (known == null) {
        throw new AssertionError("nobody has subscribed");
      }
      return known;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> newcomer) {
      log.add("subscribe");
      subscriber = newcomer;
      if (!late) {
        newcomer.onSubscribe(this);
      }
    }

    @Override
    public void request(long n) {
      log.add("request " + n);
      if (failure != null) {
        throw failure;
      }
      for (long i = 0; eager && i < n && given < last; i++) {
        subscriber().onNext(++given);
        if (given == last) {
          subscriber().onComplete();
        }
      }
    }

    @Override
    public void cancel() {
      log.add("cancel");
    }
  }
}
