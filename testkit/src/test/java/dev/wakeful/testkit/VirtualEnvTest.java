package dev.wakeful.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Clock;
import dev.wakeful.env.ListenSocket;
import dev.wakeful.env.Parker;
import dev.wakeful.env.Pollable;
import dev.wakeful.env.Poller;
import dev.wakeful.env.StreamSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class VirtualEnvTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final Poller.Events IGNORED = (token, ready) -> {};

  private final VirtualEnv env = VirtualEnv.seeded(42);
  private final VirtualClock clock = env.clock();

  @Test
  @Tag("T-9")
  void theClockStartsAlwaysAtTheSameTimeAndStandsStill() {
    assertThat(clock.nanos()).isEqualTo(VirtualClock.START_NANOS);
    assertThat(clock.wallMillis()).isEqualTo(VirtualClock.START.toEpochMilli());
    assertThat(clock.isPaused()).isTrue();
    clock.advance(Duration.ofNanos(51_592_123));
    assertThat(clock.elapsed()).isEqualTo(Duration.ofNanos(51_592_123));
    assertThat(clock.wallMillis()).isEqualTo(VirtualClock.START.toEpochMilli() + 51);
    assertThatThrownBy(() -> clock.advance(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Tag("T-9")
  void resumedItFollowsTheRealClockFromWhereItStands() {
    AtomicLong real = new AtomicLong(77);
    VirtualClock follower =
        new VirtualClock(
            new Clock() {
              @Override
              public long nanos() {
                return real.get();
              }

              @Override
              public long wallMillis() {
                return 0;
              }
            });
    real.addAndGet(1_000);
    assertThat(follower.elapsed()).isZero();
    follower.resume();
    real.addAndGet(500);
    assertThat(follower.elapsed()).isEqualTo(Duration.ofNanos(500));
    assertThatThrownBy(() -> follower.advance(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(follower::resume).isInstanceOf(IllegalStateException.class);
    follower.pause();
    real.addAndGet(500);
    assertThat(follower.elapsed()).isEqualTo(Duration.ofNanos(500));
    assertThatThrownBy(follower::pause).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @Tag("T-10")
  void whoeverWaitsWithATimeoutLetsTheClockJump() throws Exception {
    Parker parker = env.newParker();
    assertThat(parker.park(HOUR)).isFalse();
    assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(1));
    try (Poller poller = env.newPoller()) {
      assertThat(poller.poll(HOUR, IGNORED)).isZero();
      assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(2));
      assertThat(poller.poll(0, IGNORED)).isZero();
    }
    assertThat(parker.park(0)).isFalse();
    assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  @Tag("T-10")
  void nothingJumpsWhenSomethingHasHappened() throws Exception {
    Parker parker = env.newParker();
    parker.unpark();
    assertThat(parker.park(HOUR)).isTrue();
    try (Poller poller = env.newPoller()) {
      poller.wakeup();
      assertThat(poller.poll(HOUR, IGNORED)).isZero();
    }
    assertThat(clock.elapsed()).isZero();
  }

  @Test
  @Tag("T-10")
  void realSocketsWorkOnVirtualTime() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (Poller poller = env.newPoller();
        ListenSocket listener = env.sockets().listen(any, 8)) {
      poller.register(listener, 7, Poller.READ);
      List<Long> told = new ArrayList<>();
      try (StreamSocket client = env.sockets().connect(listener.localAddress())) {
        poller.poll(-1, (token, ready) -> told.add(token));
        assertThat(told).containsExactly(7L);
        poller.poll(HOUR, (token, ready) -> told.add(token));
        assertThat(told).containsExactly(7L, 7L);
        assertThat(client.isClosed()).isFalse();
      }
      assertThat(clock.elapsed()).isZero();
    }
  }

  @Test
  @Tag("T-10")
  void whileHeldItWaitsForAWakeUp() throws Exception {
    env.hold();
    env.hold();
    env.release();
    Parker parker = env.newParker();
    CompletableFuture<Boolean> permit = new CompletableFuture<>();
    env.threads().start("sleeper", () -> permit.complete(parker.park(HOUR)));
    parker.unpark();
    assertThat(permit.get(10, TimeUnit.SECONDS)).isTrue();
    try (Poller poller = env.newPoller()) {
      CompletableFuture<Integer> told = pollElsewhere(poller);
      poller.wakeup();
      assertThat(told.get(10, TimeUnit.SECONDS)).isZero();
    }
    assertThat(clock.elapsed()).isZero();
  }

  @Test
  @Tag("T-10")
  void releasedItJumps() throws Exception {
    env.hold();
    Parker parker = env.newParker();
    CompletableFuture<Boolean> permit = new CompletableFuture<>();
    env.threads().start("sleeper", () -> permit.complete(parker.park(HOUR)));
    env.release();
    assertThat(permit.get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(1));
    assertThatThrownBy(env::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("hold");
  }

  @Test
  @Tag("T-9")
  void withoutJumpsATestThreadMovesTheClock() throws Exception {
    env.autoAdvance(false);
    Parker parker = env.newParker();
    CompletableFuture<Boolean> permit = new CompletableFuture<>();
    env.threads().start("sleeper", () -> permit.complete(parker.park(HOUR)));
    try (Poller poller = env.newPoller()) {
      CompletableFuture<Integer> told = pollElsewhere(poller);
      clock.advance(Duration.ofMinutes(1));
      assertThat(permit).isNotDone();
      assertThat(told).isNotDone();
      // They may begin to wait before or after the clock moves: two hours are enough either way.
      while (!permit.isDone() || !told.isDone()) {
        clock.advance(Duration.ofHours(2));
        Thread.onSpinWait();
      }
      assertThat(permit.get()).isFalse();
      assertThat(told.get()).isZero();
    }
  }

  @Test
  void resumedWaitsAreReal() throws Exception {
    clock.resume();
    assertThat(env.newParker().park(1_000_000)).isFalse();
    assertThat(clock.elapsed()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(50));
    try (Poller poller = env.newPoller()) {
      assertThat(poller.poll(1_000_000, IGNORED)).isZero();
    }
    assertThat(clock.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(2));
  }

  @Test
  void theSameSeedAndLabelGiveTheSameNumbersWhoeverAsksFirst() {
    VirtualEnv twin = VirtualEnv.seeded(42);
    long other = twin.entropy().stream("other").nextLong();
    long number = env.entropy().stream("steal/worker-1").nextLong();
    assertThat(twin.entropy().stream("steal/worker-1").nextLong()).isEqualTo(number);
    assertThat(env.entropy().stream("other").nextLong()).isEqualTo(other);
    assertThat(number).isNotEqualTo(other);
    assertThat(VirtualEnv.seeded(43).entropy().stream("other").nextLong()).isNotEqualTo(other);
    assertThat(env.seed()).isEqualTo(42);
    assertThat(VirtualEnv.create().seed()).isZero();
  }

  private CompletableFuture<Integer> pollElsewhere(Poller poller) {
    CompletableFuture<Integer> told = new CompletableFuture<>();
    env.threads()
        .start(
            "poller",
            () -> {
              try {
                told.complete(poller.poll(HOUR, IGNORED));
              } catch (java.io.IOException e) {
                told.completeExceptionally(e);
              }
            });
    return told;
  }

  @Test
  @Tag("T-9")
  void whoeverLetsGoAfterUnparkingIsHeardBeforeTheClockJumps() {
    Parker parker = env.newParker();
    for (int i = 0; i < 20_000; i++) {
      env.threads().startBlocking("caller", parker::unpark); // holds the clock until it has ended
      assertThat(parker.park(HOUR)).as("unparked in round %d", i).isTrue();
    }
    assertThat(clock.elapsed()).isZero();
  }

  @Test
  @Tag("T-9")
  void whatHappensWhileThePollerLooksIsSeenBeforeTheClockJumps() throws Exception {
    env.hold();
    try (Poller poller = new VirtualPoller(env, new LateEvent(env::release))) {
      assertThat(poller.poll(HOUR, IGNORED)).isEqualTo(1);
    }
    assertThat(clock.elapsed()).isZero();
  }

  /// A poller in which something happens right after it has been looked at for the first time.
  private static final class LateEvent implements Poller {
    private final Runnable then;
    private boolean ready;

    /// @param then what whoever made it happen does next
    LateEvent(Runnable then) {
      this.then = then;
    }

    @Override
    public int poll(long nanos, Events events) {
      if (ready) {
        return 1;
      }
      ready = true;
      then.run();
      return 0;
    }

    @Override
    public void register(Pollable source, long token, int wishes) {}

    @Override
    public void update(Pollable source, int wishes) {}

    @Override
    public void deregister(Pollable source) {}

    @Override
    public void wakeup() {}

    @Override
    public void close() {}
  }
}
