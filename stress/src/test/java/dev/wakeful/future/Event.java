package dev.wakeful.future;

import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;

/// A future, and the thread that makes it ready.
final class Event implements Future<Integer>, Runnable {
  private final AtomicWaker waiting = new AtomicWaker();
  private volatile boolean happened;

  @Override
  public void run() {
    happened = true;
    waiting.wake();
  }

  @Override
  public Poll<Integer> poll(Context cx) {
    waiting.register(cx.waker());
    return happened ? Poll.ready(1) : Poll.pending();
  }
}
