package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import dev.wakeful.stream.Duplex;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Split;
import dev.wakeful.stream.SplitSink;
import dev.wakeful.stream.SplitStream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.TestStream;
import dev.wakeful.testkit.TestTask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F-55")
@Tag("F-100")
class SplitTest {
  private final Echo echo = new Echo(2);
  private final Split<Integer, Integer> halves = echo.split();
  private final SplitStream<Integer, Integer> stream = halves.stream();
  private final SplitSink<Integer, Integer> sink = halves.sink();
  private final Context cx = Context.of(Waker.noop());

  @Test
  void whatGoesInAtOneHalfComesOutAtTheOther() throws Exception {
    TestStream<Integer> out = TestStream.of(stream);
    assertThat(out.pollNext()).isEqualTo(Next.pending());
    assertThat(TestTask.of(sink.send(1)).poll().isReady()).isTrue();
    assertThat(out.isWoken()).isTrue();
    assertThat(out.pollNext()).isEqualTo(Next.item(1));
    assertThat(TestTask.of(sink.close()).poll().isReady()).isTrue();
    assertThat(out.pollNext()).isEqualTo(Next.end());
    assertThat(out.pollNext()).isEqualTo(Next.end());
    assertThat(echo.cancels).as("both came to their end").isZero();
    assertThat(stream).hasToString("split");
    assertThat(sink).hasToString("split");
  }

  @Test
  void theSinkHalfHoldsOneItem() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(TestTask.of(sink.feed(i)).poll().isReady()).isTrue();
    }
    assertThat(echo.items).containsExactly(0, 1);
    assertThat(TestTask.of(sink.flush()).poll().isPending()).isTrue();
    assertThat(stream.pollNext(cx)).isEqualTo(Next.item(0));
    assertThat(TestTask.of(sink.flush()).poll().isReady()).isTrue();
    assertThat(echo.items).containsExactly(1, 2);
  }

  @Test
  void whoComesWhileTheOtherIsInsideIsWoken() throws Exception {
    CountingWaker waiting = new CountingWaker();
    echo.during =
        () -> {
          echo.during = () -> {};
          assertThat(sink.pollFlush(Context.of(waiting)).isPending()).isTrue();
          assertThat(waiting.count()).isZero();
        };
    assertThat(stream.pollNext(cx)).isEqualTo(Next.pending());
    assertThat(waiting.count()).isEqualTo(1);
    echo.during =
        () -> {
          echo.during = () -> {};
          assertThat(stream.pollNext(Context.of(waiting))).isEqualTo(Next.pending());
        };
    assertThat(sink.pollFlush(cx).isReady()).isTrue();
    assertThat(waiting.count()).isEqualTo(2);
  }

  @Test
  void theWholeIsCancelledWithItsSecondHalf() {
    stream.cancel();
    assertThat(echo.cancels).isZero();
    stream.cancel();
    sink.cancel();
    sink.cancel();
    assertThat(echo.cancels).isEqualTo(1);
  }

  @Test
  void aHalfThatEndedCountsAsDone() throws Exception {
    assertThat(TestTask.of(sink.close()).poll().isReady()).isTrue();
    assertThat(echo.cancels).isZero();
    stream.cancel();
    assertThat(echo.cancels).isEqualTo(1);
    assertThat(stream.pollNext(cx)).isEqualTo(Next.end());
  }

  @Test
  void theSecondHalfWaitsForTheCleanUp() {
    echo.cleanUps = 1;
    assertThat(sink.pollCancel(cx).isReady()).isTrue();
    assertThat(stream.pollCancel(cx).isPending()).isTrue();
    assertThat(stream.pollCancel(cx).isReady()).isTrue();
    assertThat(stream.pollCancel(cx).isReady()).isTrue();
    assertThat(echo.cancels).isEqualTo(1);
  }

  @Test
  void anErrorInsideLetsGoOfTheLock() throws Exception {
    echo.during =
        () -> {
          echo.during = () -> {};
          throw new AssertionError("inside");
        };
    assertThatThrownBy(() -> stream.pollNext(cx)).hasMessage("inside");
    assertThat(sink.pollFlush(cx).isReady()).isTrue();
    assertThat(stream.pollNext(cx)).isEqualTo(Next.pending());
  }

  @Test
  void theTwoArePutTogetherAgain() throws Exception {
    Split<Integer, Integer> others = new Echo(1).split();
    assertThat(stream.isPairOf(sink)).isTrue();
    assertThat(stream.isPairOf(others.sink())).isFalse();
    assertThatThrownBy(() -> stream.reunite(others.sink()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same thing");
    assertThat(TestTask.of(sink.feed(1)).poll().isReady()).isTrue();
    assertThatThrownBy(() -> stream.reunite(sink))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("flush()");
    assertThat(TestTask.of(sink.flush()).poll().isReady()).isTrue();
    assertThat(stream.reunite(sink)).isSameAs(echo);
    assertThat(echo.cancels).isZero();
    assertThatThrownBy(() -> sink.pollReady(cx)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> stream.reunite(sink)).isInstanceOf(IllegalStateException.class);
    stream.cancel();
    sink.cancel();
    assertThat(echo.cancels).isZero();
  }

  @Test
  void theHalvesWorkInTwoThreads() throws Exception {
    int count = 20_000;
    CompletableFuture<List<Integer>> received = new CompletableFuture<>();
    Env.system()
        .threads()
        .start(
            "receiver",
            () -> {
              List<Integer> got = new ArrayList<>();
              try {
                block(
                    stream.forEach(item -> {
                      got.add(item);
                      return Future.ready(item);
                    }));
                received.complete(got);
              } catch (Throwable e) {
                received.completeExceptionally(e);
              }
            });
    for (int i = 0; i < count; i++) {
      int item = i;
      block(i % 3 == 0 ? sink.send(item) : sink.feed(item));
    }
    block(sink.close());
    List<Integer> got = received.get(30, TimeUnit.SECONDS);
    assertThat(got).hasSize(count).isSorted();
  }

  private static void block(Future<?> future) throws Exception {
    Parker parker = Env.system().newParker();
    Context cx = Context.of(parker::unpark);
    while (future.poll(cx).isPending()) {
      parker.park();
    }
  }

  /// Gives back what it takes. One thread at a time, or its fields would go wrong.
  private static final class Echo implements Duplex<Integer, Integer> {
    final ArrayDeque<Integer> items = new ArrayDeque<>();
    final int room;
    Call during = () -> {};
    int cancels;
    int cleanUps;
    private boolean closed;
    private @Nullable Waker reader;
    private @Nullable Waker writer;

    Echo(int room) {
      this.room = room;
    }

    private static void wake(@Nullable Waker waker) {
      if (waker != null) {
        waker.wake();
      }
    }

    @Override
    public Next<Integer> pollNext(Context cx) throws Exception {
      during.run();
      Integer item = items.poll();
      if (item != null) {
        wake(writer);
        return Next.item(item);
      }
      reader = cx.waker();
      return closed ? Next.end() : Next.pending();
    }

    @Override
    public Poll<Void> pollReady(Context cx) {
      writer = cx.waker();
      return items.size() < room ? Poll.done() : Poll.pending();
    }

    @Override
    public void startSend(Integer item) {
      items.add(item);
      wake(reader);
    }

    @Override
    public Poll<Void> pollFlush(Context cx) throws Exception {
      during.run();
      return Poll.done();
    }

    @Override
    public Poll<Void> pollClose(Context cx) {
      closed = true;
      wake(reader);
      return Poll.done();
    }

    @Override
    public void cancel() {
      cancels++;
    }

    @Override
    public Poll<Void> pollCancel(Context cx) {
      if (cleanUps-- > 0) {
        return Poll.pending();
      }
      cancel();
      return Poll.done();
    }
  }

  private interface Call {
    void run() throws Exception;
  }
}
