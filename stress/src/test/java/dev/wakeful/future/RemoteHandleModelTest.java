package dev.wakeful.future;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.stress.Model;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A driver and its handle, each on a thread that sleeps until it has something to do.
class RemoteHandleModelTest {

  @Test
  void theHandleHearsOfTheEnd() {
    Model.explore(
        500,
        () -> {
          Event event = new Event();
          Remote<Integer> remote = event.remoteHandle();
          new Protocol(remote.driver(), remote.handle(), event).run();
        });
  }

  @Test
  void theDriverHearsThatItIsGivenUp() {
    Model.explore(
        500,
        () -> {
          Remote<Object> remote = Future.pending().remoteHandle();
          new GivenUp(remote.driver(), remote.handle()).run();
        });
  }

  @Test
  void twinWhoseHandleRegistersInTwoStepsSleepsForEver() {
    assertThatThrownBy(() ->
            Model.search(() -> {
              TwoSteps twin = new TwoSteps();
              new Protocol(twin.driver(), twin, new Event()).run();
            }))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinWhoseDriverLooksBeforeItRegistersSleepsForEver() {
    assertThatThrownBy(() ->
            Model.search(() -> {
              LooksFirst twin = new LooksFirst();
              new GivenUp(twin, twin.handle()).run();
            }))
        .hasMessageContaining("deadlock");
  }

  /// Work that takes an event.
  private static final class Protocol implements Runnable {
    final Sleeper driver;
    final Sleeper handle;
    final Event event;

    Protocol(Future<?> driver, Future<?> handle, Event event) {
      this.driver = new Sleeper(driver);
      this.handle = new Sleeper(handle);
      this.event = event;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(driver, handle, event);
      Model.check("somebody has left early", driver.ended && handle.ended);
    }
  }

  /// Work without end, of which the handle has enough.
  private static final class GivenUp implements Runnable {
    final Sleeper driver;
    final Quitter quitter;

    GivenUp(Future<?> driver, Future<?> handle) {
      this.driver = new Sleeper(driver);
      this.quitter = new Quitter(handle);
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(driver, quitter);
      Model.check("the driver has left early", driver.ended);
    }
  }

  private record Quitter(Future<?> handle) implements Runnable {
    @Override
    public void run() {
      handle.cancel();
    }
  }

  /// The fault: a waker is put over an outcome that came after the look.
  private static final class TwoSteps implements Future<Integer> {
    private final AtomicReference<@Nullable Object> cell = new AtomicReference<>();

    Future<Void> driver() {
      return new Driver(cell);
    }

    @Override
    public Poll<Integer> poll(Context cx) {
      if (cell.get() instanceof Integer outcome) {
        return Poll.ready(outcome);
      }
      cell.set(cx.waker());
      return Poll.pending();
    }
  }

  private record Driver(AtomicReference<@Nullable Object> cell) implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      if (cell.getAndSet(1) instanceof Waker waiting) {
        waiting.wake();
      }
      return Poll.done();
    }
  }

  /// The fault: giving up between the look and the registration.
  private static final class LooksFirst implements Future<Void> {
    private final AtomicWaker waiting = new AtomicWaker();
    private volatile boolean givenUp;

    Future<Void> handle() {
      return new Handle(this);
    }

    @Override
    public Poll<Void> poll(Context cx) {
      if (givenUp) {
        return Poll.done();
      }
      waiting.register(cx.waker());
      return Poll.pending();
    }
  }

  private record Handle(LooksFirst driver) implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      return Poll.pending();
    }

    @Override
    public void cancel() {
      driver.givenUp = true;
      driver.waiting.wake();
    }
  }
}
