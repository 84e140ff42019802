package dev.wakeful.scope;

import dev.wakeful.future.Future;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A child's work: it is finished when a test says so, and so is its clean-up.
final class Work implements Future<String> {
  final CountDownLatch begun = new CountDownLatch(1);
  final CountDownLatch cleaning = new CountDownLatch(1);
  final AtomicWaker waker = new AtomicWaker();
  private final boolean slowCleanup;
  private volatile boolean finished;
  private volatile @Nullable Exception failure;
  private volatile boolean cleaned;
  final AtomicInteger cancels = new AtomicInteger();
  volatile boolean cleanedUp;

  private Work(boolean slowCleanup) {
    this.slowCleanup = slowCleanup;
  }

  /// Work that goes at once when it is cancelled.
  static Work quick() {
    return new Work(false);
  }

  /// Work whose clean-up waits for [#clean].
  static Work slow() {
    return new Work(true);
  }

  void finish() {
    finished = true;
    waker.wake();
  }

  void fail(Exception with) {
    failure = with;
    waker.wake();
  }

  void clean() {
    cleaned = true;
    waker.wake();
  }

  @Override
  public Poll<String> poll(Context cx) throws Exception {
    waker.register(cx.waker());
    begun.countDown();
    Exception thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
    return finished ? Poll.ready("done") : Poll.pending();
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    waker.register(cx.waker());
    cleaning.countDown();
    if (slowCleanup && !cleaned) {
      return Poll.pending();
    }
    cleanedUp = true;
    return Poll.done();
  }

  @Override
  public void cancel() {
    cancels.incrementAndGet();
    cleaning.countDown();
  }
}
