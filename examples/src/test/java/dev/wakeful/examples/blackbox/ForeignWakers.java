package dev.wakeful.examples.blackbox;

import dev.wakeful.future.Future;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Threads that belong to no runtime and wake its tasks.
final class ForeignWakers implements AutoCloseable {
  private final LinkedBlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong wakes = new AtomicLong();

  ForeignWakers(int count) {
    for (int i = 0; i < count; i++) {
      threads.add(Thread.ofPlatform().daemon().name("foreign " + i).start(this::work));
    }
  }

  /// A future that one of the threads makes ready.
  Future<Void> visit() {
    return new Wish();
  }

  /// How many tasks have been woken.
  long wakes() {
    return wakes.get();
  }

  private void work() {
    try {
      while (true) {
        wishes.take().grant();
        wakes.incrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the end
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }

  /// What is waited for.
  private final class Wish implements Future<Void> {
    private final AtomicWaker waker = new AtomicWaker();
    private volatile boolean granted;
    private boolean made;

    @Override
    public Poll<Void> poll(Context cx) {
      waker.register(cx.waker());
      if (!made) {
        made = true;
        wishes.add(this);
      }
      return granted ? Poll.done() : Poll.pending();
    }

    private void grant() {
      granted = true;
      waker.wake();
    }
  }
}
