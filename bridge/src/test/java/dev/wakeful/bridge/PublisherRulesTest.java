package dev.wakeful.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.executor.Spawner;
import dev.wakeful.stream.Stream;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;

/// Our publishers under the compatibility kit, which checks sections 1 and 3 of the rules.
@Tag("F-121")
class PublisherRulesTest {

  @TestFactory
  List<DynamicTest> aPublisherThatMakesAStreamForEachSubscriber() {
    return new Kit(Many.class).tests(31);
  }

  @TestFactory
  List<DynamicTest> aPublisherOfOneStreamHasOneSubscriber() {
    String several = "optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequence";
    String requesting = several + "ToAllOfItsSubscribersWhenRequesting";
    return new Kit(One.class)
        .tests(
            26,
            "optional_spec111_maySupportMultiSubscribe",
            "optional_spec111_registeredSubscribersMustReceiveOnNextOrOnCompleteSignals",
            requesting + "OneByOne",
            requesting + "ManyUpfront",
            requesting + "ManyUpfrontAndCompleteAsExpected");
  }

  @Test
  void theKitFindsWhoGivesMoreThanIsAskedFor() {
    assertThat(new Kit(Pushing.class).broken())
        .contains(
            "required_spec101_subscriptionRequestMustResultInTheCorrectNumberOfProducedElements",
            "required_spec109_mustIssueOnSubscribeForNonNullSubscriber",
            "required_spec309_requestZeroMustSignalIllegalArgumentException");
  }

  /// Publishers made of streams, which end after so many items.
  abstract static class Publishers extends FlowPublisherVerification<Long> {
    private final Running runtime = new Running();

    Publishers() {
      super(Kit.patience());
    }

    final Spawner spawner() {
      return runtime.executor;
    }

    static Stream<Long> count(long items) {
      return Stream.fromJavaStream(
          java.util.stream.Stream.iterate(1L, i -> i <= items, i -> i + 1));
    }

    @AfterClass
    public void close() {
      runtime.close();
    }

    @Override
    public Flow.Publisher<Long> createFailedFlowPublisher() {
      return Bridge.toPublishers(
          () -> {
            throw new IllegalStateException("no stream");
          },
          spawner());
    }
  }

  /// A stream for each subscriber.
  public static final class Many extends Publishers {
    @Override
    public Flow.Publisher<Long> createFlowPublisher(long items) {
      return Bridge.toPublishers(() -> count(items), spawner());
    }
  }

  /// One stream.
  public static final class One extends Publishers {
    @Override
    public Flow.Publisher<Long> createFlowPublisher(long items) {
      return Bridge.toPublisher(count(items), spawner());
    }
  }

  /// The twin: it gives what it has and asks nobody.
  public static final class Pushing extends FlowPublisherVerification<Long> {
    public Pushing() {
      super(new TestEnvironment(50, 5, 5));
    }

    @Override
    public Flow.Publisher<Long> createFlowPublisher(long items) {
      return subscriber -> {
        for (long i = 1; i <= Math.min(items, 100); i++) {
          subscriber.onNext(i);
        }
        subscriber.onComplete();
      };
    }

    @Override
    public Flow.Publisher<Long> createFailedFlowPublisher() {
      return createFlowPublisher(1);
    }
  }
}
