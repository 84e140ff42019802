package dev.wakeful.executor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What one worker counts: written by it alone, read by anybody at any time.
///
/// A count is a plain read, an addition and an opaque store, without fence and without lock: the
/// reader sees each count as it was a moment ago, and none that never was. The counts of a worker
/// are together and far from everything else, so that nobody's writes slow them down.
final class WorkerCounters {
  /// Times a task was spawned on this thread.
  static final int SPAWNED = 0;

  static final int NEXT_SLOT_POLLS = 2;
  static final int BUDGET_YIELDS = 3;
  static final int LOCAL_SCHEDULES = 4;
  static final int OVERFLOWS = 5;
  static final int STEALS = 6;
  static final int STEAL_OPERATIONS = 7;
  static final int PARKS = 8;
  static final int UNPARKS = 9;
  static final int NOOPS = 10;
  static final int DRIVER_TURNS = 11;

  /// Nanoseconds awake, up to the last time it went to sleep.
  private static final int BUSY = 12;

  /// Since when it is awake; zero while it sleeps.
  private static final int AWAKE_SINCE = 13;

  private static final int TIMES = 14;
  private static final int SIZE = TIMES + PollTimes.BUCKETS;

  /// Two cache lines, in longs: processors fetch them in pairs.
  private static final int DISTANCE = 16;

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  private static final VarHandle SEQUENCE;

  static {
    try {
      SEQUENCE = MethodHandles.lookup().findVarHandle(WorkerCounters.class, "sequence", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// Twice the polls that are over, and one more during a poll.
  private long sequence;

  private final long[] cells = new long[DISTANCE + SIZE + DISTANCE];

  /// Counts one. Owner only.
  ///
  /// @param counter which count
  void count(int counter) {
    add(counter, 1);
  }

  /// Counts several at once. Owner only.
  ///
  /// @param counter which count
  /// @param many how many
  void add(int counter, long many) {
    set(counter, cells[DISTANCE + counter] + many);
  }

  /// A poll begins, or is over. Owner only.
  void beat() {
    SEQUENCE.setRelease(this, sequence + 1); // pairs with sequence()
  }

  /// A number that is odd during a poll and changes when one begins or ends. Any thread may ask,
  /// and sees what the owner has done before.
  long sequence() {
    return (long) SEQUENCE.getAcquire(this); // pairs with beat()
  }

  /// Remembers how long a poll took. Owner only.
  void timed(long nanos) {
    count(TIMES + PollTimes.bucketOf(nanos));
  }

  /// The worker goes to sleep. Owner only.
  ///
  /// @param now the time
  void parks(long now) {
    count(PARKS);
    rests(now);
  }

  /// The worker stops for a while, but not to sleep. Owner only.
  ///
  /// @param now the time
  void rests(long now) {
    add(BUSY, now - cells[DISTANCE + AWAKE_SINCE]);
    set(AWAKE_SINCE, 0);
  }

  /// The worker is awake again. Owner only.
  ///
  /// @param now the time
  void unparks(long now) {
    wakes(now);
    count(UNPARKS);
  }

  /// The worker begins its work. Owner only.
  ///
  /// @param now the time
  void wakes(long now) {
    set(AWAKE_SINCE, now | 1); // never zero
  }

  private void set(int counter, long value) {
    CELL.setOpaque(cells, DISTANCE + counter, value); // pairs with read()
  }

  /// One of the counts. Any thread may ask.
  ///
  /// @param counter which count
  long read(int counter) {
    return (long) CELL.getOpaque(cells, DISTANCE + counter); // pairs with set()
  }

  /// All counts. Any thread may ask.
  ///
  /// @param name the name of the worker
  /// @param queued how many tasks wait for it
  /// @param now the time
  WorkerMetrics metrics(String name, int queued, long now) {
    long since = read(AWAKE_SINCE);
    long busy = read(BUSY) + (since == 0 ? 0 : Math.max(0, now - since));
    long unparks = read(UNPARKS); // before parks, which is never less
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < PollTimes.BUCKETS; i++) {
      times.add(read(TIMES + i));
    }
    return new WorkerMetrics(
        name,
        (sequence() + 1) / 2,
        read(NEXT_SLOT_POLLS),
        read(BUDGET_YIELDS),
        read(LOCAL_SCHEDULES),
        read(OVERFLOWS),
        read(STEALS),
        read(STEAL_OPERATIONS),
        read(PARKS),
        unparks,
        read(NOOPS),
        read(DRIVER_TURNS),
        Duration.ofNanos(busy),
        queued,
        new PollTimes(times));
  }
}
