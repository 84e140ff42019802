package dev.wakeful.future;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.stress.UnparkingWaker;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.Waker;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// A stage that ends, and the one who sleeps until it has.
class FromStageModelTest {

  @Test
  void theOwnerHearsOfTheEnd() {
    Model.explore(500, () -> new Protocol(new RealStage()).run());
  }

  @Test
  void twinThatLooksBeforeItRegistersSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new LooksFirst()).run()))
        .hasMessageContaining("deadlock");
  }

  private static final class Protocol implements Runnable {
    final Source source;
    final Parker parker = new MonitorParker();
    volatile boolean found;

    Protocol(Source source) {
      this.source = source;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Owner(), new End());
      Model.check("the owner has left without the outcome", found);
    }

    private final class Owner implements Runnable {
      @Override
      public void run() {
        while (!source.found(new UnparkingWaker(parker))) {
          parker.park();
        }
        found = true;
      }
    }

    private final class End implements Runnable {
      @Override
      public void run() {
        source.end();
      }
    }
  }

  /// What is under test.
  private interface Source {
    boolean found(Waker waker);

    void end();
  }

  private static final class RealStage implements Source {
    private final CompletableFuture<Integer> stage = new CompletableFuture<>();
    private final FromStage<Integer> future = new FromStage<>(stage);

    @Override
    public boolean found(Waker waker) {
      try {
        return future.pollRaw(Context.of(waker)) != RawPoll.PENDING;
      } catch (Exception e) {
        throw new AssertionError("no stage fails here", e);
      }
    }

    @Override
    public void end() {
      stage.complete(1);
    }
  }

  /// The fault: the end comes between the look and the registration.
  private static final class LooksFirst implements Source {
    private final AtomicWaker owner = new AtomicWaker();
    private volatile boolean outcome;

    @Override
    public boolean found(Waker waker) {
      boolean seen = outcome;
      owner.register(waker);
      return seen;
    }

    @Override
    public void end() {
      outcome = true;
      owner.wake();
    }
  }
}
