package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.AbortHandle;
import dev.wakeful.future.Aborted;
import dev.wakeful.future.Future;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.HostileWaker;
import dev.wakeful.testkit.TestStream;
import dev.wakeful.testkit.TestTask;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Futures and streams that an [AbortHandle] ends.
@Tag("F-27")
class AbortableTest {
  private final AbortHandle handle = new AbortHandle();

  @Test
  void anAbortWakesAndTheNextPollCancels() throws Exception {
    Scripted<Integer> slow = Scripted.value(9, 1);
    TestTask<Integer> task = TestTask.of(slow.abortable(handle));
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.isWoken()).isFalse();
    handle.abort();
    handle.abort();
    assertThat(task.wakesSincePoll()).isEqualTo(1);
    assertThat(slow.cancelled).as("not on the thread that aborts").isFalse();
    assertThatThrownBy(task::poll)
        .isInstanceOf(Aborted.class)
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    assertThat(slow.cancelled).isTrue();
    assertThat(handle.isAborted()).isTrue();
  }

  @Test
  void anAbortBeforeTheFirstPollComesBeforeAReadyValue() {
    Scripted<Integer> ready = Scripted.value(0, 1);
    TestTask<Integer> task = TestTask.of(ready.abortable(handle));
    handle.abort();
    assertThatThrownBy(task::poll).isInstanceOf(Aborted.class);
    assertThat(ready.finished).isFalse();
    assertThat(ready.cancelled).isTrue();
    assertThatThrownBy(task::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`abortable`");
  }

  @Test
  void aValueWinsOverAnAbortDuringItsPoll() throws Exception {
    Future<Integer> wins =
        Future.lazy(cx -> {
          handle.abort();
          return 1;
        });
    assertThat(TestTask.of(wins.abortable(handle)).poll()).isEqualTo(Poll.ready(1));
  }

  @Test
  void anAbortDuringAPollThatIsPendingIsSeenInThatPoll() {
    Future<Integer> loses =
        Future.pollFn(cx -> {
          handle.abort();
          return Poll.pending();
        });
    assertThatThrownBy(() -> TestTask.of(loses.abortable(handle)).poll())
        .isInstanceOf(Aborted.class);
  }

  @Test
  void afterTheEndAnAbortWakesNobody() throws Exception {
    TestTask<Integer> ended = TestTask.of(Scripted.value(1, 1).abortable(handle));
    assertThat(ended.poll().isPending()).isTrue();
    assertThat(ended.poll().isReady()).isTrue();
    handle.abort();
    assertThat(ended.wakes()).isZero();

    AbortHandle other = new AbortHandle();
    TestTask<Integer> cancelled = TestTask.of(Scripted.value(1, 1).abortable(other));
    assertThat(cancelled.poll().isPending()).isTrue();
    cancelled.cancel();
    other.abort();
    assertThat(cancelled.wakes()).isZero();
  }

  @Test
  void aHandleIsForOne() {
    Future<Integer> first = Future.ready(1).abortable(handle);
    assertThatThrownBy(() -> Future.ready(1).abortable(handle))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("new one");
    assertThatThrownBy(() -> Stream.fromIterable(List.of(1)).abortable(handle))
        .isInstanceOf(IllegalStateException.class);
    first.cancel();
  }

  @Test
  @Tag("C-13")
  void aWakerMayCallBack() throws Exception {
    HostileWaker waker = new HostileWaker().thatRuns(handle::abort);
    Future<Integer> future = Scripted.value(9, 1).abortable(handle);
    assertThat(future.poll(Context.of(waker)).isPending()).isTrue();
    handle.abort();
    assertThat(waker.wakes()).isEqualTo(1);
    assertThatThrownBy(() -> future.poll(Context.of(waker))).isInstanceOf(Aborted.class);
  }

  @Test
  @Tag("F-66")
  void anAbortedStreamEnds() throws Exception {
    int[] cancels = {0};
    Stream<Integer> source =
        new Stream<>() {
          private int polls;

          @Override
          public Next<Integer> pollNext(Context cx) {
            return polls++ == 0 ? Next.item(1) : Next.pending();
          }

          @Override
          public void cancel() {
            cancels[0]++;
          }
        };
    TestStream<Integer> stream = TestStream.of(source.abortable(handle));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    handle.abort();
    assertThat(stream.isWoken()).isTrue();
    assertThat(cancels[0]).isZero();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    stream.cancel();
    assertThat(cancels[0]).isEqualTo(1);
  }

  @Test
  @Tag("F-66")
  void aStreamThatEndsInTimeOrIsAbortedBefore() throws Exception {
    TestStream<Integer> ended = TestStream.of(Stream.fromIterable(List.of(1)).abortable(handle));
    assertThat(ended.pollNext()).isEqualTo(Next.item(1));
    assertThat(ended.pollNext()).isEqualTo(Next.end());
    handle.abort();
    assertThat(ended.wakes()).isZero();

    AbortHandle early = new AbortHandle();
    early.abort();
    TestStream<Integer> never = TestStream.of(Stream.fromIterable(List.of(1)).abortable(early));
    assertThat(never.pollNext()).isEqualTo(Next.end());
  }
}
