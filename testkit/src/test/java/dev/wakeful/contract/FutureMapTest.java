package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.AwaitTrace;
import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.future.Pair;
import dev.wakeful.stream.FutureMap;
import dev.wakeful.stream.Next;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.FutureLedger;
import dev.wakeful.testkit.TestStream;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F-70")
class FutureMapTest {
  private final FutureLedger ledger = new FutureLedger();
  private final FutureMap<String, Integer> map = new FutureMap<>();
  private final TestStream<Pair<String, Outcome<Integer>>> stream = TestStream.of(map);

  private Gate put(String key) {
    Gate gate = new Gate(7);
    map.insert(key, ledger.track(key, gate));
    return gate;
  }

  @Test
  void outcomesComeWithTheirKeysInTheOrderOfFinishing() throws Exception {
    Exception failure = new Exception("b");
    Gate a = put("a");
    Gate b = put("b");
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    b.fail(failure);
    a.open();
    assertThat(map.keys()).containsExactly("a", "b");
    assertThat(stream.pollNext())
        .isEqualTo(Next.item(new Pair<>("b", new Outcome.Failure<Integer>(failure))));
    assertThat(map.keys()).containsExactly("a");
    assertThat(stream.pollNext()).isEqualTo(Next.item(new Pair<>("a", new Outcome.Success<>(7))));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(map.isEmpty()).isTrue();
    ledger.assertSettled();
    map.insert("c", Future.ready(8));
    assertThat(stream.pollNext()).isEqualTo(Next.item(new Pair<>("c", new Outcome.Success<>(8))));
  }

  @Test
  void aSecondOneUnderAKeyCancelsTheFirstAndOnlyTheSecondIsGiven() throws Exception {
    Gate first = put("a");
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    first.open();
    map.insert("a", Future.ready(8));
    assertThat(ledger.cancelled()).containsExactly("a");
    assertThat(stream.pollNext()).isEqualTo(Next.item(new Pair<>("a", new Outcome.Success<>(8))));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(first.polls).isEqualTo(1);
  }

  @Test
  void oneIsCancelledAndAnotherGivenBack() throws Exception {
    Gate a = put("a");
    Gate b = put("b");
    put("c");
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(map.cancel("a")).isTrue();
    assertThat(map.cancel("a")).isFalse();
    assertThat(ledger.cancelled()).containsExactly("a");
    assertThat(map.remove("b")).isPresent();
    assertThat(map.remove("b")).isEmpty();
    a.wake();
    b.wake();
    assertThat(stream.isWoken()).isFalse();
    assertThat(map.keys()).containsExactly("c");
    assertThat(map.containsKey("c")).isTrue();
    assertThat(map.size()).isEqualTo(1);
    assertThat(ledger.unsettled()).containsExactly("b", "c");
    assertThat(AwaitTrace.print(map.awaited().getFirst())).isEqualTo("on c\n");
    stream.cancel();
    assertThat(ledger.cancelled()).containsExactly("a", "c");
    assertThatThrownBy(() -> map.insert("d", new Gate(1))).hasMessageContaining("clear()");
  }

  @Test
  void anErrorIsThrownAndItsFutureIsOut() throws Exception {
    Error error = new Cancelled("test");
    Gate a = put("a");
    put("b");
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    a.fail(error);
    assertThatThrownBy(stream::pollNext).isSameAs(error);
    assertThat(map.keys()).containsExactly("b");
    assertThat(map.pollCancel(Context.of(Waker.noop())).isReady()).isTrue();
    assertThat(ledger.cancelled()).isEqualTo(List.of("b"));
    ledger.assertSettled();
  }
}
