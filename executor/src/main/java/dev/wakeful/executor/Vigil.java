package dev.wakeful.executor;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// How many threads of an executor are awake, and whether its [Watchdog] may sleep.
///
/// **The protocol.** Whoever wakes up counts itself, *then* looks whether the watchdog is parked;
/// the watchdog says that it parks, *then* looks whether somebody is awake. Both store and then
/// load; both stores are atomic operations, which are full fences. Weaker, each may miss the other,
/// and nobody watches for as long as the executor is busy.
///
/// | state | set by | left by |
/// |---|---|---|
/// | `UNBORN` | birth | the first to be awake, who starts the watchdog |
/// | `TICKING` | whoever starts or wakes it | the watchdog, when all was quiet; the close |
/// | `PARKED` | the watchdog, just before it looks and parks | whoever wakes up; the close |
/// | `ENDED` | the close, or birth when there is no watchdog | nothing |
final class Vigil {

  /// What one who wakes up owes the watchdog.
  enum Duty {
    NONE,
    START,
    UNPARK
  }

  private enum State {
    UNBORN,
    TICKING,
    PARKED,
    ENDED
  }

  /// How many are awake (low half), and how often somebody has woken up (high half).
  private final AtomicLong awake = new AtomicLong();

  private final AtomicReference<State> state;

  /// Nobody is awake.
  ///
  /// @param watched whether there is to be a watchdog
  Vigil(boolean watched) {
    state = new AtomicReference<>(watched ? State.UNBORN : State.ENDED);
  }

  /// The current thread wakes up.
  Duty awake() {
    awake.getAndAdd((1L << 32) + 1); // said, then looked: pairs with park()
    State seen = state.get();
    if (seen == State.TICKING || seen == State.ENDED || !state.compareAndSet(seen, State.TICKING)) {
      return Duty.NONE;
    }
    return seen == State.UNBORN ? Duty.START : Duty.UNPARK;
  }

  /// The current thread goes to sleep.
  void asleep() {
    awake.getAndAdd(-1);
  }

  /// A number that stays the same while nobody wakes up or goes to sleep.
  long look() {
    return awake.get();
  }

  /// Whether nobody was awake.
  ///
  /// @param look what [#look] gave
  static boolean isQuiet(long look) {
    return (int) look == 0;
  }

  /// The watchdog is going to park.
  ///
  /// @return whether it must, until [#isParked] is false; otherwise somebody is awake. If that one
  ///   came just in between, there is a permit too many, and so one tick that is early.
  boolean park() {
    if (!state.compareAndSet(State.TICKING, State.PARKED)) {
      return false;
    }
    if (isQuiet(look())) { // said, then looked: pairs with awake()
      return true;
    }
    state.compareAndSet(State.PARKED, State.TICKING);
    return false;
  }

  /// Whether the watchdog is to sleep on.
  boolean isParked() {
    return state.get() == State.PARKED;
  }

  /// There shall be no watchdog any more.
  ///
  /// @return whether there never was one
  boolean end() {
    return state.getAndSet(State.ENDED) == State.UNBORN;
  }

  /// Whether there shall be none.
  boolean isEnded() {
    return state.get() == State.ENDED;
  }
}
