package dev.wakeful.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A stream as an iterator and as a `java.util.stream.Stream`, whose thread waits.
@Tag("F-111")
class BlockingIteratorTest {
  private final Running runtime = new Running();
  private final BlockOn waiting = runtime.executor::blockOn;

  @AfterEach
  void close() {
    runtime.close();
  }

  @Test
  void iteratesToTheEnd() {
    try (var items = Bridge.toIterator(Stream.fromIterable(List.of(1, 2)), waiting)) {
      assertThat(items.hasNext()).isTrue();
      assertThat(items.hasNext()).isTrue();
      assertThat(items.next()).isEqualTo(1);
      assertThat(items.next()).as("without asking").isEqualTo(2);
      assertThat(items.hasNext()).isFalse();
      assertThatThrownBy(items::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  @Tag("F-122")
  void aVirtualThreadWaitsForItemsThatComeFromAnother() throws Exception {
    CompletableFuture<List<Integer>> read = new CompletableFuture<>();
    try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(Runnable::run, 4)) {
      Thread.ofVirtual()
          .start(() -> {
            try (var items = Bridge.toJavaStream(Stream.fromPublisher(publisher, 4), waiting)) {
              read.complete(items.limit(100).toList());
            }
          });
      while (publisher.getNumberOfSubscribers() == 0) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < 100; i++) {
        publisher.submit(i);
      }
      assertThat(read.get(10, TimeUnit.SECONDS))
          .isEqualTo(IntStream.range(0, 100).boxed().toList());
      while (publisher.getNumberOfSubscribers() != 0) {
        publisher.offer(0, null); // a cancelled one is found when something is offered to it
      }
    }
  }

  @Test
  void aStreamOfTheJdkDoesWithItWhatItLikes() {
    Counted counted = new Counted(1_000);
    try (var items = Bridge.toJavaStream(counted, waiting)) {
      assertThat(items.parallel().filter(x -> x % 2 == 0).collect(Collectors.summingInt(x -> x)))
          .isEqualTo(249_500);
    }
    assertThat(counted.cancels).as("it has ended").hasValue(0);
  }

  @Test
  void thereAndBackAgain() {
    Stream<Integer> there = Stream.fromJavaStream(IntStream.range(0, 3));
    assertThat(Bridge.toJavaStream(there, waiting)).containsExactly(0, 1, 2);
  }

  @Test
  void closingEarlyCancelsTheStreamOnce() {
    Counted counted = new Counted(1_000);
    try (var items = Bridge.toJavaStream(counted, waiting)) {
      assertThat(items.limit(3)).containsExactly(0, 1, 2);
    }
    assertThat(counted.cancels).hasValue(1);
    assertThat(counted.given).as("no further than it was read").isLessThanOrEqualTo(4);

    BlockingIterator<Integer> items = Bridge.toIterator(counted, waiting);
    items.close();
    items.close();
    assertThat(counted.cancels).hasValue(2);
    assertThat(items.hasNext()).isFalse();
  }

  @Test
  void failuresAreThrownAsTheyAreOrInsideACompletionException() {
    IOException checked = new IOException("checked");
    IllegalStateException unchecked = new IllegalStateException("unchecked");
    List<Exception> script = new ArrayList<>(List.of(checked, unchecked));
    Stream<Integer> failing =
        _ -> {
          if (!script.isEmpty()) {
            throw script.removeFirst();
          }
          return Next.item(1);
        };
    try (var items = Bridge.toIterator(failing, waiting)) {
      assertThatThrownBy(items::hasNext)
          .isInstanceOf(CompletionException.class)
          .cause()
          .isSameAs(checked);
      assertThatThrownBy(items::next).isSameAs(unchecked);
      assertThat(items.next()).as("one failure is not the end of every stream").isEqualTo(1);
    }
  }

  @Test
  @SuppressWarnings("NullAway") // a null item, which the checker takes for a mistake
  void nullIsAnItem() {
    var script = new ArrayList<Next<String>>(List.of(Next.item(null), Next.end()));
    var items = Bridge.toIterator((Context _) -> script.removeFirst(), waiting);
    assertThat(items.hasNext()).isTrue();
    assertThat(items.next()).isNull();
    assertThat(items.hasNext()).isFalse();
  }

  @Test
  void aThreadThatPollsTasksIsNotMadeToWait() {
    BlockingIterator<Integer> items =
        Bridge.toIterator(Stream.fromIterable(List.of(1)), runtime.executor::blockOn);
    assertThatThrownBy(() -> runtime.executor.blockOn(Future.lazy(_ -> items.hasNext())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("blockOn was called on a thread that polls tasks");
    items.close();
  }

  /// Counts up, and counts its cancels.
  private static final class Counted implements Stream<Integer> {
    private final int end;
    int given;
    final AtomicInteger cancels = new AtomicInteger();

    Counted(int end) {
      this.end = end;
    }

    @Override
    public Next<Integer> pollNext(Context cx) {
      return given < end ? Next.item(given++) : Next.end();
    }

    @Override
    public void cancel() {
      cancels.incrementAndGet();
    }
  }
}
