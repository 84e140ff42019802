package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.stress.Model;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Calls that meet a thread of the pool which leaves, sleeps, or is told that the pool closes: each
/// comes to an end.
class BlockingPoolModelTest {
  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

  @Test
  void aCallThatMeetsAThreadThatLeavesIsRun() {
    Model.explore(200, () -> new Leaving().run());
  }

  @Test
  void aCallThatMeetsAThreadThatGoesToSleepIsRun() {
    Model.explore(200, () -> new Sleeping().run());
  }

  @Test
  void aCallThatMeetsACloseIsRunOrDropped() {
    Model.explore(200, () -> new Closing().run());
  }

  @Test
  void oneThatWaitsForRoomGetsItFromOneThatIsAborted() {
    Model.explore(200, () -> new Aborting().run());
  }

  @Test
  void twinThatLooksAndStopsServingInTwoStepsLeavesACall() {
    assertThatThrownBy(
            () -> Model.search(() -> new CopiedLeaving(new CopiedPool.StopsLate()).run()))
        .hasMessageContaining("nobody runs the call");
  }

  @Test
  void twinThatWakesAThreadBeforeItGivesItTheCallSleepsForEver() {
    assertThatThrownBy(
            () -> Model.search(() -> new CopiedSleeping(new CopiedPool.WakesEarly(), false).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatClosesWithoutALookAtWhoSleepsSleepsForEver() {
    assertThatThrownBy(
            () -> Model.search(() -> new CopiedSleeping(new CopiedPool.ClosesEarly(), true).run()))
        .hasMessageContaining("deadlock");
  }

  /// A pool of one thread, which has its first call; a second comes meanwhile.
  private abstract static class Protocol implements Runnable {
    final MonitorWorld world = new MonitorWorld();
    final BlockingPool pool;
    final Call call = new Call();
    final Runnable thread;
    @Nullable BlockingCall<Integer> second;

    Protocol(Duration keepAlive) {
      pool =
          new BlockingPool(
              BlockingSetup.waiting(world)
                  .failures(new NoFailures())
                  .maxThreads(1)
                  .maxQueued(1)
                  .keepAlive(keepAlive));
      pool.spawn(new Call());
      Runnable started = world.take();
      Model.check("no thread was started", started != null);
      thread = started == null ? () -> {} : started;
    }

    @Override
    public final void run() {
      Model.share(this);
      race();
      world.runAll();
      BlockingCall<Integer> handle = second;
      Model.check("the call has no end", handle != null && handle.isFinished());
      end();
    }

    abstract void race();

    void end() {
      Model.check("the call ran " + call.runs + " times", call.runs == 1);
    }

    final class Caller implements Runnable {
      @Override
      public void run() {
        second = pool.submit(call, false, false);
      }
    }

    final class Server implements Runnable {
      @Override
      public void run() {
        thread.run();
      }
    }

    final class Closer implements Runnable {
      @Override
      public void run() {
        pool.close(0);
      }
    }
  }

  /// The thread leaves when it has no call.
  private static final class Leaving extends Protocol {
    Leaving() {
      super(Duration.ZERO);
    }

    @Override
    void race() {
      Model.threads(new Server(), new Caller());
    }
  }

  /// The thread waits for a call without an end; that call, its last, closes the pool.
  private static final class Sleeping extends Protocol {
    Sleeping() {
      super(FOR_EVER);
      call.after = new Closer();
    }

    @Override
    void race() {
      Model.threads(new Server(), new Caller());
    }
  }

  private static final class Closing extends Protocol {
    Closing() {
      super(FOR_EVER);
    }

    @Override
    void race() {
      Model.threads(new Server(), new Caller(), new Closer());
    }

    @Override
    void end() {
      Model.check("the call ran " + call.runs + " times", call.runs <= 1);
    }
  }

  /// The second call waits in the queue, a third for room in it. Whoever wins, the third is run.
  private static final class Aborting extends Protocol {
    private final Call third = new Call();
    private final BlockingCall<Integer> last;

    Aborting() {
      super(Duration.ZERO);
      second = pool.submit(call, false, false);
      last = pool.submit(third, false, true);
    }

    @Override
    void race() {
      Model.threads(new Server(), new Aborter());
    }

    @Override
    void end() {
      Model.check("the call ran " + call.runs + " times", call.runs <= 1);
      Model.check("the third ran " + third.runs + " times", third.runs == 1 && last.isFinished());
    }

    private final class Aborter implements Runnable {
      @Override
      public void run() {
        BlockingCall<Integer> aborted = second;
        if (aborted != null) {
          aborted.abort();
        }
      }
    }
  }

  /// Counts its runs; only one thread at a time runs it.
  private static final class Call implements Callable<Integer> {
    int runs; // read when all threads have ended
    @Nullable Runnable after;

    @Override
    public Integer call() {
      runs++;
      Runnable next = after;
      if (next != null) {
        next.run();
      }
      return runs;
    }
  }

  /// One call against a thread that leaves.
  private static final class CopiedLeaving implements Runnable {
    final CopiedPool pool;
    volatile boolean ran;

    CopiedLeaving(CopiedPool pool) {
      this.pool = pool;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new LeavingThread(), new LeavingCaller());
      Model.check("nobody runs the call", ran);
    }

    private final class LeavingThread implements Runnable {
      @Override
      public void run() {
        do {
          if (pool.takes()) {
            ran = true;
          }
        } while (!pool.leaves());
      }
    }

    private final class LeavingCaller implements Runnable {
      @Override
      public void run() {
        if (pool.call()) {
          ran = true; // by a thread of its own
        }
      }
    }
  }

  /// A call, or the close, against a thread that sleeps.
  private static final class CopiedSleeping implements Runnable {
    final CopiedPool pool;
    final boolean closes;

    CopiedSleeping(CopiedPool pool, boolean closes) {
      this.pool = pool;
      this.closes = closes;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new SleepingThread(), new SleepingCaller());
      Model.check("the call ran " + pool.ran + " times", pool.ran == (closes ? 0 : 1));
    }

    private final class SleepingThread implements Runnable {
      @Override
      public void run() {
        pool.serve();
      }
    }

    private final class SleepingCaller implements Runnable {
      @Override
      public void run() {
        if (closes) {
          pool.close();
        } else {
          pool.callSleeper();
        }
      }
    }
  }
}
