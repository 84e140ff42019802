package dev.wakeful.bridge;

import dev.wakeful.executor.Spawner;
import dev.wakeful.future.Future;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.AnyThread;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// From Wakeful to the JDK.
///
/// {@snippet class="snippets.BridgeSnippets" region="out"}
///
/// A thread that may wait takes items without a task:
///
/// {@snippet class="snippets.BridgeSnippets" region="blocking"}
///
/// And from there to here, without this class:
///
/// {@snippet class="snippets.BridgeSnippets" region="in"}
public final class Bridge {
  private Bridge() {}

  /// A `CompletableFuture` of a future, which is taken on as a task at once.
  ///
  /// However the `CompletableFuture` ends, that is the end of the task: cancelling it, completing
  /// it from outside, or its `orTimeout` aborts the task. A failure is the same object, without a
  /// `CompletionException` around it but those which the JDK adds. When the task is cancelled (the
  /// runtime was closed) it is cancelled too. An `Error` goes to the failure handler as well.
  ///
  /// What depends on it runs where it is completed, which is a thread that polls tasks: it must not
  /// block, so give `thenApplyAsync` and the like an executor for what does.
  ///
  /// @param future what to poll
  /// @param spawner who polls it
  public static <T extends @Nullable Object> CompletableFuture<T> toCompletableFuture(
      @AnyThread Future<T> future, Spawner spawner) {
    return Completion.of(future, spawner);
  }

  /// A publisher of a stream, for one subscriber; a second one is told so by `onError`.
  ///
  /// As [#toPublishers]. A stream that nobody subscribes to remains its owner's, to cancel it.
  ///
  /// @param stream its items
  /// @param spawner who polls it
  public static <T> Flow.Publisher<T> toPublisher(
      @AnyThread Stream<? extends T> stream, Spawner spawner) {
    return new StreamPublisher<>(new OneStream<>(stream), spawner);
  }

  /// A publisher that makes a stream for each subscriber.
  ///
  /// Each subscription is a task: it polls the stream while the subscriber has asked for more items
  /// than it was given, and never ahead, so the end is found when one more item is asked for. The
  /// first failure of the stream ends it: it is cancelled, and the failure goes to `onError`. So do
  /// a null item, which reactive streams forbid, and the end of the runtime. Cancelling the
  /// subscription cancels the stream, on the task's thread.
  ///
  /// Signals come from a thread that polls tasks, so the subscriber must not block. What it throws
  /// in spite of its contract ends the subscription and goes to the failure handler.
  ///
  /// @param streams asked once for each subscriber, on the thread that subscribes
  /// @param spawner who polls
  public static <T> Flow.Publisher<T> toPublishers(
      Supplier<? extends Stream<? extends T>> streams, Spawner spawner) {
    return new StreamPublisher<>(streams, spawner);
  }

  /// An iterator over a stream, whose thread waits for each item.
  ///
  /// Close it when you stop before the end: that cancels the stream. A failure is thrown as it is;
  /// a checked one inside a `CompletionException`, for an iterator must not throw it. One failure
  /// is not the end of every stream, so you may go on. *Not for threads that poll tasks, which it
  /// would block.*
  ///
  /// @param stream polled on the thread that asks for an item
  /// @param waiting `runtime::blockOn`
  public static <T extends @Nullable Object> BlockingIterator<T> toIterator(
      Stream<T> stream, BlockOn waiting) {
    return new BlockingIterator<>(stream, waiting);
  }

  /// A `java.util.stream.Stream` of a stream, whose thread waits for each item: [#toIterator] in
  /// that form.
  ///
  /// Closing it cancels the stream; use try-with-resources unless it is read to the end.
  ///
  /// @param stream polled on the thread that asks for an item
  /// @param waiting `runtime::blockOn`
  public static <T extends @Nullable Object> java.util.stream.Stream<T> toJavaStream(
      Stream<T> stream, BlockOn waiting) {
    BlockingIterator<T> items = toIterator(stream, waiting);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false)
        .onClose(items::close);
  }

  /// Gives its stream once.
  private static final class OneStream<T> implements Supplier<Stream<? extends T>> {
    private @Nullable Stream<? extends T> stream;

    OneStream(Stream<? extends T> stream) {
      this.stream = Objects.requireNonNull(stream);
    }

    @Override
    public synchronized Stream<? extends T> get() {
      Stream<? extends T> one = stream;
      if (one == null) {
        throw new IllegalStateException(
            "a publisher of one stream has one subscriber, and this is the second;"
                + " use toPublishers to make a stream for each");
      }
      stream = null;
      return one;
    }
  }
}
