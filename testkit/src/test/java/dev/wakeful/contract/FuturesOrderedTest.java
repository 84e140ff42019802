package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.stream.FuturesOrdered;
import dev.wakeful.stream.Next;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.FutureLedger;
import dev.wakeful.testkit.TestStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F-76")
class FuturesOrderedTest {
  private final FutureLedger ledger = new FutureLedger();
  private final FuturesOrdered<Integer> queue = new FuturesOrdered<>();
  private final TestStream<Integer> stream = TestStream.of(queue);

  private List<Gate> gates(int count) {
    List<Gate> gates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Gate gate = new Gate(i);
      gates.add(gate);
      queue.pushBack(ledger.track("" + i, gate));
    }
    return gates;
  }

  @Test
  void valuesWaitForThoseBeforeThem() throws Exception {
    List<Gate> gates = gates(3);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    gates.get(2).open();
    gates.get(1).open();
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(queue.size()).isEqualTo(3);
    gates.get(0).open();
    for (int i = 0; i < 3; i++) {
      assertThat(stream.pollNext()).isEqualTo(Next.item(i));
    }
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(gates.stream().map(gate -> gate.polls)).containsExactly(2, 2, 2);
    ledger.assertSettled();
  }

  @Test
  void whatIsPushedToTheFrontComesBeforeWhatIsAlreadyThere() throws Exception {
    gates(3).forEach(Gate::open);
    assertThat(stream.pollNext()).isEqualTo(Next.item(0));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    queue.pushFront(Future.ready(4));
    assertThat(stream.pollNext()).isEqualTo(Next.item(4));
    assertThat(stream.pollNext()).isEqualTo(Next.item(2));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    queue.pushBack(Future.ready(5));
    assertThat(stream.pollNext()).as("open again").isEqualTo(Next.item(5));
  }

  @Test
  void aFailureWaitsForItsTurnAndAnErrorDoesNot() throws Exception {
    Exception failure = new Exception("one");
    Error error = new Cancelled("two");
    List<Gate> gates = gates(4);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    gates.get(1).fail(failure);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    gates.get(2).fail(error);
    assertThatThrownBy(stream::pollNext).isSameAs(error);
    gates.get(0).open();
    gates.get(3).open();
    assertThat(stream.pollNext()).isEqualTo(Next.item(0));
    assertThatThrownBy(stream::pollNext).isSameAs(failure);
    assertThat(stream.pollNext()).isEqualTo(Next.item(3));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(ledger.cancelled()).isEmpty();
    ledger.assertSettled();
  }

  @Test
  void cancelCancelsOnlyWhatHasNotFinishedAndInOrder() throws Exception {
    List<Gate> gates = gates(3);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    gates.get(1).open();
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    stream.cancel();
    stream.cancel();
    assertThat(ledger.cancelled()).containsExactly("0", "2");
    ledger.assertSettled();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThatThrownBy(() -> queue.pushFront(Future.ready(1))).hasMessageContaining("clear()");
    assertThatThrownBy(() -> queue.pushBack(Future.ready(1))).hasMessageContaining("clear()");
  }

  @Test
  void clearLeavesItOpen() throws Exception {
    gates(2);
    queue.clear();
    assertThat(ledger.cancelled()).containsExactly("0", "1");
    assertThat(queue.isEmpty()).isTrue();
    queue.pushBack(Future.ready(7));
    assertThat(stream.pollNext()).isEqualTo(Next.item(7));
  }

  @Test
  void aMemberWokenAfterItsEndIsNotPolledAgain() throws Exception {
    List<Gate> gates = gates(2);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    gates.get(1).open();
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    gates.get(1).wake();
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(gates.get(1).polls).isEqualTo(2);
    gates.get(0).open();
    assertThat(stream.pollNext()).isEqualTo(Next.item(0));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
  }

  @Test
  void aPushWhileItWaitsWakesTheTaskAndGracefulCancelEndsTheRest() throws Exception {
    List<Gate> gates = gates(2);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    queue.pushFront(new Gate(9));
    assertThat(stream.wakes()).isEqualTo(1);
    gates.get(0).open();
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(queue.pollCancel(Context.of(Waker.noop())).isReady()).isTrue();
    assertThat(ledger.cancelled()).containsExactly("1");
    ledger.assertSettled();
  }

  @Test
  void aHundredThousandWokenBackwardsCostTwoPollsEach() throws Exception {
    int count = 100_000;
    List<Gate> gates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      gates.add(new Gate(i));
    }
    FuturesOrdered<Integer> many = FuturesOrdered.of(gates);
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    assertThat(many.pollNext(cx)).isEqualTo(Next.pending());
    for (int i = count - 1; i >= 0; i--) {
      gates.get(i).open();
    }
    assertThat(waker.count()).isEqualTo(1);
    for (int i = 0; i < count; i++) {
      assertThat(many.pollNext(cx)).isEqualTo(Next.item(i));
    }
    assertThat(gates.stream().mapToInt(gate -> gate.polls).sum()).isEqualTo(2 * count);
  }
}
