package dev.wakeful.scope;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.stress.UnparkingWaker;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Somebody waits until a tracker is closed and empty.
class TallyModelTest {

  @Test
  void whoWaitsHearsOfTheLastOneAndOfTheClose() {
    Model.explore(500, () -> new Protocol(new RealTally(), false).run());
  }

  @Test
  void aMomentThatHasPassedIsNotMissed() {
    Model.explore(500, () -> new Protocol(new RealTally(), true).run());
  }

  @Test
  void twinThatLooksBeforeItRegistersWaitsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new LooksFirst(), false).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatWakesBeforeItCountsLetsItWaitForEver() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new WakesFirst(), false).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatKnowsNoMomentsMissesOne() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new ForgetsMoments(), true).run()))
        .hasMessageContaining("deadlock");
  }

  private static final class Protocol implements Runnable {
    final Tallied tally;
    final boolean reopens;
    final Parker parker = new MonitorParker();

    Protocol(Tallied tally, boolean reopens) {
      this.tally = tally;
      this.reopens = reopens;
    }

    @Override
    public void run() {
      Model.share(this);
      if (reopens) {
        tally.close();
        Model.threads(new Leaver(), new Waiter());
      } else {
        Model.threads(new Leaver(), new Closer(), new Waiter());
      }
    }

    private final class Leaver implements Runnable {
      @Override
      public void run() {
        tally.leave();
        if (reopens) {
          tally.reopenAndEnter();
        }
      }
    }

    private final class Closer implements Runnable {
      @Override
      public void run() {
        tally.close();
      }
    }

    private final class Waiter implements Runnable {
      @Override
      public void run() {
        while (!tally.poll(new UnparkingWaker(parker))) {
          parker.park();
        }
      }
    }
  }

  /// What is under test: one is counted, and one waits from the start.
  private interface Tallied {
    void leave();

    void close();

    void reopenAndEnter();

    boolean poll(Waker waker);
  }

  private static final class RealTally implements Tallied {
    private final Tally tally = new Tally();
    private final Wait wait = new Wait(tally);

    RealTally() {
      tally.enter();
    }

    @Override
    public void leave() {
      tally.leave();
    }

    @Override
    public void close() {
      tally.close();
    }

    @Override
    public void reopenAndEnter() {
      tally.reopen();
      tally.enter();
    }

    @Override
    public boolean poll(Waker waker) {
      return wait.poll(Context.of(waker)).isReady();
    }
  }

  /// A copy for one who waits, to be weakened.
  private abstract static class CopiedTally implements Tallied {
    static final int CLOSED = 1;
    static final int ONE = 2;
    static final int MOMENT = 64;

    final AtomicInteger state = new AtomicInteger(ONE);
    final AtomicWaker waiting = new AtomicWaker();

    @Override
    public void leave() {
      if (isMoment(state.addAndGet(-ONE))) {
        state.addAndGet(MOMENT);
        waiting.wake();
      }
    }

    @Override
    public final void close() {
      if (isMoment(state.addAndGet(CLOSED))) {
        state.addAndGet(MOMENT);
        waiting.wake();
      }
    }

    @Override
    public final void reopenAndEnter() {
      state.addAndGet(ONE - CLOSED);
    }

    static boolean isMoment(int seen) {
      return seen % MOMENT == CLOSED;
    }

    @Override
    public boolean poll(Waker waker) {
      waiting.register(waker);
      return isTold();
    }

    boolean isTold() {
      return state.get() >= MOMENT;
    }
  }

  /// The fault: the last one may leave between the look and the registration.
  private static final class LooksFirst extends CopiedTally {
    @Override
    public boolean poll(Waker waker) {
      boolean told = isTold();
      waiting.register(waker);
      return told;
    }
  }

  /// The fault: the one who is woken looks before there is anything to be seen.
  private static final class WakesFirst extends CopiedTally {
    @Override
    public void leave() {
      waiting.wake();
      if (isMoment(state.addAndGet(-ONE))) {
        state.addAndGet(MOMENT);
      }
    }
  }

  /// The fault: it looks at what is, and not at what was.
  private static final class ForgetsMoments extends CopiedTally {
    @Override
    boolean isTold() {
      return isMoment(state.get());
    }
  }
}
