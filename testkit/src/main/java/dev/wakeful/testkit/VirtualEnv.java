package dev.wakeful.testkit;

import dev.wakeful.env.Entropy;
import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.env.Poller;
import dev.wakeful.env.Resolver;
import dev.wakeful.env.Sockets;
import dev.wakeful.env.Threads;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/// An environment whose time and chance belong to the test; everything else is the real thing.
///
/// {@snippet class="snippets.VirtualEnvSnippets" region="virtual"}
///
/// **Time.** [#clock] starts paused. Whoever waits with a timeout, in a [Poller] or a [Parker],
/// does not sleep: it looks whether something has happened, and if not the clock jumps to the end
/// of the timeout. So a runtime that has nothing to do but wait for its next timer gets there at
/// once. A wait without timeout is a real one.
///
/// The jump is left out, and the wait ends by [VirtualClock#advance], by a wake-up or by an event,
/// while [#autoAdvance] is off or somebody holds the clock ([#hold]), as one must while work goes
/// on that no poller knows of, such as a reply on its way through a socket. A thread for blocking
/// calls holds the clock as long as it lives. While the clock follows the real one
/// ([VirtualClock#resume]), waits are real.
///
/// One thread at a time should be allowed to wait with a timeout: with several, the clock jumps for
/// the one that waits while the others still work.
///
/// **Chance.** Each label has a stream of its own, made from the seed and the label alone
/// ([Entropy#seeded]), so a seed gives the same numbers on every machine.
///
/// Any thread may use it. After Tokio's `start_paused`.
public final class VirtualEnv implements Env {
  private final Env below;
  private final long seed;
  private final VirtualClock clock;
  private final Threads threads = new HoldingThreads();
  private final AtomicInteger holds = new AtomicInteger();
  private volatile boolean autoAdvance = true;

  private VirtualEnv(long seed, Env below) {
    this.below = Objects.requireNonNull(below);
    this.seed = seed;
    this.clock = new VirtualClock(below.clock());
  }

  /// An environment over the system's, with seed 0.
  public static VirtualEnv create() {
    return seeded(0);
  }

  /// An environment over the system's.
  ///
  /// @param seed what all randomness comes from
  public static VirtualEnv seeded(long seed) {
    return seeded(seed, Env.system());
  }

  /// An environment over another one.
  ///
  /// @param seed what all randomness comes from
  /// @param below where sockets, threads and addresses come from
  public static VirtualEnv seeded(long seed, Env below) {
    return new VirtualEnv(seed, below);
  }

  /// What all randomness comes from.
  public long seed() {
    return seed;
  }

  /// Says whether a wait with a timeout lets the clock jump; it does unless told otherwise.
  ///
  /// @param jump whether to
  public void autoAdvance(boolean jump) {
    autoAdvance = jump;
    clock.announce();
  }

  /// Keeps the clock from jumping until [#release] has been called as often as this.
  public void hold() {
    holds.incrementAndGet();
  }

  /// Takes one [#hold] back.
  ///
  /// @throws IllegalStateException when nobody holds
  public void release() {
    int held = holds.getAndUpdate(count -> Math.max(0, count - 1));
    if (held == 0) {
      throw new IllegalStateException("release() without hold()");
    }
    if (held == 1) {
      clock.announce();
    }
  }

  /// Whether a wait that finds nothing may let the clock jump.
  boolean mayJump() {
    return autoAdvance && holds.get() == 0;
  }

  /// Whether only somebody else can bring the clock to this time. Whoever is going to wait for that
  /// listens to the clock first and then asks.
  boolean standsStillBefore(long deadline) {
    return clock.isPaused() && !mayJump() && deadline - clock.nanos() > 0;
  }

  @Override
  public VirtualClock clock() {
    return clock;
  }

  @Override
  public Entropy entropy() {
    return Entropy.seeded(seed);
  }

  @Override
  public Threads threads() {
    return threads;
  }

  @Override
  public Sockets sockets() {
    return below.sockets();
  }

  @Override
  public Resolver resolver() {
    return below.resolver();
  }

  @Override
  public Parker newParker() {
    return new VirtualParker(this, below.newParker());
  }

  @Override
  public Poller newPoller() throws IOException {
    return new VirtualPoller(this, below.newPoller());
  }

  @Override
  public String toString() {
    return "VirtualEnv[seed " + seed + ", " + clock + "]";
  }

  /// The threads below; those for blocking calls hold the clock.
  private final class HoldingThreads implements Threads {
    @Override
    public Thread start(String name, Runnable body) {
      return below.threads().start(name, body);
    }

    @Override
    public Thread startBlocking(String name, Runnable body) {
      hold();
      try {
        return below.threads().startBlocking(name, () -> runHolding(body));
      } catch (RuntimeException | Error e) {
        release(); // there is no thread that would
        throw e;
      }
    }

    @Override
    public void startForgettable(String name, Runnable body) {
      below.threads().startForgettable(name, body); // it may never end, so it can't hold
    }

    private void runHolding(Runnable body) {
      try {
        body.run();
      } finally {
        release();
      }
    }
  }
}
