package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.HandWorld;
import dev.wakeful.stress.ImpatientParker;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A pool of one thread that has its first call, and one who comes with a second: it runs, whether
/// the thread leaves, sleeps, or gives up sleeping. With a close the call has run or is cancelled.
class BlockingPoolModelTest {

  @Test
  void aCallIsNotLeftWithAThreadThatLeaves() {
    Model.explore(500, () -> new Leaving().run());
  }

  @Test
  void aCallReachesAThreadThatSleepsAndACloseToo() {
    Model.explore(500, () -> new Sleeping().run());
  }

  @Test
  void aCallIsNotLeftWithAThreadWhoseTimeIsOver() {
    Model.explore(500, () -> new TimedOut().run());
  }

  @Test
  void aCallAgainstACloseEnds() {
    Model.explore(500, () -> new Closing().run());
  }

  @Test
  void twinThatStopsServingInASecondStepLosesACall() {
    assertThatThrownBy(() -> Model.search(() -> new Copy(false).run()))
        .hasMessageContaining("the call has not run");
  }

  @Test
  void twinWhoseTimeIsOverThoughItWasGivenACallLosesIt() {
    assertThatThrownBy(() -> Model.search(() -> new Copy(true).run()))
        .hasMessageContaining("the call has not run");
  }

  private static final class Work implements Callable<Integer> {
    @Override
    public Integer call() {
      return 1;
    }
  }

  /// A world in which the time is always over.
  private static final class ImpatientModelWorld extends HandWorld {
    @Override
    public Parker newParker() {
      return new ImpatientParker();
    }
  }

  /// One thread of the pool, one who calls.
  private abstract static class Scenario implements Runnable {
    final HandWorld world;
    final BlockingPool pool;
    volatile @Nullable JoinHandle<Integer> second;

    Scenario(HandWorld world, BlockingSetup setup) {
      this.world = world;
      this.pool = new BlockingPool(setup.maxThreads(1).maxQueued(1).failures(new NoFailures()));
    }

    @Override
    public final void run() {
      Model.share(this);
      pool.spawn(new Work());
      Runnable thread = world.take();
      race(new Server(thread));
      JoinHandle<Integer> handle = second;
      Model.check("the call has not run", handle != null && handle.isFinished());
    }

    void race(Runnable server) {
      Model.threads(server, new Caller());
    }

    /// Called by the one who calls, after the call.
    void afterCall() {
      Runnable started = world.take();
      if (started != null) {
        started.run();
      }
    }

    final class Caller implements Runnable {
      @Override
      public void run() {
        second = pool.spawn(new Work());
        afterCall();
      }
    }
  }

  private record Server(@Nullable Runnable thread) implements Runnable {
    @Override
    public void run() {
      if (thread != null) {
        thread.run();
      }
    }
  }

  private static final class Leaving extends Scenario {
    Leaving() {
      this(new MonitorWorld());
    }

    private Leaving(HandWorld world) {
      super(world, BlockingSetup.waiting(world));
    }
  }

  /// The thread stays until the close, which must wake it.
  private static final class Sleeping extends Scenario {
    Sleeping() {
      this(new MonitorWorld());
    }

    private Sleeping(HandWorld world) {
      super(world, BlockingSetup.computing(world, 1));
    }

    @Override
    void afterCall() {
      JoinHandle<Integer> handle = second;
      if (handle != null) {
        pool.close(1);
      }
    }
  }

  private static final class TimedOut extends Scenario {
    TimedOut() {
      this(new ImpatientModelWorld());
    }

    private TimedOut(HandWorld world) {
      super(world, BlockingSetup.waiting(world).keepAlive(Duration.ofNanos(1)));
    }
  }

  private static final class Closing extends Scenario {
    Closing() {
      this(new ImpatientModelWorld());
    }

    private Closing(HandWorld world) {
      super(world, BlockingSetup.waiting(world));
    }

    @Override
    void race(Runnable server) {
      Model.threads(server, new Caller(), new Closer());
    }

    private final class Closer implements Runnable {
      @Override
      public void run() {
        pool.close(0);
      }
    }
  }

  /// A copy of the pool, weakened: one thread, and one call that comes.
  private static final class Copy implements Runnable {
    private final boolean keepsAlive;
    private final Object lock = new Object();
    private boolean queued; // guarded by lock
    private boolean idle; // guarded by lock
    private boolean serving = true; // guarded by lock
    private volatile boolean ran;

    Copy(boolean keepsAlive) {
      this.keepsAlive = keepsAlive;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Thread1(), new Caller());
      Model.check("the call has not run", ran);
    }

    private final class Thread1 implements Runnable {
      @Override
      public void run() {
        synchronized (lock) {
          if (queued) {
            ran = true;
            return;
          }
          idle = keepsAlive;
        }
        if (keepsAlive) {
          timeIsOver();
        } else {
          synchronized (lock) {
            serving = false; // the fault: a call may have come since the look
          }
        }
      }

      private void timeIsOver() {
        synchronized (lock) {
          idle = false; // the fault: it may have been given a call, and does not look
          serving = false;
        }
      }
    }

    private final class Caller implements Runnable {
      @Override
      public void run() {
        synchronized (lock) {
          if (idle) {
            idle = false;
            queued = true; // for this thread
          } else if (serving) {
            queued = true;
          } else {
            ran = true; // by another thread
          }
        }
      }
    }
  }
}
