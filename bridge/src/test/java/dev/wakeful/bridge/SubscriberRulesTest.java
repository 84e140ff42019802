package dev.wakeful.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.SubscriberPuppet;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.WhiteboxSubscriberProbe;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;
import org.reactivestreams.tck.flow.FlowSubscriberWhiteboxVerification;
import org.testng.annotations.AfterClass;

/// The subscriber behind [Stream#fromPublisher] under the compatibility kit, which checks sections
/// 2 and 3 of the rules.
@Tag("F-121")
class SubscriberRulesTest {

  @TestFactory
  List<DynamicTest> polledByATask() {
    return new Kit(Polled.class).tests(11);
  }

  @TestFactory
  List<DynamicTest> polledByHandAndLookedInto() {
    return new Kit(Whitebox.class).tests(14);
  }

  @Test
  void theKitFindsWhoTakesTwoSubscriptionsAndNoNulls() {
    assertThat(new Kit(Careless.class).broken())
        .contains(
            "required_spec205_blackbox_mustCallSubscriptionCancelIfItAlreadyHasAnSubscriptionAndReceivesAnotherOnSubscribeSignal",
            "required_spec213_blackbox_onNext_mustThrowNullPointerExceptionWhenParametersAreNull");
  }

  /// A stream whose subscriber is caught on its way to the publisher.
  private static final class Caught {
    private final AtomicReference<Flow.@Nullable Subscriber<? super Integer>> subscriber =
        new AtomicReference<>();
    private final Flow.Publisher<Integer> publisher = subscriber::set;
    final Stream<Integer> stream = Stream.fromPublisher(publisher, 8);

    Caught() {
      poll(); // which subscribes
    }

    Flow.Subscriber<? super Integer> subscriber() {
      return Objects.requireNonNull(subscriber.get());
    }

    synchronized void poll() {
      try {
        Next<Integer> _ = stream.pollNext(Context.of(Waker.noop()));
      } catch (Exception e) {
        // the failures are the kit's own
      }
    }

    synchronized void cancel() {
      stream.cancel();
    }
  }

  /// Signals from the kit, polls from a runtime.
  public static final class Polled extends FlowSubscriberBlackboxVerification<Integer> {
    private final Running runtime = new Running();

    public Polled() {
      super(Kit.patience());
    }

    @Override
    public Flow.Subscriber<Integer> createFlowSubscriber() {
      Caught caught = new Caught();
      runtime.executor.spawn(caught.stream.forEach(Future::ready)).detach();
      Flow.Subscriber<? super Integer> subscriber = caught.subscriber();
      return new Delegate(subscriber);
    }

    @Override
    public Integer createElement(int element) {
      return element;
    }

    @AfterClass
    public void close() {
      runtime.close();
    }
  }

  /// The kit sees each signal, and pulls the strings.
  public static final class Whitebox extends FlowSubscriberWhiteboxVerification<Integer> {
    public Whitebox() {
      super(Kit.patience());
    }

    @Override
    protected Flow.Subscriber<Integer> createFlowSubscriber(
        WhiteboxSubscriberProbe<Integer> probe) {
      Caught caught = new Caught();
      return new Delegate(caught.subscriber()) {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
          super.onSubscribe(subscription);
          probe.registerOnSubscribe(
              new SubscriberPuppet() {
                @Override
                public void triggerRequest(long elements) {
                  caught.poll();
                }

                @Override
                public void signalCancel() {
                  caught.cancel();
                }
              });
        }

        @Override
        public void onNext(Integer item) {
          super.onNext(item);
          probe.registerOnNext(item);
        }

        @Override
        public void onError(Throwable failure) {
          super.onError(failure);
          probe.registerOnError(failure);
        }

        @Override
        public void onComplete() {
          super.onComplete();
          probe.registerOnComplete();
        }
      };
    }

    @Override
    public Integer createElement(int element) {
      return element;
    }
  }

  /// Passes everything on, so that a subscriber of any number is one of integers.
  private static class Delegate implements Flow.Subscriber<Integer> {
    private final Flow.Subscriber<? super Integer> subscriber;

    Delegate(Flow.Subscriber<? super Integer> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscriber.onSubscribe(subscription);
    }

    @Override
    public void onNext(Integer item) {
      subscriber.onNext(item);
    }

    @Override
    public void onError(Throwable failure) {
      subscriber.onError(failure);
    }

    @Override
    public void onComplete() {
      subscriber.onComplete();
    }
  }

  /// The twin: it takes whatever comes.
  public static final class Careless extends FlowSubscriberBlackboxVerification<Integer> {
    public Careless() {
      super(new TestEnvironment(100, 5, 5));
    }

    @Override
    public Flow.Subscriber<Integer> createFlowSubscriber() {
      return new Flow.Subscriber<>() {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
          subscription.request(1);
        }

        @Override
        public void onNext(Integer item) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
      };
    }

    @Override
    public Integer createElement(int element) {
      return element;
    }
  }
}
