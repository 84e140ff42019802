package dev.wakeful.executor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// Room for one task: the one that its worker polls next, whose data is warm.
///
/// Thieves come only while the worker is stuck in a poll, and not between two: if they came always,
/// the task would change processors each time, which is what the slot is to prevent. Tokio tried
/// that and took it back (#8100). So the owner, who takes a task from here for nearly every poll,
/// pays no atomic step for them.
///
/// # The protocol
///
/// | field | written by | what it says |
/// |---|---|---|
/// | `task` | the owner puts, when it is empty; the owner or a thief takes | |
/// | `ended` | the owner, at the end of each poll | how many polls are over |
/// | `gate` | see below | whether thieves may come |
///
/// | gate | set by | means |
/// |---|---|---|
/// | `CLOSED` | the owner, before it takes | only the owner may take |
/// | a number | the watchdog; a thief that goes | thieves may come while that many polls are over |
/// | `HELD` | a thief that comes, or an owner that takes during a poll | nobody else may take |
///
/// - **The owner takes between two polls** ([#take]). It has said that the poll is over ([#ends]),
///   and then made a full fence or an atomic step: [Task#run] sees to that, for the end of a poll
///   needs such a step anyway. If after it the gate is closed, no thief can come any more: whoever
///   opens it and enters later finds that the poll is over. If it is open, the owner closes it
///   first. If it is held, the owner leaves the task to who holds it.
/// - **A thief** ([#steal]) holds the gate, then looks whether the poll is over *still*: if not,
///   the owner will find the gate held, or what the thief has left.
/// - **The watchdog** ([#open]) opens for a poll that it has seen begin: what the owner took before
///   is no longer here. It may be late, and open for one that is over. Nobody comes in then.
///
/// So exactly one of the two takes a task, or neither, and then it is there still.
final class NextSlot {
  private static final long CLOSED = -1;
  private static final long HELD = -2;

  private static final VarHandle TASK;
  private static final VarHandle ENDED;
  private static final VarHandle GATE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      TASK = lookup.findVarHandle(NextSlot.class, "task", Task.class);
      ENDED = lookup.findVarHandle(NextSlot.class, "ended", long.class);
      GATE = lookup.findVarHandle(NextSlot.class, "gate", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // read and written through the handle
  private @Nullable Task<?> task;

  private long ended;
  private volatile long gate = CLOSED;

  /// Whether there is no task: for the owner, or a guess.
  boolean isEmpty() {
    return TASK.getOpaque(this) == null; // pairs with remove()
  }

  /// Puts a task into the empty slot. Owner only.
  void put(Task<?> next) {
    TASK.setRelease(this, next); // pairs with remove() by a thief, who polls the task
  }

  /// The poll under way is over, but for a full fence or an atomic step that the caller makes next.
  /// Owner only.
  void ends() {
    ENDED.setRelease(this, ended + 1); // pairs with steal()
  }

  /// Takes the task out, if there is one and no thief is at it. By the owner, after the step that
  /// follows [#ends].
  @Nullable Task<?> take() {
    if (isEmpty()) {
      return null;
    }
    long found = gate;
    if (found != CLOSED && (found == HELD || !GATE.compareAndSet(this, found, CLOSED))) {
      return null;
    }
    return remove();
  }

  /// Takes the task out, if there is one, during a poll. By the owner, who waits for a thief that
  /// is at it: that lasts a few instructions, or until that thread runs again.
  @Nullable Task<?> takeDuringPoll() {
    long found = gate;
    while (found == HELD || !GATE.compareAndSet(this, found, HELD)) {
      Thread.onSpinWait();
      found = gate;
    }
    Task<?> taken = remove();
    gate = CLOSED;
    return taken;
  }

  /// Lets thieves in, until the poll under way is over. Any thread may call it that has seen it
  /// under way.
  ///
  /// @param polls how many were over when it began
  void open(long polls) {
    long found = gate;
    if (found != HELD && found != polls) {
      GATE.compareAndSet(this, found, polls); // if somebody was faster, the next time will do
    }
  }

  /// Whether [#steal] would find something, as of now: for the last look before sleep.
  boolean isStealable() {
    return !isEmpty() && isOpenAt(gate);
  }

  /// Takes the task out, if there is one and the owner is stuck. For thieves.
  @Nullable Task<?> steal() {
    long found = gate;
    if (isEmpty() || !isOpenAt(found) || !GATE.compareAndSet(this, found, HELD)) {
      return null;
    }
    Task<?> taken = isOpenAt(found) ? remove() : null;
    gate = found;
    return taken;
  }

  private boolean isOpenAt(long polls) {
    return polls >= 0 && (long) ENDED.getAcquire(this) == polls; // pairs with ends()
  }

  /// Takes the task out. By whoever has the slot to himself.
  private @Nullable Task<?> remove() {
    Task<?> taken = (Task<?>) TASK.getAcquire(this); // pairs with put()
    if (taken != null) {
      TASK.setOpaque(this, null); // pairs with isEmpty()
    }
    return taken;
  }
}
