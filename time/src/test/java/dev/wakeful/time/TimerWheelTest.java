package dev.wakeful.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The wheel against a sorted set, which cannot be wrong.
@Tag("T-2")
@Tag("T-3")
@Tag("F21")
class TimerWheelTest {
  private static final long DAY = 86_400_000L;

  private final TimerWheel wheel = new TimerWheel();

  @Test
  void firesByTickThenByDeadlineThenInTheOrderOfInsertion() {
    Entry late = entry(5, 490);
    Entry first = entry(5, 410);
    Entry second = entry(5, 410);
    Entry other = entry(4, 400);
    insert(late, first, second, other);

    assertThat(advance(5)).containsExactly(other, first, second, late);
    assertThat(wheel.size()).isZero();
  }

  @Test
  void theOrderDoesNotDependOnTheLevelAnEntryCameFrom() {
    Entry fromAbove = entry(10_000, 2);
    insert(fromAbove);
    assertThat(advance(9_990)).isEmpty();
    Entry direct = entry(10_000, 1);
    Entry equal = entry(10_000, 2);
    insert(equal, direct);

    assertThat(advance(10_000)).containsExactly(direct, fromAbove, equal);
  }

  @Test
  void everyBoundaryOfEveryLevelFiresAtItsTickAndNotBefore() {
    for (long start : new long[] {0, 1, 63, 64, 4_095, 4_096, (1L << 30) - 1, 1L << 36, 7 * DAY}) {
      TimerWheel fresh = new TimerWheel();
      advance(fresh, start);
      for (int level = 0; level <= 6; level++) {
        for (long blocks : new long[] {1, 2, 63, 64, 65}) {
          for (int off = -1; off <= 1; off++) {
            long distance = (blocks << (6 * level)) + off;
            Entry entry = entry(fresh.now() + Math.max(1, distance), 0);
            fresh.insert(entry, entry.tick);
            assertThat(fresh.nextTick()).isLessThanOrEqualTo(entry.tick);
            assertThat(advance(fresh, entry.tick - 1)).isEmpty();
            assertThat(advance(fresh, entry.tick)).containsExactly(entry);
          }
        }
      }
    }
  }

  @Test
  void shortTimersAreExactAfterTheTopLevelHasWrapped() {
    // tokio #8334: after some days the slots of the top level come round again
    for (long day = 0; day < 1_000; day += 7) {
      advance(wheel, day * DAY);
      for (long distance : new long[] {1, 63, 64, 65, 4_096, 262_145}) {
        Entry entry = entry(wheel.now() + distance, 0);
        insert(entry);
        assertThat(wheel.nextTick()).isEqualTo(entry.tick);
        assertThat(advance(entry.tick - 1)).isEmpty();
        assertThat(advance(entry.tick)).containsExactly(entry);
      }
    }
  }

  @Test
  void whatLiesBeyondTheReachIsEnteredAgainAndFiresOnItsTick() {
    long century = 36_525 * DAY;
    Entry entry = entry(century, 0);
    insert(entry);

    int steps = 0;
    while (wheel.now() < century - 1) {
      long next = Math.min(wheel.nextTick(), century - 1);
      assertThat(advance(next)).isEmpty();
      assertThat(++steps).isLessThan(200);
    }
    assertThat(advance(century)).containsExactly(entry);
  }

  @Test
  void aFewTimersAreFoundExactlySoThatNobodyWakesForNothing() {
    insert(entry(3_600_000, 0));
    assertThat(wheel.nextTick()).isEqualTo(3_600_000);
    insert(entry(1_000, 0));
    assertThat(wheel.nextTick()).isEqualTo(1_000);
  }

  @Test
  void aTickThatHasPassedIsDueAtOnce() {
    advance(1_000);
    Entry late = entry(900, 0);
    insert(late);
    assertThat(wheel.nextTick()).isEqualTo(1_000);
    assertThat(advance(1_000)).containsExactly(late);
  }

  @Test
  void noTickPaysForAWholeSlot() {
    // a slot of level 2 gets 14 steps' worth of entries
    SplittableRandom random = new SplittableRandom(1);
    int many = 200_000;
    for (int i = 0; i < many; i++) {
      insert(entry(1 + random.nextInt(60_000), i));
    }
    assertThat(driveWithOneStepATurn(many)).isLessThan(62_000);
  }

  @Test
  void aLargeSlotAfterALongSilenceIsBegunBeforeItsTime() {
    SplittableRandom random = new SplittableRandom(2);
    int many = 50_000;
    for (int i = 0; i < many; i++) {
      insert(entry(100_000 + random.nextInt(4_000), i));
    }
    assertThat(wheel.nextTick()).isBetween(90_000L, 98_300L);
    assertThat(driveWithOneStepATurn(many)).isLessThan(5_000);
  }

  /// Goes from one tick worth waking for to the next; one call must suffice for each.
  private int driveWithOneStepATurn(int expected) {
    List<TimerEntry> due = new ArrayList<>();
    int fired = 0;
    int turns = 0;
    while (wheel.size() > 0) {
      long next = wheel.nextTick();
      assertThat(wheel.advance(next, due)).isFalse();
      for (TimerEntry entry : due) {
        if (entry.tick != next) {
          throw new AssertionError("due at " + entry.tick + ", fired at " + next);
        }
      }
      fired += due.size();
      due.clear();
      turns++;
    }
    assertThat(fired).isEqualTo(expected);
    return turns;
  }

  @Test
  void aJumpIsDoneInSteps() {
    int many = 10 * TimerWheel.STEP;
    for (int i = 0; i < many; i++) {
      insert(entry(5_000, 0));
    }
    List<TimerEntry> due = new ArrayList<>();
    int calls = 1;
    while (wheel.advance(10_000, due)) {
      calls++;
    }
    assertThat(due).hasSize(many);
    assertThat(calls).isGreaterThanOrEqualTo(20);
    assertThat(due).isSortedAccordingTo(Comparator.comparingLong(e -> e.number));
  }

  @Test
  void clearTakesEverythingOut() {
    insert(entry(1, 0), entry(100, 0), entry(1L << 40, 0));
    List<TimerEntry> all = new ArrayList<>();
    wheel.clear(all);
    assertThat(all).hasSize(3).noneMatch(TimerEntry::isLinked);
    assertThat(wheel.size()).isZero();
    assertThat(wheel.nextTick()).isEqualTo(TimerWheel.NEVER);
  }

  @Test
  void doesWhatASortedSetDoes() {
    for (long seed = 0; seed < 10; seed++) {
      new Model(seed, 1, 100).run(10_000);
    }
  }

  @Test
  void doesWhatASortedSetDoesForAThousandDays() {
    // 10,000 operations of which a quarter advance the clock: half a day each
    Model model = new Model(42, 12 * 3_600_000L, 3_000);
    model.run(10_000);
    assertThat(model.wheel.now()).isGreaterThan(1_000 * DAY);
  }

  /// A wheel and a sorted set that are told the same.
  private static final class Model {
    private final TimerWheel wheel = new TimerWheel();
    private final TreeSet<Entry> set =
        new TreeSet<>(
            Comparator.<Entry>comparingLong(e -> e.tick)
                .thenComparingLong(e -> e.deadline)
                .thenComparingLong(e -> e.number));
    private final List<Entry> live = new ArrayList<>();
    private final SplittableRandom random;
    private final long pace;
    private final int most;

    Model(long seed, long pace, int most) {
      this.random = new SplittableRandom(seed);
      this.pace = pace;
      this.most = most;
    }

    void run(int operations) {
      for (int i = 0; i < operations; i++) {
        switch (random.nextInt(4)) {
          case 0 -> {
            if (live.size() < most) {
              insert(new Entry());
            }
          }
          case 1 -> {
            if (!live.isEmpty()) {
              remove(live.get(random.nextInt(live.size())));
            }
          }
          case 2 -> {
            if (!live.isEmpty()) {
              Entry moved = live.get(random.nextInt(live.size()));
              remove(moved);
              insert(moved);
            }
          }
          default -> advance(wheel.now() + distance() % (4 * pace * 64));
        }
        assertThat(wheel.size()).isEqualTo(set.size());
        long next = wheel.nextTick();
        if (set.isEmpty()) {
          assertThat(next).isEqualTo(TimerWheel.NEVER);
        } else {
          assertThat(next).isBetween(wheel.now(), Math.max(wheel.now(), set.first().tick));
        }
      }
    }

    private void insert(Entry entry) {
      long tick = wheel.now() + distance();
      entry.deadline = tick * 10 - random.nextInt(10);
      wheel.insert(entry, tick);
      set.add(entry);
      live.add(entry);
    }

    private void remove(Entry entry) {
      set.remove(entry); // before the wheel touches what the set sorts by
      live.remove(entry);
      wheel.remove(entry);
    }

    private void advance(long target) {
      List<TimerEntry> due = new ArrayList<>();
      while (wheel.advance(target, due)) {}
      List<Entry> expected = new ArrayList<>();
      while (!set.isEmpty() && set.first().tick <= target) {
        expected.add(set.pollFirst());
      }
      assertThat(due).containsExactlyElementsOf(expected);
      live.removeAll(expected);
    }

    /// Any magnitude alike, and often one beside a boundary.
    private long distance() {
      long magnitude = 1L << random.nextInt(38);
      return random.nextBoolean()
          ? 1 + random.nextLong(magnitude)
          : Math.max(1, magnitude + random.nextInt(-1, 2));
    }
  }

  private static final class Entry extends TimerEntry {}

  private static Entry entry(long tick, long deadline) {
    Entry entry = new Entry();
    entry.tick = tick;
    entry.deadline = deadline;
    return entry;
  }

  private void insert(Entry... entries) {
    for (Entry entry : entries) {
      wheel.insert(entry, entry.tick);
    }
  }

  private List<TimerEntry> advance(long target) {
    return advance(wheel, target);
  }

  private static List<TimerEntry> advance(TimerWheel wheel, long target) {
    List<TimerEntry> due = new ArrayList<>();
    while (wheel.advance(target, due)) {}
    return due;
  }
}
