package dev.wakeful.testkit;

/// What a future, a stream or a sink owes, rule by rule: the table in the documentation of
/// [Future][dev.wakeful.future.Future] as far as a test can see it.
///
/// Not here, because no test can tell: whether a poll blocks, whether a value is still held after
/// it was given, and what happens when two threads poll at once, which callers must not do.
public enum ContractRule {
  /// Polled once too often, it says so.
  POLLED_AFTER_END(
      "polled after its end a future throws IllegalStateException with its name in it, a fused one"
          + " answers Pending, a stream answers End or throws IllegalStateException",
      "begin `poll` with a look at a field that says it is over, and throw"
          + " Finished.polledAgain(name)"),
  /// A fused future knows whether it is over.
  FUSED_LIES(
      "isTerminated() is false until a fused future has finished or was cancelled, and true then",
      "set it where the value or the failure is given, and in `cancel`"),
  /// An answer is never null.
  NULL_ANSWER("poll answers with an object", "return Poll.pending() or Poll.ready(value)"),
  /// Pending is a promise.
  NO_WAKER(
      "Pending is a promise to wake the waker of the latest poll",
      "keep cx.waker() before you look, or pass the context on to what you wait for"),
  /// The latest waker counts, the others are let go.
  WAKER_REPLACED(
      "the waker of the latest poll takes the place of the one before",
      "overwrite the waker at every poll (AtomicWaker.register does)"),
  /// A wake in the midst of a poll counts.
  WAKE_LOST(
      "a wake during a poll means one more poll after it",
      "register the waker before you look, and forget none that came during the poll"),
  /// Waiting is not spinning.
  SPINS(
      "a future that waits lets the executor sleep",
      "wake when something has happened, not whenever you are polled"),
  /// One poll returns soon.
  BUSY_LOOP(
      "poll returns when what it waits for is Pending",
      "return Pending as soon as a child does; do not ask again in the same poll"),
  /// All waiting comes to an end.
  NEVER_ENDS(
      "it ends once everything it waits for has ended",
      "look for a branch that answers Pending with nothing left to wait for; say endless() when it"
          + " is meant"),
  /// Creation does nothing.
  EAGER("nothing happens before the first poll", "move it from the constructor into `poll`"),
  /// One poll too many does no harm.
  SPURIOUS_POLL(
      "a poll without a wake changes nothing", "look whether it has happened; do not count polls"),
  /// Any thread may poll next.
  HAND_OVER(
      "polls follow one another, each from any thread", "keep nothing in thread-locals or guards"),
  /// Both forms of poll are one.
  RAW_DISAGREES(
      "pollRaw and poll answer the same", "write one of them in terms of the other (RawFuture)"),
  /// Cancel never throws.
  CANCEL_THROWS(
      "cancel and pollCancel throw nothing, whenever they are called",
      "look whether it has begun, ended or was cancelled before"),
  /// What was not completed is cancelled.
  LEFT_BEHIND(
      "at its end everything it was made of has ended too",
      "cancel the children you did not complete: in `cancel`, and before you answer or throw"),
  /// Clean-up has its time.
  CLEAN_UP_CUT_SHORT(
      "pollCancel is passed on to the children", "override pollCancel, and answer when they have"),
  /// Clean-up comes to an end.
  CLEAN_UP_HANGS(
      "pollCancel answers Ready once the children have, and wakes as poll does",
      "pass its context on, and count a child as ended when its pollCancel was Ready"),
  /// Errors are not failures.
  ERROR_SWALLOWED(
      "an Error passes through", "catch Exception, never Throwable, around a child's poll"),
  /// The child is over.
  CHILD_POLLED_AFTER_END(
      "a child that has ended or was cancelled is not polled",
      "forget a child when it answers, throws or is cancelled"),
  /// One after the other.
  CHILD_POLLED_AT_ONCE("a child is polled by one at a time", "poll your children in your own poll"),
  /// Cancelled means forgotten.
  CHILD_CANCELLED_TWICE(
      "a child is cancelled once", "forget a child when you cancel it; then cancel may come again"),
  /// Not under its own feet.
  CHILD_CANCELLED_DURING_POLL(
      "a child is not cancelled while it is polled", "cancel it after its poll has returned"),
  /// What is lent comes back whole.
  BORROWED_ENDED(
      "what was only lent is neither cancelled nor used up",
      "leave it as it is: its owner ends it"),
  /// Budget goes down the tree.
  BUDGET_LOST(
      "children share the budget of the poll",
      "pass the context on, or use cx.withWaker(waker); never Context.of"),
  /// No stream runs for ever.
  BUDGET_IGNORED(
      "a source that is always ready honours the budget",
      "begin with `if (!cx.proceed()) return Pending`, and call cx.progress() for each item"),
  /// Slots go down the tree.
  SLOTS_LOST(
      "children find the slots of the poll",
      "pass the context on, or use cx.withWaker(waker); never Context.of"),
  /// First ask, then send.
  SENT_UNASKED(
      "startSend comes after a pollReady that was Ready, once for each", "ask pollReady first"),
  /// A sink checks that it was asked.
  SEND_NOT_REFUSED(
      "startSend without pollReady throws IllegalStateException",
      "keep whether the last pollReady was Ready and has not been used"),
  /// A failed or closed sink stays so.
  SINK_GOES_ON(
      "a sink that has failed, was closed or cancelled takes nothing",
      "throw from pollReady once it is over");

  private final String rule;
  private final String remedy;

  ContractRule(String rule, String remedy) {
    this.rule = rule;
    this.remedy = remedy;
  }

  /// The rule, in a sentence without full stop.
  public String rule() {
    return rule;
  }

  /// What to do about it, in a sentence without full stop.
  public String remedy() {
    return remedy;
  }
}
