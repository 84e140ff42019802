package dev.wakeful.testkit;

import dev.wakeful.testkit.Run.Manner;
import dev.wakeful.testkit.Script.Injury;
import dev.wakeful.testkit.Script.Mood;
import dev.wakeful.testkit.Script.Order;
import dev.wakeful.testkit.Subject.Answer;
import java.util.List;

/// The runs of one check.
final class Scenarios {
  private static final int TOO_LONG = 500;
  private static final int ENOUGH = 12;
  private static final int GREED = 1_000;
  private static final int MOST_CANCELS = 30;
  private static final int MOST_CHILDREN = 12;

  private final String name;
  private final ContractCheck.Maker maker;
  private final boolean endless;
  private final Findings findings;

  Scenarios(String name, ContractCheck.Maker maker, boolean endless, Findings findings) {
    this.name = name;
    this.maker = maker;
    this.endless = endless;
    this.findings = findings;
  }

  void run() throws Exception {
    fresh();
    Run plain = whole(Script.PLAIN, Manner.BOXED);
    if (plain.isStuck()) {
      return; // what follows would say the same in other words
    }
    for (Order order : Order.values()) {
      whole(Script.PLAIN.in(order), Manner.BOXED);
    }
    for (Mood mood : Mood.values()) {
      whole(Script.PLAIN.in(mood), Manner.BOXED);
    }
    manners(plain);
    greedy();
    for (Order order : List.of(Order.FIRST, Order.LAST)) {
      for (int polls = 0; polls < MOST_CANCELS && cancelled(order, polls); polls++) {}
    }
    for (int child = 0; child < Math.min(plain.probe.count(), MOST_CHILDREN); child++) {
      injured(Script.PLAIN.hurting(Injury.FAILURE, child));
      injured(Script.PLAIN.in(Order.ALL).hurting(Injury.FAILURE, child));
      injured(Script.PLAIN.in(Mood.READY).hurting(Injury.FAILURE, child));
      injured(Script.PLAIN.hurting(Injury.ERROR, child));
      injured(Script.PLAIN.in(Mood.READY).hurting(Injury.ERROR, child));
    }
  }

  private Run start(Script script, Manner manner) throws Exception {
    return new Run(name, maker, script, manner, findings);
  }

  private void fresh() throws Exception {
    Run run = start(Script.PLAIN, Manner.BOXED);
    run.checkFresh();
    run.cancel("cancelled before the first poll");
    run.checkAgain();
  }

  /// To the end.
  private Run whole(Script script, Manner manner) throws Exception {
    Run run = start(script, manner);
    run.drive(endless ? ENOUGH : TOO_LONG);
    finish(run);
    return run;
  }

  private void finish(Run run) {
    if (run.hasEnded()) {
      Answer last = run.answers().getLast();
      run.checkAfterEnd(last.isFailure() ? "had failed" : "had finished");
      return;
    }
    if (!endless) {
      String how = run.isStuck() ? "has nothing left to wait for" : "has been polled so often";
      run.violated(ContractRule.NEVER_ENDS, "it is still Pending though it " + how);
    }
    run.cancel("cancelled after " + run.polls() + " polls");
    run.checkAgain();
  }

  /// The same life, polled in other ways.
  private void manners(Run plain) throws Exception {
    boolean fixed = Answers.same(plain.answers(), whole(Script.PLAIN, Manner.BOXED).answers());
    for (Manner manner : List.of(Manner.RAW, Manner.SPURIOUS, Manner.WANDERING, Manner.SCARCE)) {
      if (manner == Manner.WANDERING && findings.excepts(ContractRule.HAND_OVER)) {
        continue; // what belongs to one thread is not even asked by another
      }
      Run run = whole(Script.PLAIN, manner);
      List<Class<?>> failures = Answers.failures(run.answers());
      failures =
          failures.stream().filter(f -> !Answers.failures(plain.answers()).contains(f)).toList();
      if (manner == Manner.RAW && fixed && !Answers.same(plain.answers(), run.answers())) {
        run.violated(
            ContractRule.RAW_DISAGREES,
            "poll answered "
                + Answers.kinds(plain.answers())
                + " where pollRaw answered "
                + Answers.kinds(run.answers())
                + ", or with other values");
      } else if (manner == Manner.WANDERING && !failures.isEmpty()) {
        run.violated(
            ContractRule.HAND_OVER, "polled by several threads in turn it threw " + failures);
      } else if (manner == Manner.SPURIOUS && !failures.isEmpty()) {
        run.violated(ContractRule.SPURIOUS_POLL, "polled without a wake it threw " + failures);
      }
    }
  }

  /// As many answers as it gives on the budget of one poll.
  private void greedy() throws Exception {
    Run run = start(Script.PLAIN.in(Mood.READY), Manner.BOXED);
    if (run.gives(GREED)) {
      run.violated(
          ContractRule.BUDGET_IGNORED,
          "it gave " + GREED + " items and more on the budget of one poll");
    }
    run.cancel("cancelled after " + run.polls() + " polls");
  }

  /// Cancelled after so many polls, in each of three ways. Whether it came so far.
  private boolean cancelled(Order order, int polls) throws Exception {
    Run hard = after(order, polls);
    if (hard.hasEnded() || hard.isStuck()) {
      hard.cancel("cancelled after its end");
      return false;
    }
    hard.cancel("cancelled after " + polls + " polls");
    hard.checkAgain();

    Run graceful = after(order, polls);
    graceful.end(TOO_LONG);
    graceful.cancel("cancelled after its clean-up");

    Run both = after(order, polls);
    both.end(1);
    both.cancel("cancelled during its clean-up");
    return !endless || polls < ENOUGH;
  }

  private Run after(Order order, int polls) throws Exception {
    Run run = start(Script.PLAIN.in(order), Manner.BOXED);
    run.drive(polls);
    return run;
  }

  private void injured(Script script) throws Exception {
    Run run = start(script, Manner.BOXED);
    run.drive(endless ? ENOUGH : TOO_LONG);
    Throwable thrown = run.probe.thrown;
    boolean passed = run.answers().stream().anyMatch(answer -> answer.value() == thrown);
    if (thrown instanceof Error && !passed) {
      run.violated(ContractRule.ERROR_SWALLOWED, "the Error of " + script + " did not come out");
    }
    if (run.hasEnded() && run.answers().getLast().value() instanceof Error) {
      run.checkAfterError();
    } else {
      finish(run);
    }
  }
}
