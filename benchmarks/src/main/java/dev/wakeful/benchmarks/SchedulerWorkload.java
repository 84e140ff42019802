package dev.wakeful.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/// What is done, by every subject in the same shape and number: those of Tokio's own
/// `rt_multi_threaded` benchmarks where it has one.
enum SchedulerWorkload {
  /// A task spawned from a thread outside, polled once and finished; 10,000 in a row.
  SPAWN_MANY("spawn from outside", Sizes.MANY),
  /// The same, while four tasks yield without end.
  SPAWN_MANY_BUSY("spawn from outside, all busy", Sizes.MANY),
  /// A task spawned from inside a task; 10,000 in a row.
  SPAWN_MANY_LOCAL("spawn from inside", Sizes.MANY),
  /// A task spawned from inside a task, which then joins all 10,000.
  SPAWN_JOIN("spawn and join", Sizes.MANY),
  /// One yield of one of 200 tasks that yield 1,000 times each.
  YIELD_MANY("yield", (long) Sizes.YIELDERS * Sizes.YIELDS),
  /// A task that spawns another one, sends it a value and waits for the answer; 1,000 at a time.
  PING_PONG("ping-pong", Sizes.PAIRS),
  /// A task that spawns the next one; chains of 1,000.
  CHAINED_SPAWN("chained spawn", Sizes.CHAIN),
  /// A token that goes from one of 1,000 tasks in a circle to the next, by channels of one slot.
  TOKEN_RING("token ring", Sizes.HOPS),
  /// A task that makes a blocking call beside itself and waits for it, which does nothing.
  SPAWN_BLOCKING("blocking call", Sizes.CALLS),
  /// Bytes of a task that waits for nothing that comes.
  MEMORY_PARKED("parked", 0),
  /// Bytes of a task that sleeps for an hour.
  MEMORY_SLEEPING("sleeping", 0),
  /// Bytes of a task that waits for its own channel of one slot, and of the channel.
  MEMORY_CHANNEL("waiting on its own channel", 0);

  private final String title;
  private final long operations;

  SchedulerWorkload(String title, long operations) {
    this.title = title;
    this.operations = operations;
  }

  /// As programs spell it.
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// As people read it.
  String title() {
    return title;
  }

  /// How many operations an iteration does.
  long operations() {
    return operations;
  }

  /// Whether bytes are counted, not nanoseconds.
  boolean isMemory() {
    return operations == 0;
  }

  /// A bare pool has neither timers nor threads that may block.
  boolean existsOn(SchedulerSubject subject) {
    return subject != SchedulerSubject.FORKJOINPOOL
        || (this != SPAWN_BLOCKING && this != MEMORY_SLEEPING);
  }

  /// Back from [#id].
  static SchedulerWorkload named(String id) {
    return Arrays.stream(values())
        .filter(workload -> workload.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no workload " + id));
  }

  /// How much of everything.
  static final class Sizes {
    static final int MANY = 10_000;
    static final int SPINNERS = 4;
    static final int YIELDERS = 200;
    static final int YIELDS = 1_000;
    static final int PAIRS = 1_000;
    static final int CHAIN = 1_000;
    static final int RING = 1_000;
    static final int HOPS = 10_000;
    static final int CALLS = 100;

    private Sizes() {}
  }
}
