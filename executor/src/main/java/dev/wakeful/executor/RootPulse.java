package dev.wakeful.executor;

import dev.wakeful.future.Future;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A thread in `blockOn`, while it polls its own future.
final class RootPulse implements Pulse {
  private static final VarHandle SEQUENCE;

  static {
    try {
      SEQUENCE = MethodHandles.lookup().findVarHandle(RootPulse.class, "sequence", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Thread thread = Thread.currentThread();
  private final Future<?> root;
  private long sequence;

  /// The pulse of the current thread.
  ///
  /// @param root what it polls
  RootPulse(Future<?> root) {
    this.root = root;
  }

  /// A poll begins, or is over. Owner only.
  void beat() {
    SEQUENCE.setOpaque(this, sequence + 1); // pairs with sequence()
  }

  @Override
  public long sequence() {
    return (long) SEQUENCE.getOpaque(this); // pairs with beat()
  }

  @Override
  public boolean isExcused() {
    return false;
  }

  @Override
  public Thread thread() {
    return thread;
  }

  @Override
  public Future<?> polled() {
    return root;
  }
}
