package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Context;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Unhandled;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.TestStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A `java.util.stream.Stream` as a stream.
@Tag("F-111")
class FromJavaStreamTest {
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  private TestStream<Integer> numbers(int end) {
    return TestStream.of(
        Stream.fromJavaStream(
            IntStream.range(0, end)
                .peek(_ -> made.incrementAndGet())
                .onClose(closed::incrementAndGet)));
  }

  @Test
  void givesTheItemsThenEndsForEverAndClosesOnce() throws Exception {
    TestStream<Integer> stream = numbers(2);
    assertThat(made).hasValue(0);
    assertThat(stream.pollNext()).isEqualTo(Next.item(0));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(closed).hasValue(0);
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    stream.cancel();
    assertThat(closed).hasValue(1);
  }

  @Test
  void anEndlessPipelineRunsAsFarAsItIsPolled() throws Exception {
    TestStream<Integer> stream =
        TestStream.of(
            Stream.fromJavaStream(
                java.util.stream.Stream.iterate(1, x -> x + 1).peek(_ -> made.incrementAndGet())));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(stream.pollNext()).isEqualTo(Next.item(2));
    assertThat(made).hasValue(2);
    stream.cancel();
  }

  @Test
  void cancellingClosesItPolledOrNot() throws Exception {
    TestStream<Integer> begun = numbers(9);
    assertThat(begun.pollNext()).isEqualTo(Next.item(0));
    begun.cancel();
    begun.cancel();
    assertThat(closed).hasValue(1);
    assertThat(begun.pollNext()).isEqualTo(Next.end());
    numbers(9).cancel();
    assertThat(closed).hasValue(2);
  }

  @Test
  void aFailureClosesAndEndsIt() throws Exception {
    TestStream<Integer> stream =
        TestStream.of(
            Stream.fromJavaStream(
                java.util.stream.Stream.of(1, 0).map(x -> 1 / x).onClose(closed::incrementAndGet)));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThatThrownBy(stream::pollNext).isInstanceOf(ArithmeticException.class);
    assertThat(closed).hasValue(1);
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @Test
  void aCloseThatFailsAtTheEndIsAFailureAndInACancelIsReported() throws Exception {
    RuntimeException bad = new IllegalStateException("close");
    List<Throwable> told = new ArrayList<>();
    Unhandled handler = (_, failure) -> told.add(failure);
    java.util.function.Supplier<TestStream<Integer>> failing =
        () ->
            TestStream.of(
                Stream.fromJavaStream(
                    IntStream.empty()
                        .boxed()
                        .onClose(() -> {
                          throw bad;
                        })));
    TestStream<Integer> ended = failing.get();
    assertThatThrownBy(ended::pollNext).isSameAs(bad);
    assertThat(ended.pollNext()).isEqualTo(Next.end());
    Ambient.run(() -> Slots.none().with(Unhandled.SLOT, handler), () -> failing.get().cancel());
    assertThat(told).containsExactly(bad);
  }

  @Test
  @Tag("R-85")
  void cooperates() throws Exception {
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    cx.begin(waker, 1);
    Stream<Integer> stream = Stream.fromJavaStream(IntStream.range(0, 9));
    assertThat(stream.pollNext(cx)).isEqualTo(Next.item(0));
    assertThat(stream.pollNext(cx)).isEqualTo(Next.pending());
    assertThat(waker.count()).isEqualTo(1);
    stream.cancel();
  }
}
