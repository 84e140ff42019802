package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.stress.Model;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The owner of a [NextSlot] in two polls, a watchdog that finds it stuck in each, perhaps too
/// late, and a thief that comes twice: each task is taken once.
class NextSlotModelTest {

  @Test
  void eachTaskIsTakenOnce() {
    Model.explore(500, () -> new TwoPolls(new Real()).run());
  }

  @Test
  void aWatchdogMayOpenAgainForAPollThatIsOver() {
    Model.explore(500, () -> new OpensTwice(new Real()).run());
  }

  @Test
  void aTaskThatTheOwnerTakesDuringItsPollIsTakenOnce() {
    Model.explore(500, () -> new DuringPoll(new Real()).run());
  }

  @Test
  void theCopyThatTheTwinsAreMadeOfIsSound() {
    Model.explore(500, () -> new OpensTwice(new CopiedSlot()).run());
  }

  @Test
  void twinOfAnOwnerThatDoesNotLookAtTheGate() {
    assertThatThrownBy(() -> Model.search(() -> new OpensTwice(new NoLook()).run()))
        .hasMessageContaining("taken 2 times");
  }

  @Test
  void twinOfAThiefThatDoesNotLookAgainWhenItHoldsTheGate() {
    assertThatThrownBy(() -> Model.search(() -> new OpensTwice(new Hasty()).run()))
        .hasMessageContaining("taken 2 times");
  }

  @Test
  void twinOfAThiefThatLeavesTheGateOpenWhileItTakes() {
    assertThatThrownBy(() -> Model.search(() -> new OpensTwice(new LeavesOpen()).run()))
        .hasMessageContaining("taken 2 times");
  }

  @Test
  void twinOfAnOwnerThatTakesBeforeItSaysThatThePollIsOver() {
    assertThatThrownBy(() -> Model.search(() -> new SaysItLate(new Real()).run()))
        .hasMessageContaining("taken 2 times");
  }

  @Test
  void twinOfAWatchdogThatOpensForAPollItHasNotSeen() {
    assertThatThrownBy(() -> Model.search(() -> new OpensBlindly(new Real()).run()))
        .hasMessageContaining("taken 2 times");
  }

  @Test
  void twinThatTakesDuringItsPollAsBetweenTwo() {
    assertThatThrownBy(() -> Model.search(() -> new AsBetween(new Real()).run()))
        .hasMessageContaining("taken 2 times");
  }

  /// The three threads.
  private static class TwoPolls implements Runnable {
    final Slot slot;
    final Task<Integer> first = Bodies.task();
    private final Task<Integer> second = Bodies.task();
    private final AtomicInteger firstTaken = new AtomicInteger();
    private final AtomicInteger secondTaken = new AtomicInteger();

    /// The state word of whatever is polled.
    private final AtomicInteger step = new AtomicInteger();

    private final AtomicInteger begun = new AtomicInteger();
    private volatile boolean bothWerePut;

    TwoPolls(Slot slot) {
      this.slot = slot;
    }

    @Override
    public final void run() {
      Model.share(this);
      prepare();
      Model.threads(new Owner(), new Dog(), new Thief());
      boolean left = !slot.isEmpty();
      checkOnce(firstTaken.get() + (left && !bothWerePut ? 1 : 0));
      checkOnce(secondTaken.get() + (left || !bothWerePut ? 1 : 0));
    }

    /// Before the threads start.
    void prepare() {}

    private static void checkOnce(int times) {
      Model.check("a task was taken " + times + " times", times == 1);
    }

    final void got(@Nullable Task<?> task) {
      if (task == first) {
        firstTaken.incrementAndGet();
      } else if (task == second) {
        secondTaken.incrementAndGet();
      }
    }

    void firstPoll() {
      poll(first);
    }

    void steal() {
      got(slot.steal());
      got(slot.steal());
    }

    final void poll(Task<?> woken) {
      begun.incrementAndGet();
      slot.put(woken);
      duringPoll();
      end();
    }

    /// What the owner does after it has put a task in.
    void duringPoll() {}

    void end() {
      slot.ends();
      step.getAndIncrement();
      got(slot.take());
    }

    private final class Owner implements Runnable {
      @Override
      public void run() {
        firstPoll();
        if (slot.isEmpty()) {
          bothWerePut = true;
          poll(second);
        }
      }
    }

    /// What the watchdog does: it looks twice.
    void watch() {
      for (int looks = 0; looks < 2; looks++) {
        int seen = begun.get();
        if (seen > 0) {
          slot.open(seen - 1);
        }
      }
    }

    private final class Dog implements Runnable {
      @Override
      public void run() {
        watch();
      }
    }

    private final class Thief implements Runnable {
      @Override
      public void run() {
        steal();
      }
    }
  }

  /// The first poll is found stuck before the threads start, and once more when it is over.
  private static final class OpensTwice extends TwoPolls {
    OpensTwice(Slot slot) {
      super(slot);
    }

    @Override
    void prepare() {
      slot.put(first);
      slot.open(0);
    }

    @Override
    void firstPoll() {
      end();
    }

    @Override
    void watch() {
      slot.open(0);
    }

    @Override
    void steal() {
      got(slot.steal());
    }
  }

  private static final class DuringPoll extends TwoPolls {
    DuringPoll(Slot slot) {
      super(slot);
    }

    @Override
    void duringPoll() {
      got(slot.takeDuringPoll());
    }
  }

  /// The fault.
  private static final class SaysItLate extends TwoPolls {
    SaysItLate(Slot slot) {
      super(slot);
    }

    @Override
    void end() {
      got(slot.take());
      slot.ends();
    }
  }

  /// The fault: opens for a poll that it has not seen.
  private static final class OpensBlindly extends TwoPolls {
    OpensBlindly(Slot slot) {
      super(slot);
    }

    @Override
    void watch() {
      slot.open(1);
    }
  }

  /// The fault: while the poll is under way the watchdog may open behind the owner's look.
  private static final class AsBetween extends TwoPolls {
    AsBetween(Slot slot) {
      super(slot);
    }

    @Override
    void duringPoll() {
      got(slot.take());
    }
  }

  interface Slot {
    boolean isEmpty();

    void put(Task<?> task);

    void ends();

    @Nullable Task<?> take();

    @Nullable Task<?> takeDuringPoll();

    void open(long polls);

    @Nullable Task<?> steal();
  }

  private static final class Real implements Slot {
    private final NextSlot slot = new NextSlot();

    @Override
    public boolean isEmpty() {
      return slot.isEmpty();
    }

    @Override
    public void put(Task<?> task) {
      slot.put(task);
    }

    @Override
    public void ends() {
      slot.ends();
    }

    @Override
    public @Nullable Task<?> take() {
      return slot.take();
    }

    @Override
    public @Nullable Task<?> takeDuringPoll() {
      return slot.takeDuringPoll();
    }

    @Override
    public void open(long polls) {
      slot.open(polls);
    }

    @Override
    public @Nullable Task<?> steal() {
      return slot.steal();
    }
  }

  private static final class NoLook extends CopiedSlot {
    @Override
    boolean close() {
      return true;
    }
  }

  private static final class Hasty extends CopiedSlot {
    @Override
    boolean isStill(long found) {
      return true;
    }
  }

  private static final class LeavesOpen extends CopiedSlot {
    @Override
    long held(long found) {
      return found;
    }
  }
}
