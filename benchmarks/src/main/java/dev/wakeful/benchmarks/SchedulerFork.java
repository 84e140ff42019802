package dev.wakeful.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Measures one workload of one subject in this JVM.
final class SchedulerFork {
  /// After this long something that should take milliseconds is said never to run.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Of the Kotlin peer, which is no part of this build.
  private static final String COROUTINES = "dev.wakeful.peers.CoroutineWorkloads";

  private SchedulerFork() {}

  /// Prints nanoseconds and nanoseconds of processor time of one operation (`Infinity` when it
  /// never happens), or the bytes of one idle task.
  ///
  /// @param args a workload, a subject, an effort
  public static void main(String[] args) throws Exception {
    SchedulerWorkload workload = SchedulerWorkload.named(args[0]);
    Effort effort = Effort.of(List.of(args).subList(2, args.length));
    if (workload.isMemory()) {
      System.out.println(IdleTasks.bytes(idleTask(workload, args[1]), effort.idleTasks()));
    } else {
      Runnable iteration = iteration(workload, args[1]);
      Cost cost =
          everRuns(iteration)
              ? Stopwatch.cost(effort, iteration, workload.operations())
              : new Cost(Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY);
      System.out.println(cost.nanos() + "\t" + cost.cpuNanos());
    }
    System.out.flush();
    Runtime.getRuntime().halt(0); // tasks that never end, pools without a close
  }

  /// The command that runs this in a JVM of its own.
  ///
  /// @param more class path, of a peer
  static List<String> command(String workload, String subject, Effort effort, List<String> more) {
    List<String> flags = new ArrayList<>(List.of("-XX:+UseG1GC"));
    if (SchedulerWorkload.named(workload).isMemory()) {
      flags.addAll(List.of("-Xms64m", "-Xmx6g"));
    } else if (effort.equals(Effort.FULL)) {
      flags.addAll(List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"));
    } else {
      flags.add("-Xmx2g");
    }
    flags.add("-Djdk.virtualThreadScheduler.parallelism=" + SchedulerSubject.WORKERS);
    flags.add("-Dkotlinx.coroutines.scheduler.core.pool.size=" + SchedulerSubject.WORKERS);
    List<String> args = new ArrayList<>(List.of(workload, subject));
    args.addAll(effort.words());
    return Forks.jvm(SchedulerFork.class, flags, args, more);
  }

  private static boolean everRuns(Runnable iteration) throws InterruptedException {
    return Thread.ofPlatform().daemon().name("first iteration").start(iteration).join(PATIENCE);
  }

  private static Runnable iteration(SchedulerWorkload workload, String subject)
      throws ReflectiveOperationException {
    return switch (SchedulerSubject.named(subject)) {
      case WAKEFUL -> new PolledWorkloads(wakeful()).iteration(workload);
      case FORKJOINPOOL -> new PolledWorkloads(new PoolTask.Pool()).iteration(workload);
      case VIRTUAL_THREADS -> ThreadWorkloads.iteration(workload);
      case KOTLIN -> (Runnable) coroutines(workload);
      case TOKIO -> throw new IllegalArgumentException("Tokio has a program of its own");
    };
  }

  private static Supplier<?> idleTask(SchedulerWorkload workload, String subject)
      throws ReflectiveOperationException {
    return switch (SchedulerSubject.named(subject)) {
      case WAKEFUL -> IdleTasks.polled(workload, wakeful());
      case FORKJOINPOOL -> IdleTasks.polled(workload, new PoolTask.Pool());
      case VIRTUAL_THREADS -> IdleTasks.threads(workload);
      case KOTLIN -> (Supplier<?>) coroutines(workload);
      case TOKIO -> throw new IllegalArgumentException("Tokio has a program of its own");
    };
  }

  private static Spawner wakeful() {
    return new Spawner.Wakeful(Features.DEFAULT);
  }

  private static Object coroutines(SchedulerWorkload workload) throws ReflectiveOperationException {
    @SuppressWarnings("unchecked") // as its source says
    Function<String, Object> workloads =
        Class.forName(COROUTINES).asSubclass(Function.class).getDeclaredConstructor().newInstance();
    return workloads.apply(workload.id());
  }
}
