package dev.wakeful.contract;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import org.jspecify.annotations.Nullable;

/// Ready when it was opened; counts its polls. One thread opens, polls and wakes.
final class Gate implements Future<Integer> {
  private final int value;
  private @Nullable Exception failure;
  private @Nullable Error error;
  private Waker waker = Waker.noop();
  private boolean open;
  int polls;

  Gate(int value) {
    this.value = value;
  }

  void open() {
    open = true;
    wake();
  }

  void fail(Exception thrown) {
    failure = thrown;
    open();
  }

  void fail(Error thrown) {
    error = thrown;
    open();
  }

  void wake() {
    waker.wake();
  }

  @Override
  public Poll<Integer> poll(Context cx) throws Exception {
    polls++;
    waker = cx.waker();
    if (!open) {
      return Poll.pending();
    }
    if (error != null) {
      throw error;
    }
    if (failure != null) {
      throw failure;
    }
    return Poll.ready(value);
  }
}
