// ./run bench await [rounds]
package dev.wakeful.benchmarks;

import dev.wakeful.future.Future;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/// What `await` costs: woven bodies, state machines written by hand, combinators, virtual threads
/// and `CompletableFuture`.
///
/// | workload | one operation |
/// |---|---|
/// | `ready` | one await of a ready future; a body does 10, and its own object counts for a tenth |
/// | `ready_1000` | the same, when a body does 1,000 |
/// | `pending` | one await that is Pending once: a suspension, a wake-up, a resumption |
/// | `scheduled` | the same in a task of a current-thread runtime: its queue, its waker, its poll |
/// | `loop` | a whole call that awaits 10 times, Pending once each |
/// | `nested` | nine different bodies within each other over one await that is Pending once |
/// | `recursive` | one body nine deep within itself, likewise |
/// | `call` | a whole call with five arguments over one await that is Pending once |
/// | `cancel` | a body with a `finally`, made, suspended and cancelled |
/// | `memory` | a suspended body of three variables: time to make it, and bytes of live heap |
///
/// The columns are nanoseconds and bytes allocated; `memory` has bytes that stay. Virtual threads
/// run two on one carrier, see [AwaitThreads], and have no `ready`: there it is a plain call.
/// Workloads a subject cannot do without a state machine of its own it does not have. In `pending`
/// a virtual thread pays its scheduler and a polled body has none; compare those two in
/// `scheduled`.
public final class AwaitBench {
  private static final List<String> ALL =
      List.of("woven", "by-hand", "combinators", "virtual-thread", "completable-future");
  private static final List<String> MACHINES = List.of("woven", "by-hand", "virtual-thread");

  /// Suspended bodies of `memory`; virtual threads are a tenth of that.
  private static final int MANY = 1_000_000;

  private static final String[] TEXTS = {"a", "text", "that", "is", "not", "of", "the", "body"};

  private AwaitBench() {}

  /// Measures everything, or one pair.
  ///
  /// @param args nothing; the number of rounds; or a workload and a subject
  public static void main(String[] args) throws Exception {
    if (args.length == 2) {
      System.out.println(args[0].equals("memory") ? memory(args[1]) : measure(args[0], args[1]));
      System.exit(0); // runtimes and threads without an end
    }
    Map<String, List<String>> pairs = new LinkedHashMap<>();
    pairs.put("ready", List.of("woven", "by-hand", "combinators", "completable-future"));
    pairs.put("ready_1000", List.of("woven", "by-hand"));
    pairs.put("pending", MACHINES);
    pairs.put("scheduled", MACHINES);
    for (String workload : List.of("loop", "nested", "recursive", "call", "cancel", "memory")) {
      pairs.put(workload, ALL);
    }
    Map<String, List<Double>> medians =
        new Forks(
                AwaitBench.class,
                args.length == 1 ? Integer.parseInt(args[0]) : 3,
                "-Dwakeful.unwoven=fail",
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=dontinline," + AwaitPolls.class.getName() + "::poll",
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.virtualThreadScheduler.maxPoolSize=1")
            .measure(pairs);
    pairs.forEach((workload, subjects) -> summarise(workload, subjects, medians));
    Forks.print(medians);
  }

  /// What the others cost, in units of what woven bodies do.
  private static void summarise(
      String workload, List<String> subjects, Map<String, List<Double>> medians) {
    List<Double> woven = medians.getOrDefault(workload + "\twoven", List.of(1.0, 1.0));
    StringBuilder line = new StringBuilder(String.format("%-10s woven = 1", workload));
    for (String subject : subjects.subList(1, subjects.size())) {
      List<Double> other = medians.getOrDefault(workload + "\t" + subject, List.of(0.0, 0.0));
      boolean memory = workload.equals("memory");
      double ratio = memory ? other.get(1) / woven.get(1) : other.get(0) / woven.get(0);
      line.append(String.format("   %s %.2f", subject, ratio));
    }
    System.err.println(line);
  }

  private static Cost measure(String workload, String subject) throws Exception {
    int calls =
        switch (workload) {
          case "ready_1000" -> 10;
          case "cancel" -> 100;
          default -> 1000;
        };
    long operations =
        switch (workload) {
          case "ready" -> 10L * calls;
          case "ready_1000" -> 1000L * calls;
          default -> calls;
        };
    if (subject.equals("virtual-thread")) {
      // but for `cancel` both threads do the work, and one is measured
      return new AwaitThreads()
          .measure(workload, calls, workload.equals("cancel") ? operations : 2 * operations);
    }
    Runnable iteration =
        subject.equals("completable-future")
            ? new AwaitFutures().iteration(workload, calls)
            : new AwaitPolls(bodies(subject)).iteration(workload, calls);
    return Stopwatch.cost(iteration, operations);
  }

  private static AwaitBodies bodies(String subject) {
    return switch (subject) {
      case "woven" -> new AwaitWoven();
      case "by-hand" -> new AwaitByHand();
      case "combinators" -> new AwaitCombinators();
      default -> throw new IllegalArgumentException("no subject " + subject + "; there are " + ALL);
    };
  }

  private static Cost memory(String subject) throws Exception {
    if (subject.equals("virtual-thread")) {
      AwaitThreads.suspend(new Thread[1000]); // for the classes and the scheduler's own objects
      Thread[] bodies = new Thread[MANY / 10];
      long before = usedHeap();
      long start = System.nanoTime();
      AwaitThreads.suspend(bodies);
      return cost(bodies, before, start);
    }
    if (subject.equals("completable-future")) {
      CompletableFuture<Integer> never = new CompletableFuture<>();
      return fill(i -> AwaitFutures.threeLocals(never, i));
    }
    AwaitPolls polls = new AwaitPolls(bodies(subject));
    Future<Integer> never = Future.pending();
    return fill(i -> polls.threeLocals(never, i));
  }

  private static <T> Cost fill(IntFunction<T> body) {
    Object[] bodies = new Object[MANY];
    for (int i = 0; i < MANY / 10; i++) {
      bodies[i] = body.apply(i); // so that all classes are loaded; overwritten below
    }
    Arrays.fill(bodies, null);
    long before = usedHeap();
    long start = System.nanoTime();
    for (int i = 0; i < MANY; i++) {
      bodies[i] = body.apply(i);
    }
    try {
      return cost(bodies, before, start);
    } finally {
      Reference.reachabilityFence(body); // and with it what the bodies wait for
    }
  }

  /// @param bodies alive until the heap has been looked at
  private static Cost cost(Object[] bodies, long before, long start) {
    double nanos = (double) (System.nanoTime() - start) / bodies.length;
    try {
      return new Cost(nanos, (double) (usedHeap() - before) / bodies.length, nanos);
    } finally {
      Reference.reachabilityFence(bodies);
    }
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }

  /// A text that no compiler knows.
  static String text(int seed) {
    return TEXTS[seed & 7];
  }

  /// Uses a result.
  static void check(int found, int expected) {
    if (found != expected) {
      throw new IllegalStateException("the result is " + found + " and should be " + expected);
    }
  }
}
