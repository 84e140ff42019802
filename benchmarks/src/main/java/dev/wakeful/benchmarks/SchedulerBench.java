// ./run bench scheduler [rounds]
package dev.wakeful.benchmarks;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What a scheduler costs: Wakeful, a bare ForkJoinPool that polls the same futures, and virtual
/// threads, two carriers each.
///
/// | workload | one operation |
/// |---|---|
/// | `spawn` | a task spawned from inside a task, polled once and finished; 10,000 in a row |
/// | `spawn_remote` | the same, spawned from a thread outside |
/// | `chained_spawn` | a task that spawns the next one; chains of 1,000 |
/// | `yield` | one yield of one of 200 tasks that yield 1,000 times each |
/// | `ping_pong` | a task that spawns another one, sends it a value and waits for the answer; 1,000 at a time |
///
/// The shapes are those of Tokio's `rt_multi_threaded` benchmarks.
public final class SchedulerBench {
  private static final List<String> WORKLOADS =
      List.of("spawn", "spawn_remote", "chained_spawn", "yield", "ping_pong");
  private static final List<String> SUBJECTS =
      List.of("wakeful", "forkjoinpool", "virtual-threads");

  static final int MANY = 10_000;
  static final int CHAIN = 1_000;
  static final int YIELDERS = 200;
  static final int YIELDS = 1_000;
  static final int PAIRS = 1_000;

  private SchedulerBench() {}

  /// Measures everything, or one pair.
  ///
  /// @param args nothing; the number of rounds; or a workload and a subject
  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      int rounds = args.length == 1 ? Integer.parseInt(args[0]) : 3;
      new Forks(SchedulerBench.class, rounds).run(WORKLOADS, SUBJECTS);
      return;
    }
    Runnable iteration =
        switch (args[1]) {
          case "wakeful" -> polled(args[0], new Spawner.Wakeful());
          case "forkjoinpool" -> polled(args[0], new PoolTask.Pool());
          case "virtual-threads" -> ThreadWorkloads.iteration(args[0]);
          default -> throw new IllegalArgumentException("no subject " + args[1]);
        };
    System.out.println(Stopwatch.measure(iteration, operations(args[0])));
    System.exit(0); // pools without a close
  }

  private static long operations(String workload) {
    return switch (workload) {
      case "spawn", "spawn_remote" -> MANY;
      case "chained_spawn" -> CHAIN;
      case "yield" -> (long) YIELDERS * YIELDS;
      case "ping_pong" -> PAIRS;
      default -> throw new IllegalArgumentException("no workload " + workload);
    };
  }

  private static Runnable polled(String workload, Spawner on) {
    return switch (workload) {
      case "spawn" ->
          () -> {
            Oneshot done = new Oneshot();
            AtomicInteger left = new AtomicInteger(MANY);
            on.spawn(
                once(() -> {
                  for (int i = 0; i < MANY; i++) {
                    on.spawnInside(once(() -> countDown(left, done)));
                  }
                }));
            done.await();
          };
      case "spawn_remote" ->
          () -> {
            Oneshot done = new Oneshot();
            AtomicInteger left = new AtomicInteger(MANY);
            for (int i = 0; i < MANY; i++) {
              on.spawn(once(() -> countDown(left, done)));
            }
            done.await();
          };
      case "chained_spawn" ->
          () -> {
            Oneshot done = new Oneshot();
            on.spawn(once(() -> chain(on, done, CHAIN)));
            done.await();
          };
      case "yield" ->
          () -> {
            Oneshot done = new Oneshot();
            AtomicInteger left = new AtomicInteger(YIELDERS);
            for (int i = 0; i < YIELDERS; i++) {
              on.spawn(new Yielder(left, done));
            }
            done.await();
          };
      case "ping_pong" ->
          () -> {
            Oneshot done = new Oneshot();
            AtomicInteger left = new AtomicInteger(PAIRS);
            on.spawn(
                once(() -> {
                  for (int i = 0; i < PAIRS; i++) {
                    on.spawnInside(new Pinger(on, left, done));
                  }
                }));
            done.await();
          };
      default -> throw new IllegalArgumentException("no workload " + workload);
    };
  }

  static void countDown(AtomicInteger left, Oneshot done) {
    if (left.decrementAndGet() == 0) {
      done.send("done");
    }
  }

  private static Future<Void> once(Runnable body) {
    return new Once(body);
  }

  private static void chain(Spawner on, Oneshot done, int left) {
    if (left == 0) {
      done.send("done");
    } else {
      on.spawnInside(once(() -> chain(on, done, left - 1)));
    }
  }

  /// Runs a body at its only poll.
  private record Once(Runnable body) implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      body.run();
      return Poll.done();
    }
  }

  /// Yields so often.
  private static final class Yielder implements Future<Void> {
    private final AtomicInteger left;
    private final Oneshot done;
    private int yields = YIELDS;

    Yielder(AtomicInteger left, Oneshot done) {
      this.left = left;
      this.done = done;
    }

    @Override
    public Poll<Void> poll(Context cx) {
      if (yields-- > 0) {
        cx.waker().wake();
        return Poll.pending();
      }
      countDown(left, done);
      return Poll.done();
    }
  }

  /// Spawns its partner, sends it a ball and waits for it to come back.
  private static final class Pinger implements Future<Void> {
    private final Spawner on;
    private final AtomicInteger left;
    private final Oneshot done;
    private @Nullable Oneshot back;

    Pinger(Spawner on, AtomicInteger left, Oneshot done) {
      this.on = on;
      this.left = left;
      this.done = done;
    }

    @Override
    public Poll<Void> poll(Context cx) {
      Oneshot answer = back;
      if (answer == null) {
        answer = new Oneshot();
        back = answer;
        Oneshot ball = new Oneshot();
        on.spawnInside(new Ponger(ball, answer));
        ball.send("ping");
      }
      if (answer.poll(cx).isPending()) {
        return Poll.pending();
      }
      countDown(left, done);
      return Poll.done();
    }
  }

  /// Waits for a ball and sends one back.
  private record Ponger(Oneshot ball, Oneshot back) implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      if (ball.poll(cx).isPending()) {
        return Poll.pending();
      }
      back.send("pong");
      return Poll.done();
    }
  }
}
