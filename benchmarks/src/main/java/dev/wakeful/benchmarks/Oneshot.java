package dev.wakeful.benchmarks;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One value from one sender to one receiver, which is a task or a thread.
final class Oneshot implements Future<String> {
  /// Null, then the receiver (a waker or a thread), then the value.
  private final AtomicReference<@Nullable Object> cell = new AtomicReference<>();

  void send(String value) {
    Object receiver = cell.getAndSet(value);
    if (receiver instanceof Waker waker) {
      waker.wake();
    } else if (receiver instanceof Thread thread) {
      LockSupport.unpark(thread);
    }
  }

  @Override
  public Poll<String> poll(Context cx) {
    Object content = cell.get();
    if (!(content instanceof String) && cell.compareAndSet(content, cx.waker())) {
      return Poll.pending();
    }
    return cell.get() instanceof String value ? Poll.ready(value) : Poll.pending();
  }

  /// Waits on the calling thread, platform or virtual.
  String await() {
    while (true) {
      Object content = cell.get();
      if (content instanceof String value) {
        return value;
      }
      if (content != null || cell.compareAndSet(null, Thread.currentThread())) {
        LockSupport.park(this);
      }
    }
  }
}
