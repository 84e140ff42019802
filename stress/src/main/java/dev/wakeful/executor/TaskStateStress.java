package dev.wakeful.executor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// The state word between the thread that polls and those that wake and abort.
public final class TaskStateStress {

  /// A state word and nothing else.
  static final class Word extends TaskState {}

  /// Results: the poll saw what the waker had done; it must be queued again, says the poller; says
  /// the waker.
  @JCStressTest
  @Outcome(
      id = {"true, true, false", "true, false, true"},
      expect = ACCEPTABLE,
      desc = "seen, and one more poll")
  @Outcome(
      id = {"false, true, false", "false, false, true"},
      expect = ACCEPTABLE,
      desc = "not seen, and one more poll")
  @Outcome(id = "true, false, false", expect = ACCEPTABLE, desc = "answered by this poll")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "lost, or queued twice")
  @State
  public static class WakeDuringPoll {
    private final Word word = new Word();
    private boolean happened;

    @Actor
    public void poller(ZZZ_Result r) {
      long begun = word.beginPoll();
      r.r1 = happened;
      r.r2 = word.endPoll(begun);
    }

    @Actor
    public void waker(ZZZ_Result r) {
      happened = true;
      r.r3 = word.onWake();
    }
  }

  /// Two wake an idle task. Results: who must queue it.
  @JCStressTest
  @Outcome(
      id = {"true, false", "false, true"},
      expect = ACCEPTABLE,
      desc = "one of them")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "nobody, or both")
  @State
  public static class WakeTwice {
    private final Word word = new Word();

    public WakeTwice() {
      word.endPoll(word.beginPoll());
    }

    @Actor
    public void one(ZZ_Result r) {
      r.r1 = word.onWake();
    }

    @Actor
    public void other(ZZ_Result r) {
      r.r2 = word.onWake();
    }
  }

  /// Results: the poll saw the wish; it must be queued again, says the poller; says the aborter.
  @JCStressTest
  @Outcome(id = "true, false, false", expect = ACCEPTABLE, desc = "cancelled in this turn")
  @Outcome(
      id = {"false, true, false", "false, false, true"},
      expect = ACCEPTABLE,
      desc = "cancelled in the next")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "never cancelled, or queued twice")
  @State
  public static class AbortDuringPoll {
    private final Word word = new Word();

    @Actor
    public void poller(ZZZ_Result r) {
      long begun = word.beginPoll();
      if (TaskState.isAborted(begun)) {
        r.r1 = true;
        word.finish();
      } else {
        r.r2 = word.endPoll(begun);
      }
    }

    @Actor
    public void aborter(ZZZ_Result r) {
      r.r3 = word.onAbort() && word.onWake();
    }
  }

  /// Results: whose wish was the first.
  @JCStressTest
  @Outcome(
      id = {"true, false", "false, true"},
      expect = ACCEPTABLE,
      desc = "one of them")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "nobody, or both")
  @State
  public static class AbortTwice {
    private final Word word = new Word();

    @Actor
    public void one(ZZ_Result r) {
      r.r1 = word.onAbort();
    }

    @Actor
    public void other(ZZ_Result r) {
      r.r2 = word.onAbort();
    }
  }

  /// A wake meets the end. Results: the waker must queue the task; a later one must.
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "over is over")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "a finished task is queued")
  @State
  public static class WakeAndFinish {
    private final Word word = new Word();

    @Actor
    public void poller() {
      word.beginPoll();
      word.finish();
    }

    @Actor
    public void waker(ZZ_Result r) {
      r.r1 = word.onWake();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = word.onWake();
    }
  }

  /// A count of wake-ups whose changes are a load and a store.
  static final class WeakWord {
    private final AtomicLong wakes = new AtomicLong(1);

    boolean onWake() {
      long before = wakes.get();
      wakes.set(before + 1); // the fault: another may have changed it in between
      return before == 0;
    }

    boolean endPoll(long begun) {
      if (wakes.get() != begun) {
        return true;
      }
      wakes.set(0); // the fault: a wake may have come in between
      return false;
    }
  }

  /// Twin of [WakeDuringPoll] and [AbortDuringPoll]. Results as there.
  @JCStressTest
  @Outcome(id = "false, false, false", expect = ACCEPTABLE_INTERESTING, desc = "the wake is lost")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "seen, or one more poll")
  @State
  public static class WeakEnd {
    private final WeakWord word = new WeakWord();
    private volatile boolean happened;

    @Actor
    public void poller(ZZZ_Result r) {
      long begun = word.wakes.get();
      r.r1 = happened;
      r.r2 = word.endPoll(begun);
    }

    @Actor
    public void waker(ZZZ_Result r) {
      happened = true;
      r.r3 = word.onWake();
    }
  }

  /// Twin of [WakeTwice].
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "queued twice")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "queued once")
  @State
  public static class WeakWakeTwice {
    private final WeakWord word = new WeakWord();

    public WeakWakeTwice() {
      word.endPoll(1);
    }

    @Actor
    public void one(ZZ_Result r) {
      r.r1 = word.onWake();
    }

    @Actor
    public void other(ZZ_Result r) {
      r.r2 = word.onWake();
    }
  }
}
