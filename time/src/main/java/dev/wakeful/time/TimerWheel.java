package dev.wakeful.time;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Timers by the tick at which they are due: a hierarchical wheel.
///
/// Six levels; a slot of level *k* spans a *unit* of 64^*k* ticks. An entry goes to the lowest
/// level on which it lies in the block of 64 units that holds the present, or in the block after
/// that. So a level has 128 slots, two blocks, and it is always the same place for the same tick.
/// With ticks of 1 ms the levels reach 2^36 ms, 2.2 years; what lies beyond is entered at that
/// distance, and again when that has passed.
///
/// 1. Before the present enters a unit of level 1 or above, the slot of that unit is *opened*: its
///    entries move to lower levels.
/// 2. A slot may be opened as soon as the present is in the unit before; from then on nothing new
///    goes into it. So a large slot is opened a little with each advance, and no single tick pays
///    for all of it. Only when the clock jumps over it is it opened at one go, in steps of [#STEP]
///    between which the caller may let go of its lock.
/// 3. An entry that comes too late for its tick is due at the present one.
/// 4. Due entries are given out by tick, in a tick by deadline, with equal deadlines in the order
///    in which they were inserted. The slot of a tick is sorted when the tick comes.
///
/// Inserting and removing touch two neighbours and a bit. Nothing here knows a clock, a thread or a
/// waker; one thread uses it at a time. After Varghese and Lauck, and Tokio's `time::wheel`, which
/// has one block to a level and so nowhere to open a slot into before its time.
final class TimerWheel {
  /// How many entries are moved or given out in one go.
  static final int STEP = 1_024;

  /// How far ahead an entry can be entered, in ticks.
  static final long REACH = 1L << 36;

  /// Answer of [#nextTick] when there is no entry.
  static final long NEVER = Long.MAX_VALUE;

  private static final int LEVELS = 6;
  private static final int SLOTS = 128;
  private static final int SLOT_MASK = SLOTS - 1;

  /// Slots with this many entries at most are searched for the earliest one.
  private static final int FEW = 16;

  private static final Comparator<TimerEntry> ORDER = TimerWheel::compare;

  /// First entry of the ring of each slot, null when there is none; level by level.
  private final @Nullable TimerEntry[] heads = new @Nullable TimerEntry[LEVELS * SLOTS];

  /// How many entries each slot has.
  private final int[] counts = new int[LEVELS * SLOTS];

  /// A bit for each slot that has entries, two words a level.
  private final long[] occupied = new long[LEVELS * 2];

  /// The present: every entry due at an earlier tick has been given out.
  private long now;

  /// The tick whose slot has been sorted last.
  private long sorted = -1;

  private long inserted;
  private int size;

  /// How many entries there are.
  int size() {
    return size;
  }

  /// The present tick.
  long now() {
    return now;
  }

  /// Takes an entry.
  ///
  /// @param entry one that is in no wheel; its deadline is set
  /// @param tick the first tick at which it is due
  void insert(TimerEntry entry, long tick) {
    assert !entry.isLinked();
    entry.tick = tick;
    entry.number = inserted++;
    place(entry);
    size++;
  }

  /// Gives an entry back before its time.
  ///
  /// @param entry one that is in this wheel
  void remove(TimerEntry entry) {
    unlink(entry);
    size--;
  }

  /// The first tick at which [#advance] has something to do, or [#NEVER]; possibly the present one.
  ///
  /// It is never after the first tick at which an entry is due. It may be before, to open a slot.
  long nextTick() {
    if (size == 0) {
      return NEVER;
    }
    long next = now + REACH;
    for (int level = 0; level < LEVELS; level++) {
      long unit = firstUnit(level);
      if (unit != NEVER) {
        next = Math.min(next, level == 0 ? unit : worthOpening(level, unit));
      }
    }
    return next;
  }

  /// Moves the present forward and gives out what is due.
  ///
  /// @param target the tick to go to; an earlier one than the present changes nothing
  /// @param due is given the entries, about [#STEP] at most; they are in no wheel any more
  /// @return whether there is more to do: call again
  boolean advance(long target, List<TimerEntry> due) {
    int left = STEP;
    while (left > 0) {
      long tick = firstUnit(0);
      int level = firstToOpen(tick);
      if (level > 0) {
        long unit = firstUnit(level);
        long start = unit << shift(level);
        if (start > target) {
          break;
        }
        now = start - 1;
        left -= open(slot(level, unit), left);
      } else if (tick <= target) {
        now = tick;
        left -= giveOut(slot(0, tick), left, due);
      } else {
        break;
      }
    }
    if (left <= 0) {
      return true;
    }
    now = Math.max(now, target);
    openEarly();
    return false;
  }

  /// Takes everything out, in no order.
  ///
  /// @param all is given the entries
  void clear(List<TimerEntry> all) {
    for (int slot = 0; slot < heads.length; slot++) {
      for (TimerEntry head = heads[slot]; head != null; head = heads[slot]) {
        remove(head);
        all.add(head);
      }
    }
  }

  /// The level whose first slot must be opened before this tick comes; 0 when there is none.
  private int firstToOpen(long tick) {
    long earliest = tick;
    int found = 0;
    for (int level = 1; level < LEVELS; level++) {
      long unit = firstUnit(level);
      // A slot that begins at the tick itself may hold entries due at it.
      if (unit != NEVER && unit << shift(level) <= earliest) {
        earliest = unit << shift(level);
        found = level;
      }
    }
    return found;
  }

  /// Gives out the entries of a slot of level 0, whose tick is the present.
  private int giveOut(int slot, int limit, List<TimerEntry> due) {
    if (sorted != now) {
      sorted = now;
      sort(slot);
    }
    int done = 0;
    for (TimerEntry head = heads[slot]; head != null && done < limit; head = heads[slot]) {
      unlink(head);
      if (head.tick > now) {
        place(head); // from beyond the reach: again
      } else {
        size--;
        due.add(head);
      }
      done++;
    }
    return done;
  }

  /// Moves entries of a slot to lower levels.
  private int open(int slot, int limit) {
    int done = 0;
    for (TimerEntry head = heads[slot]; head != null && done < limit; head = heads[slot]) {
      unlink(head);
      place(head);
      done++;
    }
    return done;
  }

  /// Opens the slot that comes next, the whole of it or the share of one tick.
  private void openEarly() {
    for (int level = 1; level < LEVELS; level++) {
      long unit = (now >> shift(level)) + 1;
      int slot = slot(level, unit);
      int count = counts[slot];
      if (count > 0) {
        long ticksLeft = (unit << shift(level)) - now;
        open(slot, (int) Math.max(STEP, count / ticksLeft));
        return;
      }
    }
  }

  /// When to begin with a slot of level 1 or above.
  private long worthOpening(int level, long unit) {
    int slot = slot(level, unit);
    int count = counts[slot];
    if (count <= FEW) {
      return earliest(slot);
    }
    long start = unit << shift(level);
    if (count <= STEP) {
      return start;
    }
    long begin = Math.max(start - count / STEP, (unit - 1) << shift(level));
    return Math.max(now + 1, begin);
  }

  private long earliest(int slot) {
    long earliest = NEVER;
    TimerEntry head = heads[slot];
    if (head != null) {
      TimerEntry entry = head;
      do {
        earliest = Math.min(earliest, entry.tick);
        entry = entry.next;
      } while (entry != head);
    }
    return earliest;
  }

  private void place(TimerEntry entry) {
    long tick = Math.min(Math.max(entry.tick, now), now + REACH);
    int level = 0;
    while ((tick >> shift(level + 1)) - (now >> shift(level + 1)) > 1) {
      level++;
    }
    link(entry, slot(level, tick >> shift(level)));
  }

  private void link(TimerEntry entry, int slot) {
    TimerEntry head = heads[slot];
    if (head == null) {
      heads[slot] = entry;
      occupied[slot >> 6] |= 1L << slot;
    } else {
      TimerEntry last = head.previous;
      entry.previous = last;
      entry.next = head;
      last.next = entry;
      head.previous = entry;
    }
    entry.slot = slot;
    counts[slot]++;
  }

  private void unlink(TimerEntry entry) {
    int slot = entry.slot;
    TimerEntry next = entry.next;
    if (next == entry) {
      heads[slot] = null;
      occupied[slot >> 6] &= ~(1L << slot);
    } else {
      TimerEntry previous = entry.previous;
      previous.next = next;
      next.previous = previous;
      if (heads[slot] == entry) {
        heads[slot] = next;
      }
      entry.next = entry;
      entry.previous = entry;
    }
    entry.slot = TimerEntry.NOWHERE;
    counts[slot]--;
  }

  private void sort(int slot) {
    TimerEntry head = heads[slot];
    if (head == null) {
      return;
    }
    boolean inOrder = true;
    for (TimerEntry entry = head; inOrder && entry.next != head; entry = entry.next) {
      inOrder = compare(entry, entry.next) < 0;
    }
    if (inOrder) {
      return;
    }
    TimerEntry[] entries = new TimerEntry[counts[slot]];
    TimerEntry entry = head;
    for (int i = 0; i < entries.length; i++) {
      entries[i] = entry;
      entry = entry.next;
    }
    Arrays.sort(entries, ORDER);
    TimerEntry last = entries[entries.length - 1];
    for (TimerEntry each : entries) {
      last.next = each;
      each.previous = last;
      last = each;
    }
    heads[slot] = entries[0];
  }

  /// By deadline, then by number. Deadlines are compared by subtraction, as clocks want it.
  private static int compare(TimerEntry a, TimerEntry b) {
    int byDeadline = Long.signum(a.deadline - b.deadline);
    return byDeadline != 0 ? byDeadline : Long.compare(a.number, b.number);
  }

  /// The first unit of a level, from the present one on, whose slot has entries; or [#NEVER].
  private long firstUnit(int level) {
    long present = now >> shift(level);
    int from = (int) present & SLOT_MASK;
    long low = occupied[level * 2];
    long high = occupied[level * 2 + 1];
    if ((low | high) == 0) {
      return NEVER;
    }
    // Turned so that bit 0 of `near` is the slot of the present unit.
    if (from >= 64) {
      long swap = low;
      low = high;
      high = swap;
    }
    int turn = from & 63;
    long near = turn == 0 ? low : low >>> turn | high << (64 - turn);
    if (near != 0) {
      return present + Long.numberOfTrailingZeros(near);
    }
    long far = turn == 0 ? high : high >>> turn | low << (64 - turn);
    return present + 64 + Long.numberOfTrailingZeros(far);
  }

  private static int shift(int level) {
    return 6 * level;
  }

  private static int slot(int level, long unit) {
    return level * SLOTS + ((int) unit & SLOT_MASK);
  }
}
