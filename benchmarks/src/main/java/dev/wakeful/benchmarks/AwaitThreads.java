package dev.wakeful.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The bodies as plain blocking code on virtual threads.
///
/// To suspend is to park and to resume is to be unparked. Two threads do the same work on one
/// carrier and take turns: whoever waits unparks the other one and parks. So each suspension of one
/// is the resumption of the other, nobody else is needed, no processor sleeps and none is woken:
/// the least that waiting can cost a virtual thread.
final class AwaitThreads {
  private volatile @Nullable Thread turn;
  private @Nullable Thread first;
  private @Nullable Thread second;

  /// Measures a workload on the two threads.
  ///
  /// @param calls how many are one iteration
  /// @param operations how many of both threads are one iteration
  Cost measure(String workload, int calls, long operations) throws Exception {
    CompletableFuture<Cost> cost = new CompletableFuture<>();
    Runnable work = iteration(workload, calls);
    first =
        Thread.ofVirtual()
            .unstarted(() -> {
              try {
                cost.complete(Stopwatch.cost(work, operations));
              } catch (Throwable e) {
                cost.completeExceptionally(e);
              }
            });
    second =
        Thread.ofVirtual()
            .unstarted(() -> {
              parkUntilMyTurn();
              while (!cost.isDone()) {
                work.run();
              }
            });
    turn = first;
    first.start();
    second.start();
    return cost.get();
  }

  /// Waits once; 1.
  private int await() {
    Thread other = Thread.currentThread() == first ? second : first;
    turn = other;
    LockSupport.unpark(other);
    parkUntilMyTurn();
    return 1;
  }

  private void parkUntilMyTurn() {
    Thread me = Thread.currentThread();
    while (turn != me) {
      LockSupport.park(this);
    }
  }

  private Runnable iteration(String workload, int calls) {
    int[] array = new int[3];
    return switch (workload) {
      case "pending", "scheduled" -> () -> AwaitBench.check(loop(calls), calls);
      case "loop" ->
          () -> {
            for (int i = 0; i < calls; i++) {
              AwaitBench.check(loop(10), 10);
            }
          };
      case "nested" ->
          () -> {
            for (int i = 0; i < calls; i++) {
              AwaitBench.check(nested(), 10);
            }
          };
      case "recursive" ->
          () -> {
            for (int i = 0; i < calls; i++) {
              AwaitBench.check(recursive(9), 10);
            }
          };
      case "call" ->
          () -> {
            for (int i = 0; i < calls; i++) {
              AwaitBench.check(call(2, 3, 4, "text", array), 17);
            }
          };
      case "cancel" -> () -> cancel(calls);
      default -> throw new IllegalArgumentException("no workload " + workload);
    };
  }

  private int loop(int times) {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      sum += await();
    }
    return sum;
  }

  private int nested() {
    return second() + 1;
  }

  private int second() {
    return third() + 1;
  }

  private int third() {
    return fourth() + 1;
  }

  private int fourth() {
    return fifth() + 1;
  }

  private int fifth() {
    return sixth() + 1;
  }

  private int sixth() {
    return seventh() + 1;
  }

  private int seventh() {
    return eighth() + 1;
  }

  private int eighth() {
    return ninth() + 1;
  }

  private int ninth() {
    return await() + 1;
  }

  private int recursive(int depth) {
    return (depth == 1 ? await() : recursive(depth - 1)) + 1;
  }

  private int call(int number, long large, double broken, String text, int[] array) {
    int value = await();
    return value + number + (int) large + (int) broken + text.length() + array.length;
  }

  /// Each call is a thread, started, suspended, interrupted and joined.
  @SuppressWarnings("ThreadPriorityCheck") // the yield lets the new thread come to its wait
  private static void cancel(int calls) {
    int[] ended = new int[1];
    for (int i = 0; i < calls; i++) {
      Thread body =
          Thread.startVirtualThread(() -> {
            try {
              while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
              }
            } finally {
              ended[0]++;
            }
          });
      while (body.getState() != Thread.State.WAITING) {
        Thread.yield();
      }
      body.interrupt();
      try {
        body.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    AwaitBench.check(ended[0], calls);
  }

  /// Fills the array with threads that are suspended with three variables each.
  static void suspend(Thread[] bodies) throws InterruptedException {
    for (int i = 0; i < bodies.length; i++) {
      int seed = i;
      bodies[i] =
          Thread.startVirtualThread(() -> {
            int number = seed & 7;
            long large = seed & 15L;
            String text = AwaitBench.text(seed);
            LockSupport.park();
            AwaitBench.check(number + (int) large + text.length(), seed); // nobody comes here
          });
    }
    for (Thread body : bodies) {
      while (body.getState() != Thread.State.WAITING) {
        Thread.sleep(1);
      }
    }
  }
}
