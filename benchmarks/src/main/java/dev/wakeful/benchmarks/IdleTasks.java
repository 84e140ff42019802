package dev.wakeful.benchmarks;

import dev.wakeful.future.Future;
import dev.wakeful.sync.Channel;
import dev.wakeful.sync.Mpsc;
import dev.wakeful.sync.MpscReceiver;
import dev.wakeful.sync.MpscSender;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.time.Time;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an idle task takes: growth of the used heap, the reference to the task included.
final class IdleTasks {
  private static final int FIRST = 1_000;
  private static final Duration HOUR = Duration.ofHours(1);

  private IdleTasks() {}

  /// Bytes of one task.
  ///
  /// @param idle starts a task that is idle from then on, and gives what keeps it alive
  /// @param count how many
  static double bytes(Supplier<?> idle, int count) throws InterruptedException {
    Object[] first = fill(idle, FIRST); // with whatever is made once
    try {
      long before = settledHeap();
      Object[] tasks = fill(idle, count);
      try {
        return (double) (settledHeap() - before) / count;
      } finally {
        Reference.reachabilityFence(tasks);
      }
    } finally {
      Reference.reachabilityFence(first);
    }
  }

  private static Object[] fill(Supplier<?> idle, int count) {
    Object[] tasks = new Object[count];
    for (int i = 0; i < count; i++) {
      tasks[i] = idle.get();
    }
    return tasks;
  }

  /// The used heap, once it moves no more: the last tasks run while the first look is taken.
  private static long settledHeap() throws InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    long last = -1;
    for (int look = 0; look < 50; look++) {
      System.gc();
      long used = runtime.totalMemory() - runtime.freeMemory();
      if (last >= 0 && Math.abs(used - last) <= Math.max(used / 1_000, 4_096)) {
        return used;
      }
      last = used;
      Thread.sleep(200);
    }
    throw new IllegalStateException("the heap does not come to rest");
  }

  /// Tasks of whoever polls futures.
  static Supplier<Object> polled(SchedulerWorkload workload, Spawner on) {
    return switch (workload) {
      case MEMORY_PARKED -> () -> on.spawn(new Parked());
      case MEMORY_SLEEPING -> () -> on.spawn(Time.sleep(HOUR));
      case MEMORY_CHANNEL ->
          () -> {
            Channel<MpscSender<Integer>, MpscReceiver<Integer>> channel = Mpsc.channel(1);
            on.spawn(channel.receiver().next());
            return channel.sender();
          };
      default -> throw new IllegalArgumentException("no workload " + workload);
    };
  }

  /// Virtual threads.
  static Supplier<Object> threads(SchedulerWorkload workload) {
    return switch (workload) {
      case MEMORY_PARKED -> () -> Thread.startVirtualThread(IdleTasks::park);
      case MEMORY_SLEEPING -> () -> Thread.startVirtualThread(IdleTasks::sleep);
      case MEMORY_CHANNEL ->
          () -> {
            ArrayBlockingQueue<Integer> channel = new ArrayBlockingQueue<>(1);
            Thread _ = Thread.startVirtualThread(() -> take(channel));
            return channel;
          };
      default -> throw new IllegalArgumentException("no workload " + workload);
    };
  }

  private static void park() {
    while (true) {
      LockSupport.park();
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(HOUR);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void take(ArrayBlockingQueue<Integer> channel) {
    try {
      Integer _ = channel.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The least that waits by the contract: it keeps the waker, which nobody wakes.
  private static final class Parked implements Future<Void> {
    @SuppressWarnings("UnusedVariable") // it takes room
    private @Nullable Waker waker;

    @Override
    public Poll<Void> poll(Context cx) {
      waker = cx.waker();
      return Poll.pending();
    }
  }
}
