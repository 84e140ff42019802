package dev.wakeful.testkit;

import dev.wakeful.env.Env;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.Subject.Answer;
import dev.wakeful.testkit.Subject.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// One life of one fresh subject: polls, progress of what it waits for, and its end.
final class Run {
  /// How it is polled.
  enum Manner {
    BOXED("polled"),
    RAW("polled by pollRaw"),
    SPURIOUS("polled three times for each wake-up"),
    WANDERING("polled by another thread each time"),
    SCARCE("polled without budget every other time");

    private final String words;

    Manner(String words) {
      this.words = words;
    }
  }

  private static final int BUDGET = 128;
  private static final int SPINS = 64;
  private static final int ROUNDS = 10;

  private final String name;
  private final Script script;
  private final Manner manner;
  private final Findings findings;
  private final List<Answer> answers = new ArrayList<>();
  private final Subject subject;
  final Probe probe;
  private CountingWaker waker = new CountingWaker();
  private CountingWaker older = new CountingWaker();
  private int spins;
  private boolean ended;
  private boolean stuck;

  Run(String name, ContractCheck.Maker maker, Script script, Manner manner, Findings findings)
      throws Exception {
    this.name = name;
    this.script = script;
    this.manner = manner;
    this.findings = findings;
    this.probe = new Probe(script, findings);
    findings.beginRun();
    probe.at("on creation");
    subject = maker.make(probe);
    probe.create(place("before the first poll"));
  }

  List<Answer> answers() {
    return answers;
  }

  int polls() {
    return probe.polls;
  }

  boolean hasEnded() {
    return ended;
  }

  /// Whether driving it on is of no use.
  boolean isStuck() {
    return stuck;
  }

  /// Polls it and lets its children go on, until its end or so many polls.
  void drive(int most) throws Exception {
    while (!ended && !stuck && probe.polls < most) {
      Answer answer = poll();
      if (manner == Manner.SPURIOUS) {
        for (int i = 0; i < 2 && answer.isPending(); i++) {
          answer = poll();
        }
      }
      if (answer.isPending() && probe.polls < most) {
        goOn();
      }
    }
  }

  /// Whether it gives so many answers on the budget of one poll.
  boolean gives(int most) {
    beginPoll(false, "polled again and again on one budget");
    Context cx = context(false);
    for (int i = 0; i < most; i++) {
      Answer answer = subject.poll(cx, false);
      if (answer.isPending() || subject.isLast(answer)) {
        return false;
      }
    }
    return true;
  }

  /// Polls once.
  Answer poll() throws Exception {
    boolean scarce = manner == Manner.SCARCE && probe.polls % 2 == 0;
    beginPoll(scarce, "at poll " + (probe.polls + 1));
    Context cx = context(scarce);
    Answer answer =
        manner == Manner.WANDERING
            ? elsewhere(() -> subject.poll(cx, false))
            : subject.poll(cx, manner == Manner.RAW);
    probe.scarce = false;
    answers.add(answer);
    ended = subject.isLast(answer);
    if (answer.kind() == Kind.NULL) {
      violated(ContractRule.NULL_ANSWER, "it answered null");
    }
    stuck = answer.value() instanceof Child.Stopped;
    if (answer.isPending()) {
      checkWakes(scarce);
    }
    return answer;
  }

  private void checkWakes(boolean scarce) {
    boolean woken = waker.count() > 0;
    List<Child> wokeThemselves = probe.waiting().stream().filter(Child::wokeItselfInPoll).toList();
    if (!woken && !wokeThemselves.isEmpty()) {
      violated(
          ContractRule.WAKE_LOST,
          wokeThemselves.getFirst() + " woke during the poll, and that did not come through");
      stuck = true;
    }
    spins = woken && wokeThemselves.isEmpty() && !scarce ? spins + 1 : 0;
    if (spins > SPINS) {
      violated(
          ContractRule.SPINS, "it woke itself in " + spins + " polls in which nothing happened");
      stuck = true;
    }
  }

  private void beginPoll(boolean scarce, String moment) {
    older = waker;
    waker = new CountingWaker();
    probe.polls++;
    probe.scarce = scarce;
    probe.at(place(moment));
  }

  private Context context(boolean scarce) {
    Context cx = Context.of(waker, probe.slots());
    cx.begin(waker, scarce ? 0 : BUDGET);
    return cx;
  }

  /// Lets what it waits for happen, until it is woken.
  private void goOn() {
    if (waker.count() > 0 && spins < ROUNDS) {
      return;
    }
    int before = waker.count();
    int olderBefore = older.count();
    boolean any = false;
    for (Child child : probe.waiting()) {
      if (!child.isWaiting()) {
        continue;
      }
      any = true;
      int count = waker.count();
      int olderCount = older.count();
      child.step();
      if (waker.count() == 0 && child.wasPolledLast()) {
        notWoken(child + " went on, but the waker of the latest poll", olderBefore);
        return;
      }
      if (waker.count() > count && child.wasPolledLast() && older.count() > olderCount) {
        violated(ContractRule.WAKER_REPLACED, child + " woke the waker of an earlier poll too");
      }
      if (waker.count() > before && script.order() != Script.Order.ALL) {
        return;
      }
    }
    if (waker.count() == 0) {
      act(any, olderBefore);
    }
  }

  private void act(boolean any, int olderBefore) {
    for (int i = 0; i < ROUNDS && !probe.actions().isEmpty(); i++) {
      probe.actions().forEach(Runnable::run);
      if (waker.count() > 0) {
        if (older.count() > olderBefore) {
          violated(ContractRule.WAKER_REPLACED, "it woke the waker of an earlier poll too");
        }
        return;
      }
    }
    if (any || !probe.actions().isEmpty()) {
      notWoken("all that it waits for happened, but the waker of the latest poll", olderBefore);
    } else {
      stuck = true;
    }
  }

  private void notWoken(String what, int olderBefore) {
    stuck = true;
    if (older.count() > olderBefore) {
      violated(ContractRule.WAKER_REPLACED, what + " was not woken: an earlier one was");
    } else {
      violated(ContractRule.NO_WAKER, what + " was not woken");
    }
  }

  /// Cancels it, at once and then once more.
  void cancel(String moment) {
    probe.at(place(moment));
    if (quietly("cancel", subject::cancel)) {
      checkSettled("was cancelled");
      quietly("a second cancel", subject::cancel);
    }
    ended = true;
  }

  /// Cancels it gracefully, for at most so many polls.
  void end(int most) {
    boolean over = false;
    for (int i = 0; i < most && !over && !stuck; i++) {
      beginPoll(false, "cancelled gracefully after " + answers.size() + " polls");
      probe.graceful = subject.isGraceful();
      Poll<Void> answer = Poll.done();
      try {
        answer = subject.pollCancel(context(false));
      } catch (Throwable t) {
        violated(ContractRule.CANCEL_THROWS, "pollCancel threw " + t);
      }
      probe.graceful = false;
      over = answer.isReady();
      if (!over && i + 1 < most) {
        goOn();
      }
    }
    if (most == 1) {
      return;
    }
    if (over) {
      checkSettled("was cancelled gracefully");
    } else {
      violated(
          ContractRule.CLEAN_UP_HANGS, "pollCancel did not become Ready though all had cleaned up");
    }
  }

  /// What it owes when it is over.
  void checkAfterEnd(String how) {
    checkSettled(how);
    checkAgain();
    probe.at(place("after it " + how));
    quietly("cancel", subject::cancel);
  }

  /// What it owes when it has thrown an `Error`: a future is over; a stream is released when its
  /// owner cancels it.
  void checkAfterError() {
    if (subject.isOverAfterError()) {
      checkSettled("had thrown an Error");
    }
    cancel("cancelled after an Error");
  }

  /// Polls it once more when it is over.
  void checkAgain() {
    beginPoll(false, "polled once more after its end");
    subject.checkAfterEnd(context(false), name, this::violated);
  }

  void checkFresh() {
    subject.checkFresh(this::violated);
  }

  private void checkSettled(String how) {
    for (Child child : probe.unsettled()) {
      violated(
          ContractRule.LEFT_BEHIND,
          "after it " + how + ", " + child + " was neither finished nor cancelled");
    }
  }

  void violated(ContractRule rule, String what) {
    findings.add(rule, place("at poll " + probe.polls), what);
  }

  private boolean quietly(String what, Runnable body) {
    try {
      body.run();
      return true;
    } catch (Throwable t) {
      violated(ContractRule.CANCEL_THROWS, what + " threw " + t);
      return false;
    }
  }

  private String place(String moment) {
    return manner.words + " while " + script + ", " + moment;
  }

  private static Answer elsewhere(Callable<Answer> poll) throws Exception {
    List<Answer> answer = new ArrayList<>();
    Thread thread =
        Env.system()
            .threads()
            .start(
                "contract check",
                () -> {
                  try {
                    answer.add(poll.call());
                  } catch (Exception e) {
                    answer.add(new Answer(Kind.FAILURE, e));
                  }
                });
    thread.join();
    return answer.getFirst();
  }
}
