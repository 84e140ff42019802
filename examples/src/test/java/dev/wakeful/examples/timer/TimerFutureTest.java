package dev.wakeful.examples.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.examples.Output;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TimerFutureTest {
  @Test
  void itRingsNoSoonerThanSaid() throws Exception {
    assertThat(Output.of(out -> WaitForTimer.run(Duration.ofMillis(20), out)))
        .hasSize(2)
        .last()
        .asString()
        .matches("it rang (\\d{3,}|[2-9]\\d) ms after its first poll");
  }

  @Test
  void theWakerOfTheLatestPollIsWokenAndNoOther() throws Exception {
    TimerFuture timer = new TimerFuture(Duration.ofMillis(300));
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);

    assertThat(timer.poll(Context.of(first::countDown))).isEqualTo(Poll.pending());
    assertThat(timer.poll(Context.of(second::countDown))).isEqualTo(Poll.pending());
    second.await();

    assertThat(first.getCount()).as("wakes owed to the waker before").isEqualTo(1);
    assertThat(timer.poll(Context.of(Waker.noop()))).isEqualTo(Poll.done());
    assertThatThrownBy(() -> timer.poll(Context.of(Waker.noop())))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void cancelledItNeverRings() {
    TimerFuture timer = new TimerFuture(Duration.ofDays(1));
    assertThat(timer.poll(Context.of(Waker.noop()))).isEqualTo(Poll.pending());
    timer.cancel();
    timer.cancel();
    assertThatThrownBy(() -> timer.poll(Context.of(Waker.noop())))
        .isInstanceOf(IllegalStateException.class);
  }
}
