package dev.wakeful.executor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The state word of a task: a count of wake-ups not yet answered by a poll, and two flags.
///
/// | part | set by | excludes | cleared by |
/// |---|---|---|---|
/// | `WAKES` (low 60 bits) | each wake adds one | nothing | the end of a poll, by what it was at its start; the end of the task |
/// | `ABORTED` | the first [#onAbort] | nothing | the end of the task |
/// | `FINISHED` | whoever ends the task | all later scheduling | never |
///
/// A task is in a run queue or being polled exactly while the count is not zero:
///
/// | from | event | to | duty of the caller |
/// |---|---|---|---|
/// | idle (0) | wake | scheduled (1) | put the task into a run queue |
/// | scheduled or polled (n) | wake | n+1 | none |
/// | polled, n at its start | Pending, still n | idle | none |
/// | polled, n at its start | Pending, now m > n | scheduled (m-n) | put the task at the back of a run queue |
/// | any | abort, the first | `ABORTED` | wake the task: it must be cancelled where it is polled |
/// | polled | Ready or failure | `FINISHED` | complete the join cell |
/// | `FINISHED` | anything | `FINISHED` | none |
///
/// Why a count and not a few named states: it takes two atomic additions for a whole cycle of wake,
/// poll and sleep, neither can fail or loop, and concurrent wakes coalesce. Sixty bits do not
/// overflow: at a thousand million wakes a second without a single poll it would take 36 years.
///
/// **Order.** A wake is an atomic addition, so what the waker did before it is visible to the poll
/// that reads the count ([#beginPoll]). A wake that comes after that read makes the subtraction at
/// the end differ, so there is one more poll. No wake is lost, and everything done in one poll
/// happens-before the next.
abstract class TaskState {
  /// One wake-up.
  private static final long WAKE = 1;

  /// The bits that count.
  private static final long WAKES = (1L << 60) - 1;

  private static final long ABORTED = 1L << 61;
  private static final long FINISHED = 1L << 62;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(TaskState.class, "state", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile long state;

  /// A task is born scheduled: whoever makes it puts it into a run queue, which publishes it. So
  /// there is no fence here, as there would be with an initial value of a volatile field.
  TaskState() {
    STATE.set(this, WAKE);
  }

  /// A wake-up.
  ///
  /// @return whether the caller must put the task into a run queue
  final boolean onWake() {
    long before = (long) STATE.getAndAdd(this, WAKE);
    return (before & ~ABORTED) == 0;
  }

  /// A wish to end the task early.
  ///
  /// @return whether it is the first and not too late, so that the caller must wake the task
  final boolean onAbort() {
    long before = (long) STATE.getAndBitwiseOr(this, ABORTED);
    return (before & (ABORTED | FINISHED)) == 0;
  }

  /// The start of a poll, by the one who took the task out of a run queue.
  ///
  /// @return what [#endPoll] must be given
  final long beginPoll() {
    // Pairs with onWake(): acquires what each counted waker released with its addition.
    return (long) STATE.getAcquire(this);
  }

  /// Whether the task was to be aborted when the poll began.
  static boolean isAborted(long begun) {
    return (begun & ABORTED) != 0;
  }

  /// The end of a poll that answered Pending: an atomic step, which [NextSlot] needs, too.
  ///
  /// @param begun what [#beginPoll] returned
  /// @return whether there were wake-ups meanwhile, so that the caller must put the task into a run
  ///   queue again
  final boolean endPoll(long begun) {
    long answered = begun & WAKES;
    long before = (long) STATE.getAndAdd(this, -answered);
    return (before & WAKES) != answered;
  }

  /// The end of the task, said by the one who polls it or who alone may end it.
  ///
  /// No atomic step: wishes and wakes that it writes over are of no use any more, and who made them
  /// found the task scheduled, so had nothing to do. Whoever must be seen to have ended before it
  /// looks at something else needs a fence after this: the exchange of the join cell is one.
  final void finish() {
    STATE.setRelease(this, FINISHED); // pairs with isOver()
  }

  /// Whether there are wake-ups that no poll has answered, for people to look at: so the task is in
  /// a run queue or being polled, or was a moment ago.
  final boolean isAwake() {
    return ((long) STATE.getOpaque(this) & WAKES) != 0; // pairs with nothing: only shown
  }

  /// Whether the task has ended.
  final boolean isOver() {
    return (state & FINISHED) != 0;
  }
}
