package dev.wakeful.bridge;

import dev.wakeful.executor.Spawner;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Unhandled;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/// Publisher for [Bridge#toPublishers]: a task of its own for each subscriber.
///
/// @param <T> the type of the items
final class StreamPublisher<T> implements Flow.Publisher<T> {
  private final Supplier<? extends Stream<? extends T>> streams;
  private final Spawner spawner;

  StreamPublisher(Supplier<? extends Stream<? extends T>> streams, Spawner spawner) {
    this.streams = Objects.requireNonNull(streams);
    this.spawner = Objects.requireNonNull(spawner);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber, "a publisher was given null instead of a subscriber");
    Stream<? extends T> stream;
    try {
      stream =
          Objects.requireNonNull(
              streams.get(), "the function given to `toPublishers` returned null, not a stream");
    } catch (RuntimeException e) {
      refuse(subscriber, e);
      return;
    }
    Drain<T> drain = new Drain<>(stream, subscriber);
    try {
      subscriber.onSubscribe(drain.subscription());
    } catch (RuntimeException | Error e) {
      drain.abandon();
      Unhandled.report(Ambient.slots(), "onSubscribe of a subscriber", e);
      return;
    }
    spawner.spawn(drain).detach();
  }

  private static void refuse(Flow.Subscriber<?> subscriber, RuntimeException why) {
    try {
      subscriber.onSubscribe(new Demand()); // of nothing, but rule 1.9 wants one
      subscriber.onError(why);
    } catch (RuntimeException e) {
      Unhandled.report(Ambient.slots(), "onError of a subscriber", e);
    }
  }

  @Override
  public String toString() {
    return "toPublisher";
  }
}
