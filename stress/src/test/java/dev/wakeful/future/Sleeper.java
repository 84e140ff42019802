package dev.wakeful.future;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.stress.UnparkingWaker;
import dev.wakeful.task.Context;

/// A thread that polls a future with another waker each time, and sleeps until it has ended.
final class Sleeper implements Runnable {
  private final Future<?> future;
  private final Parker parker = new MonitorParker();
  volatile boolean ended; // the checker does not hear of what a thread throws

  Sleeper(Future<?> future) {
    this.future = future;
  }

  @Override
  public void run() {
    while (!hasEnded()) {
      parker.park();
    }
    ended = true;
  }

  private boolean hasEnded() {
    try {
      return future.poll(Context.of(new UnparkingWaker(parker))).isReady();
    } catch (Exception e) {
      return true;
    }
  }
}
