package dev.wakeful.benchmarks;

import java.util.concurrent.atomic.AtomicInteger;

/// The same workloads, written as one writes them with virtual threads.
final class ThreadWorkloads {
  private ThreadWorkloads() {}

  @SuppressWarnings("ThreadPriorityCheck") // the yield is what is measured
  static Runnable iteration(String workload) {
    return switch (workload) {
      case "spawn" ->
          () -> {
            Oneshot done = new Oneshot();
            AtomicInteger left = new AtomicInteger(SchedulerBench.MANY);
            start(() -> {
              for (int i = 0; i < SchedulerBench.MANY; i++) {
                start(() -> SchedulerBench.countDown(left, done));
              }
            });
            done.await();
          };
      case "spawn_remote" ->
          () -> {
            Oneshot done = new Oneshot();
            AtomicInteger left = new AtomicInteger(SchedulerBench.MANY);
            for (int i = 0; i < SchedulerBench.MANY; i++) {
              start(() -> SchedulerBench.countDown(left, done));
            }
            done.await();
          };
      case "chained_spawn" ->
          () -> {
            Oneshot done = new Oneshot();
            start(() -> chain(done, SchedulerBench.CHAIN));
            done.await();
          };
      case "yield" ->
          () -> {
            Oneshot done = new Oneshot();
            AtomicInteger left = new AtomicInteger(SchedulerBench.YIELDERS);
            for (int i = 0; i < SchedulerBench.YIELDERS; i++) {
              start(() -> {
                for (int k = 0; k < SchedulerBench.YIELDS; k++) {
                  Thread.yield();
                }
                SchedulerBench.countDown(left, done);
              });
            }
            done.await();
          };
      case "ping_pong" ->
          () -> {
            Oneshot done = new Oneshot();
            AtomicInteger left = new AtomicInteger(SchedulerBench.PAIRS);
            start(() -> {
              for (int i = 0; i < SchedulerBench.PAIRS; i++) {
                start(() -> pingPong(left, done));
              }
            });
            done.await();
          };
      default -> throw new IllegalArgumentException("no workload " + workload);
    };
  }

  private static void pingPong(AtomicInteger left, Oneshot done) {
    Oneshot ball = new Oneshot();
    Oneshot back = new Oneshot();
    start(() -> {
      ball.await();
      back.send("pong");
    });
    ball.send("ping");
    back.await();
    SchedulerBench.countDown(left, done);
  }

  private static void chain(Oneshot done, int left) {
    if (left == 0) {
      done.send("done");
    } else {
      start(() -> chain(done, left - 1));
    }
  }

  private static void start(Runnable body) {
    Thread _ = Thread.startVirtualThread(body);
  }
}
