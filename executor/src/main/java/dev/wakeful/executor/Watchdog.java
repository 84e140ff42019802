package dev.wakeful.executor;

import dev.wakeful.env.Clock;
import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Looks every ten milliseconds, from a thread of its own, whether those who poll get on.
///
/// It does what they cannot do without reading a clock at each poll: it finds the one who is stuck
/// in a poll, tells of it ([LongPolls]), and lets the executor put others in its place ([Beat]).
///
/// **Idle costs nothing.** When everybody has slept for ten ticks, it parks without limit, and the
/// first to wake up wakes it: see [Vigil].
final class Watchdog {
  /// How long it sleeps between two looks.
  static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);

  private static final int QUIET_TICKS = 10;

  /// What the executor looks after, at each tick.
  interface Beat {
    void tick(LongPolls polls, long now);
  }

  private final Setup setup;
  private final UnjoinedFailures failures;
  private final Beat beat;
  private final LongPolls polls;
  private final Clock clock;
  private final Parker parker;
  private final Gate gone;
  private final Vigil vigil;

  /// Its thread, once it was started.
  private volatile @Nullable Thread thread;

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
    this.vigil = new Vigil(setup.watchdog());
    if (vigil.isEnded()) {
      gone.open();
    }
  }

  /// The current thread begins to work or is back from its sleep.
  void awake() {
    switch (vigil.awake()) {
      case NONE -> {}
      case START -> start();
      case UNPARK -> parker.unpark();
    }
  }

  private void start() {
    try {
      thread = setup.env().threads().start(setup.name() + "-watchdog", this::run);
    } catch (Throwable noThread) {
      vigil.end(); // the runtime can do without
      gone.open();
      failures.tellUnhandled("the start of the watchdog", noThread);
    }
  }

  /// The current thread goes to sleep, or its work is over.
  void asleep() {
    vigil.asleep();
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

  /// Ends it, and waits until its thread is gone; not on its own thread, where a listener may close
  /// the executor.
  void close() {
    if (vigil.end()) {
      gone.open();
    }
    parker.unpark();
    if (Thread.currentThread() == thread) {
      return;
    }
    gone.await();
    Thread started = thread;
    if (started != null) {
      JoinThreads.all(List.of(started));
    }
  }

  private void run() {
    long seen = 0;
    int quietTicks = 0;
    while (!vigil.isEnded()) {
      if (quietTicks < QUIET_TICKS) {
        parker.park(TICK);
        long look = vigil.look();
        quietTicks = Vigil.isQuiet(look) && look == seen ? quietTicks + 1 : 0;
        seen = look;
        tick();
      } else {
        quietTicks = 0;
        if (vigil.park()) {
          while (vigil.isParked()) {
            parker.park();
          }
        }
      }
    }
    gone.open();
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
