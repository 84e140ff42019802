package dev.wakeful.testkit;

import dev.wakeful.future.Finished;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import org.jspecify.annotations.Nullable;

/// What a child of a [Probe] knows of itself: how far it is, whom it wakes, and how it is treated.
///
/// The threads that poll it take turns; the monitor is for those that do not.
final class Child {
  static final int FOR_EVER = Integer.MAX_VALUE;
  private static final int TOO_OFTEN = 1_000;

  private final Probe probe;
  private final String name;
  private final int index;
  private final ScriptedTimers.@Nullable Alarm alarm;
  private int steps;
  private int cleanUps;
  private @Nullable Waker waker;
  private @Nullable Thread polling;
  private @Nullable String end;
  private boolean waiting;
  private boolean cleaning;
  private boolean wokeItself;
  private boolean lent;
  private boolean injured;
  private int polledIn = -1;
  private int pendingsInPoll;

  Child(Probe probe, String name, int steps, ScriptedTimers.@Nullable Alarm alarm) {
    this.probe = probe;
    this.name = name;
    this.steps = steps;
    this.alarm = alarm;
    this.index = probe.count();
  }

  /// Begins a poll. To be followed by [#leave].
  synchronized void enter(Context cx) {
    if (polling != null) {
      probe.violated(
          ContractRule.CHILD_POLLED_AT_ONCE, name + " was polled while it was being polled");
      throw new IllegalStateException(name + " is being polled");
    }
    if (end != null || cleaning) {
      String what = end != null ? end : "had begun its clean-up";
      probe.violated(ContractRule.CHILD_POLLED_AFTER_END, name + " was polled after it " + what);
      throw Finished.polledAgain(name);
    }
    if (!probe.isCreated()) {
      probe.violated(ContractRule.EAGER, name + " was polled before the first poll");
    }
    lookAt(cx);
    polling = Thread.currentThread();
  }

  private void lookAt(Context cx) {
    if (cx.find(Probe.MARK) != probe) {
      probe.violated(ContractRule.SLOTS_LOST, name + " did not find the slots of the poll");
    }
    if (polledIn != probe.polls) {
      polledIn = probe.polls;
      pendingsInPoll = 0;
    }
    wokeItself = false;
    waiting = false;
    waker = cx.waker();
  }

  /// Whether it has what it waits for. If not, it is Pending.
  boolean isReady(Context cx) {
    boolean hasBudget = cx.proceed();
    if (!hasBudget) {
      wokeItself = true;
      return pending();
    }
    if (probe.scarce && alarm == null) {
      probe.violated(ContractRule.BUDGET_LOST, name + " found budget in a poll that had none");
    }
    if (steps <= 0) {
      cx.progress();
      return true;
    }
    if (steps != FOR_EVER && alarm == null && probe.script().mood() == Script.Mood.WAKING) {
      steps--;
      wokeItself = true;
      cx.waker().wake();
    }
    return pending();
  }

  private synchronized boolean pending() {
    waiting = true;
    if (++pendingsInPoll > TOO_OFTEN) {
      probe.violated(
          ContractRule.BUSY_LOOP,
          name + " was polled more than " + TOO_OFTEN + " times in one poll, and always Pending");
      throw new Stopped();
    }
    return false;
  }

  /// Throws what the script has for this child, once.
  void hurt() throws Exception {
    Script script = probe.script();
    if (script.injured() != index || injured) {
      return;
    }
    injured = true;
    if (script.injury() == Script.Injury.ERROR) {
      Error error = new Injured(name);
      probe.thrown = error;
      end("had thrown an Error");
      throw error;
    }
    Exception failure = new Exception(name + " fails");
    probe.thrown = failure;
    throw failure;
  }

  synchronized void leave() {
    polling = null;
  }

  /// From now on so many steps are to be made before it is ready again.
  void again(int more) {
    steps = probe.script().mood() == Script.Mood.READY ? 0 : more;
  }

  synchronized void end(String how) {
    if (end == null) {
      end = how;
    }
    waiting = false;
  }

  /// Lets it go on by one step, and wakes whom it must.
  void step() {
    Waker woken;
    synchronized (this) {
      if (cleaning) {
        cleanUps--;
      } else if (steps > 0 && steps != FOR_EVER) {
        steps--;
      }
      woken = waker;
    }
    if (alarm != null) {
      alarm.ring();
    }
    if (woken != null) {
      woken.wake();
    }
  }

  synchronized void cancel() {
    if (polling != null) {
      probe.violated(
          ContractRule.CHILD_CANCELLED_DURING_POLL, name + " was cancelled while it was polled");
    }
    if (!probe.isCreated()) {
      probe.violated(ContractRule.EAGER, name + " was cancelled before the first poll");
    }
    if (lent) {
      probe.violated(ContractRule.BORROWED_ENDED, name + " was only lent, and was cancelled");
    }
    if ("was cancelled".equals(end)) {
      probe.violated(ContractRule.CHILD_CANCELLED_TWICE, name + " was cancelled twice");
    } else if (end == null && probe.graceful && polledIn >= 0 && alarm == null && !cleaning) {
      probe.violated(
          ContractRule.CLEAN_UP_CUT_SHORT,
          name + " was cancelled at once though its owner was asked to let it clean up");
    }
    end("was cancelled");
  }

  synchronized Poll<Void> pollCancel(Context cx) {
    if (end != null || lent || alarm != null || polledIn < 0) {
      cancel();
      return Poll.done();
    }
    if (!cleaning) {
      cleaning = true;
      cleanUps = probe.script().mood() == Script.Mood.READY ? 0 : 1;
    }
    lookAt(cx);
    if (cleanUps > 0) {
      waiting = true;
      return Poll.pending();
    }
    end("was cancelled");
    return Poll.done();
  }

  synchronized void lend() {
    lent = true;
  }

  synchronized boolean isWaiting() {
    return waiting && end == null && (cleaning || steps != FOR_EVER);
  }

  /// Whether it was Pending in the latest poll of the subject, and in it woke its waker.
  synchronized boolean wokeItselfInPoll() {
    return waiting && end == null && wokeItself && wasPolledLast();
  }

  synchronized boolean wasPolledLast() {
    return polledIn == probe.polls;
  }

  synchronized boolean isSettled() {
    return end != null || lent;
  }

  @Override
  public String toString() {
    return name;
  }

  /// What an injured child throws.
  private static final class Injured extends Error {
    private static final long serialVersionUID = 1;

    Injured(String name) {
      super(name + " breaks down", null, false, false);
    }
  }

  /// Ends a poll that would not end.
  static final class Stopped extends Error {
    private static final long serialVersionUID = 1;

    Stopped() {
      super("stopped by the contract check: this poll would never return", null, false, false);
    }
  }
}
