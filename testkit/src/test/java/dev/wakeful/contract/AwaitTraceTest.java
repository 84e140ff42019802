package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.AwaitTrace;
import dev.wakeful.future.Future;
import dev.wakeful.future.Timers;
import dev.wakeful.future.Traced;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The chain that a suspended future prints of itself.
class AwaitTraceTest {
  private final Slots slots = Slots.none().with(Timers.SLOT, new CombinatorsTest.HandTimers());

  private Future<?> suspended(Future<?> future) throws Exception {
    assertThat(future.poll(Context.of(Waker.noop(), slots)).isPending()).isTrue();
    return future;
  }

  @Test
  void aChainOfCombinatorsHasALineForEach() throws Exception {
    Future<?> chain =
        new Line(
            "Books.java",
            12,
            Future.ready(1)
                .andThen(one -> new Line("Books.java", 7, new Leaf("socket 3")))
                .map(x -> x)
                .mapErr(e -> e)
                .fuse());
    assertThat(AwaitTrace.print(suspended(chain)))
        .isEqualTo(
            """
            at Books.method(Books.java:12)
            on fuse
            on mapErr
            on map
            on andThen
            at Books.method(Books.java:7)
            on socket 3
            """);
  }

  @Test
  void whatWaitsForSeveralIndentsThemInTheOrderOfTheNextPoll() throws Exception {
    Future<?> both = new Leaf("one").map(x -> x).join(new Leaf("two").race(new Leaf("three")));
    assertThat(AwaitTrace.print(suspended(both)))
        .isEqualTo(
            """
            on join
              on race
                on three
                on two
              on map
              on one
            """);
  }

  @Test
  void aTimeoutShowsItsAlarmAndAnOrElseItsReplacement() throws Exception {
    Future<?> late =
        Future.<Integer>failed(new Exception("first"))
            .orElse(e -> new Leaf("second"))
            .timeout(Duration.ofDays(1));
    assertThat(AwaitTrace.of(suspended(late)).stream().map(AwaitTrace::toString))
        .startsWith("on timeout", "on orElse", "on second")
        .hasSize(4);
  }

  @Test
  void aLoopOverAStreamShowsTheBodyUnderWay() throws Exception {
    Future<?> loop = Stream.fromIterable(List.of(1, 2)).forEach(x -> new Leaf("item " + x));
    assertThat(AwaitTrace.print(suspended(loop))).isEqualTo("on forEach\non item 1\n");
  }

  @Test
  void whatIsOverWaitsForNothing() throws Exception {
    Future<Integer> map = Future.ready(1).map(x -> x);
    assertThat(AwaitTrace.print(map)).isEqualTo("on map\non ready\n");
    assertThat(map.poll(Context.of(Waker.noop())).isReady()).isTrue();
    assertThat(AwaitTrace.print(map)).isEqualTo("on map\n");
  }

  @Test
  void aRingIsCut() {
    Line ring = new Line("Ring.java", 1, Future.pending());
    ring.next = ring;
    assertThat(AwaitTrace.of(ring)).hasSize(1_000);
  }

  /// Something that is suspended at a line.
  private static final class Line implements Future<Integer>, Traced {
    private final String file;
    private final int line;
    private Future<Integer> next;

    Line(String file, int line, Future<Integer> next) {
      this.file = file;
      this.line = line;
      this.next = next;
    }

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
      return next.poll(cx);
    }

    @Override
    public @Nullable StackTraceElement where() {
      return new StackTraceElement(file.replace(".java", ""), "method", file, line);
    }

    @Override
    public List<Future<?>> awaited() {
      return List.of(next);
    }
  }

  private record Leaf(String name) implements Future<Integer> {
    @Override
    public Poll<Integer> poll(Context cx) {
      return Poll.pending();
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
