package dev.wakeful.contract;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Stream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What `core` makes of futures and streams of the JDK.
final class ShippedBridges {
  private ShippedBridges() {}

  static void add(Shipped to) {
    to.future(
        "fromStage",
        probe -> {
          CompletableFuture<Integer> stage = new CompletableFuture<>();
          probe.progress(() -> stage.complete(1));
          return Future.fromStage(stage);
        });
    to.stream("fromJavaStream", probe -> Stream.fromJavaStream(IntStream.range(0, 3)));
    to.stream(
        "fromPublisher",
        probe -> {
          Three publisher = new Three();
          probe.progress(publisher::step);
          return Stream.fromPublisher(publisher, 2);
        });
  }

  /// Gives three items, one at each step.
  private static final class Three implements Flow.Publisher<Integer>, Flow.Subscription {
    private Flow.@Nullable Subscriber<? super Integer> subscriber;
    private boolean begun;
    private long open;
    private int given;

    void step() {
      Flow.Subscriber<? super Integer> reader = subscriber;
      if (reader == null) {
        return;
      }
      if (!begun) {
        begun = true;
        reader.onSubscribe(this);
      } else if (given == 3) {
        reader.onComplete();
      } else if (open > 0) {
        open--;
        reader.onNext(++given);
      }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> newcomer) {
      subscriber = newcomer;
    }

    @Override
    public void request(long n) {
      open += n;
    }

    @Override
    public void cancel() {
      subscriber = null;
    }
  }
}
