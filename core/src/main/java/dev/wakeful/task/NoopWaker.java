package dev.wakeful.task;

/// Waker for [Waker#noop].
enum NoopWaker implements Waker {
  INSTANCE;

  @Override
  public void wake() {}
}
