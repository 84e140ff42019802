package dev.wakeful.examples.executor;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A future and its place in the queue. It is its own waker: to wake it is to queue it.
final class Task implements Waker {
  private final Executor executor;

  /// Whether it stands in the queue, where it needs to stand only once.
  private final AtomicBoolean queued = new AtomicBoolean();

  /// Null when it has finished. Only the thread of the executor touches it.
  private @Nullable Future<?> future;

  Task(Future<?> future, Executor executor) {
    this.future = future;
    this.executor = executor;
  }

  @Override
  public void wake() {
    if (queued.compareAndSet(false, true)) {
      executor.enqueue(this);
    }
  }

  /// Polls the future once.
  ///
  /// @return whether it has finished by this
  boolean poll() {
    queued.set(false); // before the poll: a wake-up during the poll must queue it again
    Future<?> polled = future;
    if (polled == null) {
      return false; // a late wake-up: it had finished already
    }
    try {
      if (polled.poll(Context.of(this)).isPending()) {
        return false;
      }
    } catch (Exception e) {
      // The failure of a task is the end of this task and of no other, and somebody hears of it.
      Thread self = Thread.currentThread();
      self.getUncaughtExceptionHandler().uncaughtException(self, e);
    }
    future = null;
    return true;
  }
}
