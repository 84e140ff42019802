package dev.wakeful.examples.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.Elapsed;
import dev.wakeful.net.TcpListener;
import dev.wakeful.runtime.AsyncRuntime;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Four workers under everything at once for half a minute: sockets, timers, spawned and aborted
/// tasks, blocking calls and wakes from foreign threads. No token is lost or doubled, and nothing
/// stands still.
@Tag("long")
class SoakTest {
  private static final int SECONDS = 30;
  private static final int PAIRS = 200;

  @Test
  @Timeout(120)
  void everyTokenIsAccountedFor() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(4).name("soak").build();
        ForeignWakers foreign = new ForeignWakers(4)) {
      TcpListener listener = runtime.blockOn(TcpListener.bind("127.0.0.1", 0));
      TokenRing ring = new TokenRing(runtime, foreign, listener, PAIRS);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      long[] before = ring.progress();
      while (System.nanoTime() < end) {
        assertThat(ring.goesOn(5, TimeUnit.SECONDS)).as("all tokens travel").isTrue();
        long[] now = ring.progress();
        for (int i = 0; i < PAIRS; i++) {
          assertThat(now[i])
              .as(() -> "a token stands still; " + threads())
              .isGreaterThan(before[i]);
        }
        before = now;
      }
      long[] home = home(ring);
      assertThat(home).containsExactly(ring.tokens());
      System.out.printf(
          "%,d hops of %d tokens; %,d tasks aborted, %,d blocking calls, %,d foreign wakes%n",
          Arrays.stream(before).sum(), PAIRS, ring.aborted(), ring.blocking(), foreign.wakes());
      assertThat(ring.aborted()).isPositive();
      assertThat(ring.blocking()).isPositive();
      assertThat(foreign.wakes()).isPositive();
      listener.close();
    }
  }

  private static long[] home(TokenRing ring) throws Exception {
    try {
      return ring.stop();
    } catch (Elapsed e) {
      throw new AssertionError("a token does not come home; " + threads(), e);
    }
  }

  private static String threads() {
    StringBuilder text = new StringBuilder("threads:");
    Thread.getAllStackTraces()
        .forEach((thread, frames) -> {
          text.append("\n").append(thread).append(' ').append(thread.getState());
          for (StackTraceElement frame : frames) {
            text.append("\n    at ").append(frame);
          }
        });
    return text.toString();
  }
}
