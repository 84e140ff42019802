package dev.wakeful.contract;

import static dev.wakeful.contract.StreamScript.NULL;
import static dev.wakeful.contract.StreamScript.WAIT;
import static dev.wakeful.contract.StreamScript.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Peekable;
import dev.wakeful.stream.RawNext;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.TestTask;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F-45")
class PeekableTest {
  private static <T> Optional<T> now(Future<Optional<T>> future) throws Exception {
    return TestTask.of(future).poll().get();
  }

  @Test
  void whatWasLookedAtKeepsItsPlace() throws Exception {
    StreamScript<Integer> source = StreamScript.of(1, 2);
    Peekable<Integer> stream = source.peekable();
    assertThat(now(stream.peek())).contains(1);
    assertThat(now(stream.peek())).contains(1);
    assertThat(source.polls).isEqualTo(1);
    assertThat(now(stream.next())).contains(1);
    assertThat(stream.pollPeek(Context.of(Waker.noop()))).isEqualTo(Next.item(2));
    assertThat(play(stream)).containsExactly(2);
    assertThat(now(stream.peek())).isEmpty();
  }

  @Test
  void nextIfTakesWhatPassesAndLeavesTheRest() throws Exception {
    Peekable<Integer> stream = Stream.of(1, 2).peekable();
    assertThat(now(stream.nextIf(x -> x == 2))).isEmpty();
    assertThat(now(stream.nextIf(x -> x == 1))).contains(1);
    assertThat(now(stream.nextIf(Integer.valueOf(2)::equals))).contains(2);
    assertThat(now(stream.nextIf(x -> true))).isEmpty();
  }

  @Test
  void aTestThatThrowsLeavesTheItem() throws Exception {
    Peekable<Integer> stream = Stream.of(1).peekable();
    Exception failure = new Exception("test");
    assertThatThrownBy(() ->
            now(
                stream.nextIf(x -> {
                  throw failure;
                })))
        .isSameAs(failure);
    assertThat(play(stream)).containsExactly(1);
  }

  @Test
  void itsFuturesWaitAndBorrow() throws Exception {
    StreamScript<Integer> source = StreamScript.of(WAIT, 1, WAIT, 2);
    Peekable<Integer> stream = source.peekable();
    Future<Optional<Integer>> dropped = stream.peek();
    assertThat(TestTask.of(dropped).poll().isPending()).isTrue();
    dropped.cancel();
    assertThatThrownBy(() -> now(dropped)).hasMessageContaining("`peek`");
    TestTask<Optional<Integer>> peek = TestTask.of(stream.peek());
    assertThat(peek.poll().get()).contains(1);
    assertThatThrownBy(peek::poll).hasMessageContaining("`peek`");
    assertThat(now(stream.next())).contains(1);

    TestTask<Optional<Integer>> nextIf = TestTask.of(stream.nextIf(x -> true));
    assertThat(nextIf.poll().isPending()).isTrue();
    assertThat(nextIf.poll().get()).contains(2);
    assertThatThrownBy(nextIf::poll).hasMessageContaining("`nextIf`");
    assertThat(source.cancels).isZero();
    assertThat(stream.nextIf(x -> true)).hasToString("nextIf");
  }

  @Test
  void aFailureIsThrownAtWhoAsksFirst() throws Exception {
    Exception failure = new Exception("x");
    Peekable<Integer> stream = StreamScript.<Integer>of(failure, 1).peekable();
    assertThatThrownBy(() -> now(stream.peek())).isSameAs(failure);
    assertThat(play(stream)).containsExactly(1);
  }

  @Test
  void anItemThatIsNullCanBePolledOnly() throws Exception {
    Peekable<@Nullable Integer> stream = StreamScript.<@Nullable Integer>of(NULL).peekable();
    assertThatThrownBy(() -> TestTask.of(stream.peek()).poll())
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("`peek`");
    assertThat(stream.pollPeek(Context.of(Waker.noop()))).isEqualTo(RawNext.box(null));
    assertThat(stream.pollNext(Context.of(Waker.noop()))).isEqualTo(RawNext.box(null));
  }

  @Test
  @Tag("C-20")
  void itHasNotEndedWhileAnItemIsLeft() throws Exception {
    Peekable<Integer> stream = Stream.of(1).peekable();
    assertThat(now(stream.peek())).contains(1);
    assertThat(stream.isTerminated()).isFalse();
    assertThat(play(stream)).containsExactly(1);
    assertThat(stream.isTerminated()).isTrue();
  }

  @Test
  void cancelForgetsWhatWasLookedAt() throws Exception {
    StreamScript<Integer> source = StreamScript.of(1, 2);
    Peekable<Integer> stream = source.peekable();
    assertThat(now(stream.peek())).contains(1);
    stream.cancel();
    assertThat(source.cancels).isEqualTo(1);
    assertThat(stream.isTerminated()).isTrue();
    assertThat(play(stream)).isEmpty();
  }
}
