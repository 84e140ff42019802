package dev.wakeful.scope;

import dev.wakeful.task.Waker;

/// A waker that remembers having been woken.
final class Flag implements Waker {
  volatile boolean woken;

  @Override
  public void wake() {
    woken = true;
  }
}
