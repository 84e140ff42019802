package dev.wakeful.testkit;

import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Slots;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A stream polled by hand: what [TestTask] is to a future.
///
/// One thread uses it; wake-ups may come from any.
///
/// @param <T> the type of the items
public final class TestStream<T extends @Nullable Object> {
  private final Stream<T> stream;
  private final Slots slots;
  private final CountingWaker all = new CountingWaker();
  private CountingWaker waker = new CountingWaker(all);

  private TestStream(Stream<T> stream, Slots slots) {
    this.stream = Objects.requireNonNull(stream);
    this.slots = slots;
  }

  /// A task around a stream, without slots.
  ///
  /// @param stream what to poll
  public static <T extends @Nullable Object> TestStream<T> of(Stream<T> stream) {
    return of(stream, Slots.none());
  }

  /// A task around a stream that finds these slots in its context.
  ///
  /// @param stream what to poll
  /// @param slots what it finds
  public static <T extends @Nullable Object> TestStream<T> of(Stream<T> stream, Slots slots) {
    return new TestStream<>(stream, slots);
  }

  /// Polls once, with a waker never used before.
  ///
  /// @return what the stream answered
  /// @throws Exception the stream's failure
  public Next<T> pollNext() throws Exception {
    waker = new CountingWaker(all);
    return stream.pollNext(Context.of(waker, slots));
  }

  /// Cancels the stream.
  public void cancel() {
    stream.cancel();
  }

  /// Whether the waker of the last poll has been woken, during that poll or since.
  public boolean isWoken() {
    return waker.count() > 0;
  }

  /// How often any waker of this task has been woken.
  public int wakes() {
    return all.count();
  }
}
