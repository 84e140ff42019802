package dev.wakeful.benchmarks;

import dev.wakeful.benchmarks.SchedulerWorkload.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The same workloads, written as one writes them with virtual threads, on the cheapest waits there
/// are.
final class ThreadWorkloads {
  private ThreadWorkloads() {}

  static Runnable iteration(SchedulerWorkload workload) {
    return switch (workload) {
      case SPAWN_MANY -> ThreadWorkloads::spawnMany;
      case SPAWN_MANY_BUSY -> {
        for (int i = 0; i < Sizes.SPINNERS; i++) {
          start(() -> yieldTimes(Long.MAX_VALUE));
        }
        yield ThreadWorkloads::spawnMany;
      }
      case SPAWN_MANY_LOCAL -> () -> inside(Sizes.MANY, ThreadWorkloads::spawnManyInside);
      case SPAWN_JOIN -> () -> inside(1, ThreadWorkloads::spawnAndJoin);
      case YIELD_MANY -> ThreadWorkloads::yieldMany;
      case PING_PONG ->
          () ->
              inside(
                  Sizes.PAIRS,
                  left -> {
                    for (int i = 0; i < Sizes.PAIRS; i++) {
                      start(() -> pingPong(left));
                    }
                  });
      case CHAINED_SPAWN -> () -> inside(1, done -> chain(done, Sizes.CHAIN));
      case TOKEN_RING -> new ThreadRing();
      case SPAWN_BLOCKING ->
          () ->
              inside(
                  1,
                  done -> {
                    for (int i = 0; i < Sizes.CALLS; i++) {
                      join(Thread.startVirtualThread(() -> {}));
                    }
                    done.arrive();
                  });
      default -> throw new IllegalArgumentException("no workload " + workload);
    };
  }

  private static void inside(int count, Consumer<Countdown> body) {
    Countdown left = new Countdown(count);
    start(() -> body.accept(left));
    left.await();
  }

  private static void spawnMany() {
    Countdown left = new Countdown(Sizes.MANY);
    spawnManyInside(left);
    left.await();
  }

  private static void spawnManyInside(Countdown left) {
    for (int i = 0; i < Sizes.MANY; i++) {
      start(left::arrive);
    }
  }

  private static void spawnAndJoin(Countdown done) {
    List<Thread> threads = new ArrayList<>(Sizes.MANY);
    for (int i = 0; i < Sizes.MANY; i++) {
      threads.add(Thread.startVirtualThread(() -> {}));
    }
    threads.forEach(ThreadWorkloads::join);
    done.arrive();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void yieldMany() {
    Countdown left = new Countdown(Sizes.YIELDERS);
    for (int i = 0; i < Sizes.YIELDERS; i++) {
      start(() -> {
        yieldTimes(Sizes.YIELDS);
        left.arrive();
      });
    }
    left.await();
  }

  @SuppressWarnings("ThreadPriorityCheck") // the yield is what is measured
  private static void yieldTimes(long times) {
    for (long i = 0; i < times; i++) {
      Thread.yield();
    }
  }

  private static void pingPong(Countdown left) {
    Handover<String> ball = new Handover<>();
    Handover<String> back = new Handover<>();
    start(() -> {
      String _ = ball.receive();
      back.send("pong");
    });
    ball.send("ping");
    String _ = back.receive();
    left.arrive();
  }

  private static void chain(Countdown done, int left) {
    if (left == 0) {
      done.arrive();
    } else {
      start(() -> chain(done, left - 1));
    }
  }

  private static void start(Runnable body) {
    Thread _ = Thread.startVirtualThread(body);
  }

  /// [TokenRing] of threads.
  private static final class ThreadRing implements Runnable {
    private final List<Handover<Integer>> slots = new ArrayList<>();
    private volatile Countdown done = new Countdown(1);

    ThreadRing() {
      for (int i = 0; i < Sizes.RING; i++) {
        slots.add(new Handover<>());
      }
      for (int i = 0; i < Sizes.RING; i++) {
        Handover<Integer> own = slots.get(i);
        Handover<Integer> next = slots.get((i + 1) % Sizes.RING);
        start(() -> station(own, next));
      }
    }

    private void station(Handover<Integer> own, Handover<Integer> next) {
      while (true) {
        int left = own.receive();
        if (left == 0) {
          done.arrive();
        } else {
          next.send(left - 1);
        }
      }
    }

    @Override
    public void run() {
      done = new Countdown(1);
      slots.getFirst().send(Sizes.HOPS);
      done.await();
    }
  }
}
