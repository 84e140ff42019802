package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import org.junit.jupiter.api.Test;

/// The owner of a current-thread executor sleeps in the driver until its future is ready, which a
/// task makes it that another thread spawns, or which another thread makes it by itself.
class CurrentThreadModelTest {

  @Test
  void aSpawnFromElsewhereWakesTheOwner() {
    Model.explore(200, () -> new Protocol(true).run());
  }

  @Test
  void aWakeOfTheRootFromElsewhereWakesTheOwner() {
    Model.explore(200, () -> new Protocol(false).run());
  }

  @Test
  void twinThatSaysThatItSleepsAfterItsLastLookSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new SaysLate().run()))
        .hasMessageContaining("deadlock");
  }

  /// A driver without events.
  private static final class Bed implements Driver {
    private final Parker parker = new MonitorParker();

    @Override
    public void turn(long nanos) {
      if (nanos < 0) {
        parker.park();
      }
    }

    @Override
    public void unpark() {
      parker.unpark();
    }

    @Override
    public void close() {}
  }

  /// An event.
  private static final class Event implements Future<Integer> {
    private final AtomicWaker waiting = new AtomicWaker();
    private volatile boolean happened;

    void happen() {
      happened = true;
      waiting.wake();
    }

    @Override
    public Poll<Integer> poll(Context cx) {
      waiting.register(cx.waker());
      return happened ? Poll.ready(1) : Poll.pending();
    }
  }

  /// A task that makes an event happen.
  private record Maker(Event event) implements Future<Integer> {
    @Override
    public Poll<Integer> poll(Context cx) {
      event.happen();
      return Poll.ready(1);
    }
  }

  private static final class Protocol implements Runnable {
    private final boolean spawns;
    private final TaskExecutor executor =
        TaskExecutor.currentThread(
            new Setup(new MonitorWorld(), new Bed()).failures(new NoFailures()));
    private final Event event = new Event();
    private volatile boolean ended;

    Protocol(boolean spawns) {
      this.spawns = spawns;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Owner(), new Other());
      Model.check("the owner has not ended", ended);
    }

    private final class Owner implements Runnable {
      @Override
      public void run() {
        try {
          executor.blockOn(event);
          ended = true;
        } catch (Exception e) {
          ended = false;
        }
      }
    }

    private final class Other implements Runnable {
      @Override
      public void run() {
        if (spawns) {
          executor.spawn(new Maker(event));
        } else {
          event.happen();
        }
      }
    }
  }

  /// A copy of the owner's last steps before sleep, weakened.
  private static final class SaysLate implements Runnable {
    private final InjectQueue inject = new InjectQueue();
    private final Task<?> task = Bodies.task();
    private final Bed bed = new Bed();
    private volatile boolean asleep;

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Owner(), new Other());
    }

    private final class Owner implements Runnable {
      @Override
      public void run() {
        if (inject.isEmpty()) {
          asleep = true; // the fault: said after the look
          bed.turn(-1);
        }
      }
    }

    private final class Other implements Runnable {
      @Override
      public void run() {
        inject.push(task);
        if (asleep) {
          bed.unpark();
        }
      }
    }
  }
}
