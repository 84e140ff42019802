package dev.wakeful.executor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// A worker's own queue: a ring that its owner fills and that everybody empties.
///
/// `head` and `tail` count up for ever and wrap round; their difference is the length, their low
/// bits are slots.
///
/// | field | read | written | by |
/// |---|---|---|---|
/// | `tail` | plain by the owner, acquire by thieves | release | the owner only |
/// | `head` | acquire | compare-and-set | the owner and thieves |
/// | slot | plain by the owner, opaque by thieves | plain | the owner only, outside [head, tail) |
///
/// **Invariants.** Slots in [head, tail) hold tasks that nobody else has. A task is taken by the
/// compare-and-set of `head` alone, after its slot was read; a reader whose compare-and-set fails
/// throws away what it read, which may be rubbish.
///
/// **Not an invariant:** slots outside [head, tail) are not null. Only the owner may write a slot,
/// and it does not know when thieves are done with it, so a finished task stays reachable until its
/// slot is used again: at most one ring of them.
///
/// **Accepted race:** a thief that sleeps between reading `head` and its compare-and-set while
/// exactly 2^32 tasks pass through takes tasks twice. At ten million tasks a second that is a sleep
/// of seven minutes hitting one exact number.
///
/// The shape is that of Go's and Tokio's queues; the access modes are proven in `stress`.
final class RunQueue {
  /// How many tasks a ring of the library holds.
  static final int CAPACITY = 256;

  private static final VarHandle HEAD;
  private static final VarHandle TAIL;
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Task[].class);

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      HEAD = lookup.findVarHandle(RingEnds.class, "head", int.class);
      TAIL = lookup.findVarHandle(RingEnds.class, "tail", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final RingEnds ends = new RingEnds();
  private final @Nullable Task<?>[] slots;
  private final int mask;

  /// An empty ring whose counts start at a given number, for tests of the wrap-around.
  ///
  /// @param capacity a power of two, at least 2
  /// @param start where head and tail begin
  RunQueue(int capacity, int start) {
    if (Integer.bitCount(capacity) != 1 || capacity < 2) {
      throw new IllegalArgumentException("capacity must be a power of two: " + capacity);
    }
    slots = new Task<?>[capacity];
    mask = capacity - 1;
    ends.head = start;
    ends.tail = start;
  }

  RunQueue() {
    this(CAPACITY, 0);
  }

  /// Adds at the back. Owner only.
  ///
  /// @return false when the ring is full
  boolean push(Task<?> task) {
    int tail = ends.tail;
    // Pairs with the compare-and-set of whoever emptied the slot: their reads of it are over.
    int head = (int) HEAD.getAcquire(ends);
    if (tail - head > mask) {
      return false;
    }
    slots[tail & mask] = task;
    // Releases the slot; pairs with the acquire of `tail` in stealInto().
    TAIL.setRelease(ends, tail + 1);
    return true;
  }

  /// Takes from the front. Owner only.
  @Nullable Task<?> pop() {
    int tail = ends.tail;
    while (true) {
      // Pairs with the thieves' compare-and-set.
      int head = (int) HEAD.getAcquire(ends);
      if (head == tail) {
        return null;
      }
      Task<?> task = slots[head & mask];
      if (HEAD.compareAndSet(ends, head, head + 1)) {
        return task;
      }
    }
  }

  /// Takes half of a full ring from the front, for the inject queue. Owner only.
  ///
  /// @return the tasks in order, or null when thieves were faster and there is room now
  Task<?> @Nullable [] popHalf() {
    int half = slots.length / 2;
    // Pairs with the thieves' compare-and-set.
    int head = (int) HEAD.getAcquire(ends);
    if (ends.tail - head < slots.length) {
      return null;
    }
    Task<?>[] taken = new Task<?>[half];
    for (int i = 0; i < half; i++) {
      taken[i] = slots[(head + i) & mask];
    }
    return HEAD.compareAndSet(ends, head, head + half) ? taken : null;
  }

  /// Moves half of this ring (rounded up) to the thief's, which must be empty.
  ///
  /// @param thief the ring of the calling worker
  /// @return one of the tasks, to be polled now and in neither ring; null when this one is empty
  @Nullable Task<?> stealInto(RunQueue thief) {
    while (true) {
      // Pairs with the compare-and-set of pop() and of other thieves.
      int head = (int) HEAD.getAcquire(ends);
      // Acquires the slots that push() released with `tail`.
      int tail = (int) TAIL.getAcquire(ends);
      int length = tail - head;
      if (length <= 0) {
        return null;
      }
      int count = length - length / 2;
      if (length > slots.length || count > thief.slots.length) {
        continue; // head was stale when tail was read
      }
      int at = thief.ends.tail;
      for (int i = 0; i < count; i++) {
        // Opaque: the owner may write the slot meanwhile, and then the compare-and-set fails.
        Task<?> task = (Task<?>) SLOT.getOpaque(slots, (head + i) & mask); // pairs with push()
        thief.slots[(at + i) & thief.mask] = task;
      }
      if (HEAD.compareAndSet(ends, head, head + count)) {
        Task<?> last = thief.slots[(at + count - 1) & thief.mask];
        // Releases the slots to those who steal from the thief; pairs with the acquire above.
        TAIL.setRelease(thief.ends, at + count - 1);
        return last;
      }
    }
  }

  /// Lets go of tasks that were taken. Owner only. To thieves it is as if the slots were filled
  /// again.
  void forgetTaken() {
    // Pairs with the compare-and-set of whoever took them.
    int head = (int) HEAD.getAcquire(ends);
    for (int i = 1, free = slots.length - (ends.tail - head); i <= free; i++) {
      slots[(head - i) & mask] = null;
    }
  }

  /// How many tasks there are: exact for the owner, a guess for others.
  int length() {
    // Pairs with push() and with whoever takes.
    int length = (int) TAIL.getAcquire(ends) - (int) HEAD.getAcquire(ends);
    return Math.max(0, length);
  }

  /// Whether there is nothing, as seen after a full fence: for the last look before sleep.
  boolean isEmpty() {
    return (int) HEAD.getVolatile(ends) == (int) TAIL.getVolatile(ends);
  }
}
