package dev.wakeful.bridge;

import dev.wakeful.future.Finished;
import dev.wakeful.future.RawFuture;
import dev.wakeful.stream.RawNext;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.Unhandled;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// The task of one subscription: it gives the items of a stream to a subscriber that has asked for
/// them.
///
/// Signals are serial because polls are; `request` and `cancel` change the [Demand] and wake, so
/// neither calls the subscriber, however deep they are called from within it. The stream and the
/// subscriber belong to the task, and are let go of before the last signal.
///
/// @param <T> the type of the items
final class Drain<T> extends RawFuture<@Nullable Void> {
  private final Demand demand = new Demand();
  private @Nullable Stream<? extends T> stream;
  private Flow.@Nullable Subscriber<? super T> subscriber;
  private boolean ending;
  private @Nullable Throwable failure; // told to the subscriber when the stream's clean-up is over

  Drain(Stream<? extends T> stream, Flow.Subscriber<? super T> subscriber) {
    this.stream = stream;
    this.subscriber = subscriber;
  }

  /// What the subscriber is given.
  Demand subscription() {
    return demand;
  }

  @Override
  public @Nullable Object pollRaw(Context cx) {
    demand.register(cx.waker()); // then looked at
    while (!ending) {
      long open = demand.open();
      if (open == 0) {
        return RawPoll.PENDING;
      }
      if (open < 0) {
        end(open == Demand.ILLEGAL ? illegal() : null);
        break;
      }
      Object answer = pollStream(cx);
      if (answer == RawPoll.PENDING) {
        return RawPoll.PENDING;
      }
      if (answer == RawNext.END) {
        stream = null;
        complete();
        return null;
      }
      if (answer != null) {
        give(RawPoll.<T>value(answer));
      }
    }
    return cleanUp(cx);
  }

  /// An answer of the stream; null when it has failed.
  private @Nullable Object pollStream(Context cx) {
    Stream<? extends T> source = stream;
    if (source == null) {
      throw Finished.polledAgain("toPublisher");
    }
    try {
      Object answer = source.pollNextRaw(cx);
      if (answer == null) {
        end(new NullPointerException("`toPublisher`: " + source + " gave null as an item"));
      }
      return answer;
    } catch (Cancelled e) {
      throw e; // the task is cancelled by it
    } catch (Throwable e) {
      end(e);
      return null;
    }
  }

  private void give(T item) {
    Flow.Subscriber<? super T> receiver = subscriber;
    boolean received = false;
    try {
      if (receiver != null) {
        receiver.onNext(item);
        demand.given();
      }
      received = true;
    } finally {
      if (!received) {
        abandon();
      }
    }
  }

  private void complete() {
    Flow.Subscriber<? super T> receiver = subscriber;
    subscriber = null;
    if (demand.close() && receiver != null) {
      receiver.onComplete();
    }
  }

  private void end(@Nullable Throwable why) {
    ending = true;
    failure = why;
    if (why == null) {
      subscriber = null;
    }
  }

  private static IllegalArgumentException illegal() {
    return new IllegalArgumentException(
        "a subscriber must ask for at least 1 item (rule 3.9 of Reactive Streams)");
  }

  /// Cancels the stream in as many polls as it takes, then tells the subscriber.
  private @Nullable Object cleanUp(Context cx) {
    Stream<? extends T> left = stream;
    if (left != null && left.pollCancel(cx).isPending()) {
      return RawPoll.PENDING;
    }
    stream = null;
    Throwable why = failure;
    if (why != null) {
      tell(why);
    }
    demand.close();
    if (why instanceof Error error) {
      throw error; // the failure handler must know, too
    }
    return null;
  }

  private void tell(Throwable why) {
    Flow.Subscriber<? super T> receiver = subscriber;
    subscriber = null;
    if (demand.close() && receiver != null) {
      receiver.onError(why);
    }
  }

  /// Cancels the stream of a subscriber that has broken its contract and is told nothing more.
  void abandon() {
    subscriber = null;
    cancel();
  }

  @Override
  public void cancel() {
    Stream<? extends T> left = stream;
    stream = null;
    if (left != null) {
      left.cancel();
    }
    Throwable why = failure;
    try {
      tell(
          why != null
              ? why
              : new CancellationException("the runtime of this publisher's stream was closed"));
    } catch (RuntimeException e) {
      Unhandled.report(Ambient.slots(), "onError of a subscriber", e);
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    Stream<? extends T> left = stream;
    if (left != null && left.pollCancel(cx).isPending()) {
      return Poll.pending();
    }
    stream = null;
    cancel();
    return Poll.done();
  }

  @Override
  public String toString() {
    return "toPublisher";
  }
}
