package dev.wakeful.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// A value, and the two who may not want it any more.
public final class OneshotStress {

  /// Whether a look finds the value.
  static boolean finds(OneshotCell<int[]> cell) {
    try {
      return cell.take() instanceof int[] value && value[0] == 1;
    } catch (Closed refused) {
      return false;
    }
  }

  /// Whether a poll finds the value, with what was written into it before.
  static boolean polls(OneshotCell<int[]> cell, Flag waker) {
    try {
      Object raw = cell.poll(Context.of(waker));
      if (raw instanceof int[] value && value[0] != 1) {
        throw new AssertionError("the value came before what is in it");
      }
      return raw != RawPoll.PENDING;
    } catch (Closed refused) {
      return true;
    }
  }

  /// Results: the receiver got the value; it was woken.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "the receiver waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "got it, or was woken")
  @State
  public static class SendAndReceive {
    private final OneshotCell<int[]> cell = new OneshotCell<>();
    private final Flag receiver = new Flag();

    @Actor
    public void sender() {
      cell.put(new int[] {1});
    }

    @Actor
    public void receiver(ZZ_Result r) {
      r.r1 = polls(cell, receiver);
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = receiver.woken;
    }
  }

  /// Results: the sender heard that it was sent; it is there.
  @JCStressTest
  @Outcome(
      id = {"true, true", "false, false"},
      expect = ACCEPTABLE,
      desc = "one of them has the value")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "both, or nobody")
  @State
  public static class SendAndClose {
    private final OneshotCell<int[]> cell = new OneshotCell<>();

    @Actor
    public void sender(ZZ_Result r) {
      r.r1 = cell.put(new int[] {1});
    }

    @Actor
    public void receiver() {
      cell.closeReceiver();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = finds(cell);
    }
  }

  /// Results: the sender saw that the receiver is gone; it was woken.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "the sender works for nobody")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "saw it, or was woken")
  @State
  public static class CancelAndWatch {
    private final OneshotCell<int[]> cell = new OneshotCell<>();
    private final Flag sender = new Flag();

    @Actor
    public void sender(ZZ_Result r) {
      r.r1 = cell.pollDecided(Context.of(sender));
    }

    @Actor
    public void receiver() {
      cell.abandon();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = sender.woken;
    }
  }

  /// Twin: the value is put in, and the cell closed, in two steps each.
  @JCStressTest
  @Outcome(id = "true, false", expect = ACCEPTABLE_INTERESTING, desc = "nobody has the value")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "somebody has")
  @State
  public static class WeakSendAndClose {
    private static final Object REFUSED = new Object();

    private final AtomicReference<@Nullable Object> cell = new AtomicReference<>();

    @Actor
    public void sender(ZZ_Result r) {
      if (cell.get() == null) {
        cell.set(new int[] {1}); // the fault: it may have been closed in between
        r.r1 = true;
      }
    }

    @Actor
    public void receiver() {
      if (cell.get() == null) {
        cell.set(REFUSED); // the fault: over a value that came in between
      }
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = cell.get() instanceof int[];
    }
  }

  /// Twin: the receiver looks and then registers.
  @JCStressTest
  @Outcome(
      id = "false, false",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the receiver waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "got it, or was woken")
  @State
  public static class WeakReceive {
    private final AtomicReference<int @Nullable []> cell = new AtomicReference<>();
    private final AtomicReference<@Nullable Flag> waiting = new AtomicReference<>();
    private final Flag receiver = new Flag();

    @Actor
    public void sender() {
      cell.set(new int[] {1});
      Flag woken = waiting.getAndSet(null);
      if (woken != null) {
        woken.wake();
      }
    }

    @Actor
    public void receiver(ZZ_Result r) {
      r.r1 = cell.get() != null;
      waiting.set(receiver); // the fault: nobody looks after this
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = receiver.woken;
    }
  }
}
