package dev.wakeful.net;

import dev.wakeful.env.Env;
import dev.wakeful.future.Blocking;
import dev.wakeful.future.Future;
import dev.wakeful.future.Timers;
import dev.wakeful.reactor.Reactor;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The smallest runtime that sockets can live in: one thread polls what was woken, turns the
/// reactor and keeps time. Nothing here sleeps; waiting is turning the reactor, with a deadline.
final class TestLoop implements AutoCloseable {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  final Reactor reactor;
  private final Slots slots;
  private final ConcurrentLinkedQueue<Task<?>> woken = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(Comparator.comparingLong((Alarm alarm) -> alarm.deadline));
  private final List<Task<?>> spawned = new ArrayList<>();

  TestLoop() throws IOException {
    reactor = new Reactor(Env.system());
    slots =
        Slots.none()
            .with(Reactor.SLOT, reactor)
            .with(Timers.SLOT, new Clock())
            .with(Blocking.SLOT, new Inline());
  }

  /// Starts a task; its failure is kept for [Task#get].
  <T extends @Nullable Object> Task<T> spawn(Future<T> future) {
    Task<T> task = new Task<>(future);
    spawned.add(task);
    task.wake();
    return task;
  }

  /// Runs everything until this future has finished.
  <T extends @Nullable Object> T run(Future<T> future) throws Exception {
    Task<T> task = new Task<>(future);
    task.wake();
    until(() -> task.finished);
    return task.get();
  }

  /// Runs everything until the condition holds.
  void until(BooleanSupplier condition) throws IOException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE) {
        throw new AssertionError("nothing came in 30 s; " + reactor);
      }
      turn(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /// One round: polls what was woken, then turns the reactor once.
  int turn(long nanos) throws IOException {
    for (Task<?> task = woken.poll(); task != null; task = woken.poll()) {
      task.poll();
    }
    long wait = nanos;
    for (Alarm next = alarms.peek(); next != null; next = alarms.peek()) {
      long left = next.deadline - System.nanoTime();
      if (left > 0) {
        wait = Math.min(wait, left);
        break;
      }
      alarms.remove(next);
      next.ring();
      wait = 0;
    }
    return reactor.turn(woken.isEmpty() ? wait : 0);
  }

  int alarms() {
    return alarms.size();
  }

  @Override
  public void close() throws IOException {
    spawned.forEach(Task::cancel);
    reactor.turn(0); // lets the poller give back the descriptors of closed sockets
    reactor.close();
  }

  /// A future on its way.
  final class Task<T extends @Nullable Object> implements Waker {
    private final Future<T> future;
    private final Context context = Context.of(this, slots);
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private @Nullable Poll<T> answer;
    private @Nullable Exception failure;
    private int polls;
    boolean finished;

    Task(Future<T> future) {
      this.future = future;
    }

    @Override
    public void wake() {
      if (scheduled.compareAndSet(false, true)) {
        woken.add(this);
        reactor.wakeup();
      }
    }

    void poll() {
      scheduled.set(false);
      if (finished) {
        return;
      }
      polls++;
      context.begin(this, 128);
      try {
        answer = future.poll(context);
        finished = answer.isReady();
      } catch (Exception e) {
        failure = e;
        finished = true;
      }
    }

    int polls() {
      return polls;
    }

    T get() throws Exception {
      Exception thrown = failure;
      if (thrown != null) {
        throw thrown;
      }
      Poll<T> last = answer;
      if (last == null) {
        throw new IllegalStateException("not polled yet");
      }
      return last.get();
    }

    void cancel() {
      if (!finished) {
        finished = true;
        future.cancel();
      }
    }
  }

  private final class Clock implements Timers {
    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public Future<Void> sleepUntil(long deadline) {
      return new Alarm(deadline);
    }
  }

  /// One sleep.
  private final class Alarm implements Future<Void> {
    private final long deadline;
    private @Nullable Waker waker;

    Alarm(long deadline) {
      this.deadline = deadline;
    }

    @Override
    public Poll<Void> poll(Context cx) {
      if (System.nanoTime() - deadline >= 0) {
        cancel();
        return Poll.done();
      }
      if (waker == null) {
        alarms.add(this);
      }
      waker = cx.waker();
      return Poll.pending();
    }

    @Override
    public void cancel() {
      alarms.remove(this);
    }

    void ring() {
      Waker next = waker;
      if (next != null) {
        next.wake();
      }
    }
  }

  /// Blocks the loop, which a test may.
  private static final class Inline implements Blocking {
    @Override
    public <T extends @Nullable Object> Future<T> run(Callable<T> call) {
      return Future.lazy(cx -> call.call());
    }
  }
}
