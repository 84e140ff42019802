package dev.wakeful.future;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.stress.Model;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import org.junit.jupiter.api.Test;

/// An owner who sleeps until its future is aborted.
class AbortableModelTest {

  @Test
  void theOwnerHearsOfTheAbort() {
    Model.explore(
        500,
        () -> {
          AbortHandle handle = new AbortHandle();
          new Protocol(Future.pending().abortable(handle), new Abort(handle)).run();
        });
  }

  @Test
  void twinThatLooksBeforeItRegistersSleepsForEver() {
    assertThatThrownBy(() ->
            Model.search(() -> {
              LooksFirst twin = new LooksFirst();
              new Protocol(twin, twin).run();
            }))
        .hasMessageContaining("deadlock");
  }

  private static final class Protocol implements Runnable {
    final Sleeper owner;
    final Runnable abort;

    Protocol(Future<?> future, Runnable abort) {
      this.owner = new Sleeper(future);
      this.abort = abort;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(owner, abort);
      Model.check("the owner has left early", owner.ended);
    }
  }

  private record Abort(AbortHandle handle) implements Runnable {
    @Override
    public void run() {
      handle.abort();
    }
  }

  /// The fault: an abort between the look and the registration.
  private static final class LooksFirst implements Future<Object>, Runnable {
    private final AtomicWaker waiting = new AtomicWaker();
    private volatile boolean aborted;

    @Override
    public void run() {
      aborted = true;
      waiting.wake();
    }

    @Override
    public Poll<Object> poll(Context cx) {
      if (aborted) {
        return Poll.ready("aborted");
      }
      waiting.register(cx.waker());
      return Poll.pending();
    }
  }
}
