package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.CarrierThread;
import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.env.Poller;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The ports of the real world, and above all its parker.
class SystemEnvTest {
  private final Env env = Env.system();
  private final Parker parker = env.newParker();

  @Test
  void aPermitGivenBeforeIsTakenAtOnceAndManyAreOne() {
    parker.unpark();
    parker.unpark();
    parker.park();
    assertThat(parker.park(0)).isFalse();
  }

  @Test
  void aPermitIsTakenByATimedParkToo() {
    parker.unpark();
    assertThat(parker.park(Long.MAX_VALUE)).isTrue();
    parker.unpark();
    assertThat(parker.park(0)).isTrue();
    parker.unpark();
    assertThat(parker.park(-1)).isTrue();
    assertThat(parker.park(-1)).isFalse();
  }

  @Test
  void aTimedParkSleepsItsTimeAndNoLess() {
    long before = env.clock().nanos();
    assertThat(parker.park(2_000_000)).isFalse();
    assertThat(env.clock().nanos() - before).isGreaterThanOrEqualTo(2_000_000);
    parker.unpark();
    assertThat(parker.park(0)).as("a park that gave up leaves the parker as it was").isTrue();
  }

  @Test
  void twoThreadsHandAPermitBackAndForth() throws Exception {
    Parker other = env.newParker();
    CompletableFuture<Integer> rounds = new CompletableFuture<>();
    env.threads()
        .start(
            "echo",
            () -> {
              int count = 0;
              for (; count < 2_000; count++) {
                other.park();
                parker.unpark();
              }
              rounds.complete(count);
            });
    for (int i = 0; i < 2_000; i++) {
      other.unpark();
      if (i % 2 == 0) {
        parker.park();
      } else {
        assertThat(parker.park(Long.MAX_VALUE)).isTrue();
      }
    }
    assertThat(rounds.get(10, TimeUnit.SECONDS)).isEqualTo(2_000);
  }

  @Test
  void anInterruptIsKeptAndDoesNotEndOrSpinTheSleep() throws Exception {
    CompletableFuture<Boolean> kept = new CompletableFuture<>();
    Thread sleeper =
        env.threads()
            .start(
                "sleeper",
                () -> {
                  Thread.currentThread().interrupt();
                  boolean permit = parker.park(1_000_000);
                  boolean still = Thread.currentThread().isInterrupted();
                  parker.park();
                  kept.complete(!permit && still && Thread.currentThread().isInterrupted());
                });
    for (int asleep = 0; asleep < 1_000; asleep++) {
      if (sleeper.getState() != Thread.State.WAITING) {
        asleep = 0; // one that spins is never seen asleep a thousand times running
      }
    }
    sleeper.interrupt();
    assertThat(kept).isNotDone();
    parker.unpark();
    assertThat(kept.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void twoThreadsOnOneParkerAreAnError() throws Exception {
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    Runnable sleep =
        () -> {
          try {
            parker.park();
          } catch (IllegalStateException e) {
            refused.complete(e);
          }
        };
    Thread one = env.threads().start("one", sleep);
    Thread two = env.threads().start("two", sleep);
    assertThat(refused.get(10, TimeUnit.SECONDS)).hasMessageContaining("two threads on one parker");
    parker.unpark();
    assertThat(one.join(Duration.ofSeconds(10))).isTrue();
    assertThat(two.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void timeGoesForward() {
    long first = env.clock().nanos();
    assertThat(env.clock().nanos() - first).isNotNegative();
    assertThat(env.clock().wallMillis()).isGreaterThan(1_700_000_000_000L);
  }

  @Test
  void threadsAreNamedDaemonsAndKnowTheirPassenger() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    Thread thread =
        env.threads()
            .start(
                "worker-7",
                () -> {
                  CarrierThread.board("me");
                  seen.complete(
                      CarrierThread.current() + " on " + Thread.currentThread().getName());
                });
    assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo("me on worker-7");
    assertThat(thread.isDaemon()).isTrue();
    assertThat(CarrierThread.current()).isNull();
    assertThatThrownBy(() -> CarrierThread.board("me"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is not a carrier thread");

    CompletableFuture<String> blocking = new CompletableFuture<>();
    env.threads()
        .startBlocking("blocking-1", () -> blocking.complete(Thread.currentThread().getName()));
    assertThat(blocking.get(10, TimeUnit.SECONDS)).isEqualTo("blocking-1");
  }

  @Test
  void aWakeupEndsThePollUnderWayOrElseTheNext() throws Exception {
    try (Poller poller = env.newPoller()) {
      poller.wakeup();
      poller.wakeup();
      assertThat(poller.poll(-1, (token, ready) -> {})).isZero();
      assertThat(poller.poll(1_000_000, (token, ready) -> {})).isZero();
      CompletableFuture<Integer> told = new CompletableFuture<>();
      env.threads()
          .start(
              "poller",
              () -> {
                try {
                  told.complete(poller.poll(-1, (token, ready) -> {}));
                } catch (java.io.IOException e) {
                  told.completeExceptionally(e);
                }
              });
      poller.wakeup();
      assertThat(told.get(10, TimeUnit.SECONDS)).isZero();
    }
  }

  @Test
  void hostsHaveAddressesAndLabelsHaveStreams() throws Exception {
    assertThat(env.resolver().resolve("127.0.0.1")).hasSize(1);
    assertThat(env.entropy().stream("a").nextLong())
        .isNotEqualTo(env.entropy().stream("a").nextLong());
    assertThat(Env.system()).isSameAs(env);
  }
}
