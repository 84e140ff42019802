package dev.wakeful.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Next;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The tools must find what they are for.
class HarnessTest {
  private final FutureLedger ledger = new FutureLedger();

  @Test
  void aLateWakeOfAnOlderWakerIsCounted() throws Exception {
    List<Waker> seen = new ArrayList<>();
    TestTask<String> task =
        TestTask.of(
            Future.pollFn(cx -> {
              seen.add(cx.waker());
              return Poll.pending();
            }));
    task.poll();
    task.poll();
    task.poll();
    seen.get(0).wake();
    seen.get(1).wake();
    assertThat(task.wakes()).isEqualTo(2);
    assertThat(task.isWoken()).isFalse();
    seen.get(2).wake();
    assertThat(task.wakes()).isEqualTo(3);
    assertThat(task.wakesSincePoll()).isEqualTo(1);
  }

  @Test
  void aStreamIsPolledByHand() throws Exception {
    TestStream<Integer> stream =
        TestStream.of(cx -> {
          cx.waker().wake();
          return Next.item(1);
        });
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(stream.isWoken()).isTrue();
    stream.pollNext();
    assertThat(stream.wakes()).isEqualTo(2);
    stream.cancel();
  }

  @Test
  void theLedgerNamesWhatNobodyEnded() throws Exception {
    Future<Integer> finished = ledger.track("finished", Future.ready(1));
    Future<Integer> failed = ledger.track("failed", Future.failed(new Exception("x")));
    Future<Integer> cancelled = ledger.track("cancelled", Future.pending());
    Future<Integer> forgotten = ledger.track("forgotten", Future.pending());
    ledger.track("never polled", Future.ready(1));
    finished.poll(Context.of(Waker.noop()));
    assertThatThrownBy(() -> failed.poll(Context.of(Waker.noop()))).hasMessage("x");
    cancelled.cancel();
    cancelled.cancel();
    finished.cancel();
    forgotten.poll(Context.of(Waker.noop()));

    assertThat(ledger.unsettled()).containsExactly("forgotten", "never polled");
    assertThat(ledger.cancelled()).containsExactly("cancelled");
    assertThatThrownBy(ledger::assertSettled)
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            forgotten was neither finished nor cancelled
            never polled was neither finished nor cancelled\
            """);
  }

  @Test
  void theLedgerNamesWhatWasPolledAfterItsEnd() throws Exception {
    Future<Integer> future = ledger.track("f", Future.ready(1));
    future.poll(Context.of(Waker.noop()));
    assertThatThrownBy(() -> future.poll(Context.of(Waker.noop())))
        .isInstanceOf(IllegalStateException.class);
    Future<Integer> other = ledger.track("g", Future.ready(1));
    other.cancel();
    assertThatThrownBy(() -> other.poll(Context.of(Waker.noop())))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(ledger::assertSettled)
        .hasMessage("f was polled after it had finished\ng was polled after it was cancelled");
  }

  @Test
  void theLedgerNamesWhatWasCancelledDuringAPoll() throws Exception {
    List<Future<Integer>> self = new ArrayList<>();
    Future<Integer> future =
        ledger.track(
            "f",
            Future.pollFn(cx -> {
              self.getFirst().cancel();
              return Poll.pending();
            }));
    self.add(future);
    future.poll(Context.of(Waker.noop()));
    assertThatThrownBy(ledger::assertSettled).hasMessageContaining("f was cancelled during a poll");
  }

  @Test
  void theLedgerNamesWhatTwoThreadsPolledAtOnce() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Future<Integer> future =
        ledger.track(
            "f",
            Future.lazy(cx -> {
              inside.countDown();
              return leave.await(10, TimeUnit.SECONDS) ? 1 : 0;
            }));
    CompletableFuture<Poll<Integer>> other = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                other.complete(future.poll(Context.of(Waker.noop())));
              } catch (Exception e) {
                other.completeExceptionally(e);
              }
            });
    assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> future.poll(Context.of(Waker.noop())))
        .isInstanceOf(IllegalStateException.class);
    leave.countDown();
    assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo(Poll.ready(1));
    thread.join();
    assertThatThrownBy(ledger::assertSettled).hasMessageContaining("f was polled by");
  }

  @Test
  void theHostileWakerDoesWhatItWasToldAndCounts() {
    List<String> log = new ArrayList<>();
    IllegalStateException failure = new IllegalStateException("hostile");
    HostileWaker waker =
        new HostileWaker().thatRuns(() -> log.add("ran")).thatThrows(failure).thatAnswers(true);
    assertThatThrownBy(waker::wake).isSameAs(failure);
    assertThat(log).containsExactly("ran");
    assertThat(waker.wakes()).isEqualTo(1);
    assertThat(waker.willWake(Waker.noop())).isTrue();
    assertThat(new HostileWaker().thatAnswers(false).willWake(Waker.noop())).isFalse();
    HostileWaker plain = new HostileWaker();
    assertThat(plain.willWake(plain)).isTrue();
    Error error = new AssertionError("worse");
    assertThatThrownBy(() -> new HostileWaker().thatThrows(error).wake()).isSameAs(error);
  }
}
