package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.task.Poll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C-5")
class PollTest {
  @Test
  void readyHasAValueAndPendingHasNone() {
    Poll<String> ready = Poll.ready("x");
    assertThat(ready.isReady()).isTrue();
    assertThat(ready.isPending()).isFalse();
    assertThat(ready.get()).isEqualTo("x");

    Poll<String> pending = Poll.pending();
    assertThat(pending.isReady()).isFalse();
    assertThat(pending.isPending()).isTrue();
    assertThatThrownBy(pending::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("pending");
    assertThat(pending).hasToString("Pending");
  }

  @Test
  void pendingAndDoneAreAlwaysTheSameObject() {
    assertThat((Object) Poll.<String>pending()).isSameAs(Poll.<Integer>pending());
    assertThat(Poll.done()).isSameAs(Poll.done());
    assertThat(Poll.done().isReady()).isTrue();
  }

  @Test
  void aSwitchOverItNeedsNoDefault() {
    Poll<Integer> poll = Poll.ready(7);
    int seen =
        switch (poll) {
          case Poll.Ready<Integer>(Integer value) -> value;
          case Poll.Pending<Integer> pending -> -1;
        };
    assertThat(seen).isEqualTo(7);
  }
}
