package dev.wakeful.executor;

import dev.wakeful.env.Clock;
import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// Looks every ten milliseconds, from a thread of its own, whether those who poll get on.
///
/// It does what they cannot do without reading a clock at each poll: it finds the one who is stuck
/// in a poll, tells of it ([LongPolls]), and lets the executor put others in its place ([Beat]).
///
/// **Idle costs nothing.** When everybody has slept for ten ticks, it parks without limit, and the
/// first to wake up wakes it. Both sides store and then load: whoever wakes up counts itself, then
/// looks whether the watchdog is parked; the watchdog says that it parks, then looks whether
/// somebody is awake. Both stores are atomic operations, which are full fences; weaker, each may
/// miss the other, and nobody watches for as long as the runtime is busy.
///
/// | state | set by | left by |
/// |---|---|---|
/// | `UNBORN` | birth | the first to be awake, who starts the thread |
/// | `TICKING` | whoever starts or wakes it | the watchdog, when all was quiet; the close |
/// | `PARKED` | the watchdog, just before it looks and parks | whoever wakes up; the close |
/// | `ENDED` | the close, or birth when it is switched off | nothing |
final class Watchdog {
  /// How long it sleeps between two looks.
  static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);

  private static final int QUIET_TICKS = 10;

  /// What the executor looks after, at each tick.
  interface Beat {
    void tick(LongPolls polls, long now);
  }

  private enum State {
    UNBORN,
    TICKING,
    PARKED,
    ENDED
  }

  private final Setup setup;
  private final UnjoinedFailures failures;
  private final Beat beat;
  private final LongPolls polls;
  private final Clock clock;
  private final Parker parker;
  private final Gate gone;
  private final AtomicReference<State> state;

  /// How many are awake (low half), and how often somebody has woken up (high half).
  private final AtomicLong awake = new AtomicLong();

  private final List<Glance> roots = new ArrayList<>(); // guarded by itself

  /// A watchdog that starts when the first thread is awake, unless the setup has switched it off.
  ///
  /// @param setup threads, clock and options
  /// @param failures who is told when it breaks
  /// @param beat what the executor does at each tick
  Watchdog(Setup setup, UnjoinedFailures failures, Beat beat) {
    this.setup = setup;
    this.failures = failures;
    this.beat = beat;
    this.polls = new LongPolls(setup, failures);
    this.clock = setup.env().clock();
    this.parker = setup.env().newParker();
    this.gone = new Gate(setup.env());
    this.state = new AtomicReference<>(setup.watchdog() ? State.UNBORN : State.ENDED);
    if (!setup.watchdog()) {
      gone.open();
    }
  }

  /// The current thread begins to work or is back from its sleep.
  void awake() {
    awake.getAndAdd((1L << 32) + 1); // said, then looked: pairs with run()
    State seen = state.get();
    if (seen != State.TICKING && seen != State.ENDED) {
      rouse(seen);
    }
  }

  private void rouse(State seen) {
    if (!state.compareAndSet(seen, State.TICKING)) {
      return;
    }
    if (seen == State.PARKED) {
      parker.unpark();
      return;
    }
    try {
      setup.env().threads().start(setup.name() + "-watchdog", this::run);
    } catch (Throwable noThread) {
      state.set(State.ENDED); // the runtime can do without
      gone.open();
      failures.tellUnhandled("the start of the watchdog", noThread);
    }
  }

  /// The current thread goes to sleep, or its work is over.
  void asleep() {
    awake.getAndAdd(-1);
  }

  /// The current thread is in `blockOn`.
  ///
  /// @param root what it polls
  /// @return what it beats for each poll; to be given to [#leave]
  RootPulse enter(Future<?> root) {
    RootPulse pulse = new RootPulse(root);
    synchronized (roots) {
      roots.add(new Glance(pulse));
    }
    awake();
    return pulse;
  }

  /// The current thread leaves `blockOn`.
  void leave(RootPulse pulse) {
    asleep();
    synchronized (roots) {
      roots.removeIf(glance -> glance.pulse() == pulse);
    }
  }

  /// The threads that are in `blockOn`.
  List<Pulse> roots() {
    synchronized (roots) {
      return roots.stream().map(Glance::pulse).toList();
    }
  }

  /// Ends it, and waits until its thread is gone.
  void close() {
    State before = state.getAndSet(State.ENDED);
    if (before == State.UNBORN) {
      gone.open();
    }
    parker.unpark();
    gone.await();
  }

  private void run() {
    long seen = -1;
    int quiet = 0;
    while (state.get() != State.ENDED) {
      if (quiet < QUIET_TICKS) {
        parker.park(TICK);
        long now = awake.get();
        quiet = (int) now == 0 && now == seen ? quiet + 1 : 0;
        seen = now;
        tick();
      } else {
        quiet = 0;
        parkWhileAllSleep();
      }
    }
    gone.open();
  }

  private void parkWhileAllSleep() {
    if (!state.compareAndSet(State.TICKING, State.PARKED)) {
      return;
    }
    if ((int) awake.get() != 0) { // said, then looked: pairs with awake()
      state.compareAndSet(State.PARKED, State.TICKING);
      return; // if somebody was faster, there is a permit now, and one tick that is early
    }
    while (state.get() == State.PARKED) {
      parker.park();
    }
  }

  private void tick() {
    try {
      long now = clock.nanos();
      beat.tick(polls, now);
      List<Glance> all;
      synchronized (roots) {
        all = List.copyOf(roots);
      }
      for (Glance glance : all) {
        glance.look(now);
        polls.tellOf(glance, now);
      }
    } catch (Throwable broken) {
      failures.tellUnhandled("a tick of the watchdog", broken);
    }
  }
}
