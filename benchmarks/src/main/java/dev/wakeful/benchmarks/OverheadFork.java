package dev.wakeful.benchmarks;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Measures in this JVM what one workload costs more with [Features] than with none of them, or
/// with the [#COUNTERS] than without.
///
/// The two runtimes take turns, so whatever makes one JVM or one minute faster than another makes
/// both faster. Between two turns there is a pause in which the runtime before falls asleep, its
/// watchdog too, so that a turn pays for itself alone.
final class OverheadFork {
  /// The counters of the workers, and nothing else that watches. A [Copy] can do without them.
  static final String COUNTERS = "counters";

  private static final String NONE = "none";

  private static final int PAUSE_MILLIS = 150;

  /// How many pairs of turns make one window of [Effort].
  private static final int PAIRS = 4;

  private OverheadFork() {}

  /// Prints the median of what is added, in hundredths, and where that of many more pairs would be,
  /// from and to, with 95 % certainty.
  ///
  /// @param args a workload, [Features] or [#COUNTERS], an effort
  public static void main(String[] args) throws Exception {
    String workload = args[0];
    boolean counters = args[1].equals(COUNTERS);
    Effort effort = Effort.of(List.of(args).subList(2, args.length));
    Turns with =
        new Turns(counters ? copied(true, workload) : iteration(workload, args[1]), workload);
    Turns without =
        new Turns(counters ? copied(false, workload) : iteration(workload, NONE), workload);
    for (int spent = 0; spent < effort.warmUpMillis(); spent += effort.windowMillis()) {
      with.take(effort);
      without.take(effort);
    }
    List<Double> added = new ArrayList<>();
    for (int pair = 0; pair < effort.windows() * PAIRS; pair++) {
      boolean swapped = pair % 2 != 0; // who goes first may matter
      double first = (swapped ? without : with).take(effort);
      double second = (swapped ? with : without).take(effort);
      added.add(100 * (swapped ? second / first - 1 : first / second - 1));
    }
    System.out.println(Forks.median(added) + "\t" + bound(added, -1) + "\t" + bound(added, 1));
    System.out.flush();
    Runtime.getRuntime().halt(0); // pools without a close
  }

  /// One iteration of a runtime whose classes are a copy, with nothing else that watches.
  static Runnable copied(boolean counts, String workload) throws ReflectiveOperationException {
    Method copied =
        new Copy(counts)
            .loadClass(OverheadFork.class.getName())
            .getDeclaredMethod("iteration", String.class, String.class);
    copied.setAccessible(true);
    return (Runnable) copied.invoke(null, workload, NONE);
  }

  private static Runnable iteration(String workload, String features) {
    Features chosen = Features.valueOf(features.toUpperCase(Locale.ROOT));
    return new PolledWorkloads(new Spawner.Wakeful(chosen))
        .iteration(SchedulerWorkload.named(workload));
  }

  /// The end of the interval that has the median of all pairs there could be: so many ranks from
  /// the middle as a coin thrown that often strays.
  private static double bound(List<Double> samples, int side) {
    List<Double> sorted = samples.stream().sorted().toList();
    double middle = (sorted.size() - 1) / 2.0;
    double strays = 0.98 * Math.sqrt(sorted.size());
    int rank = (int) Math.round(middle + side * strays);
    return sorted.get(Math.clamp(rank, 0, sorted.size() - 1));
  }

  /// The turns of one runtime.
  private static final class Turns {
    private final Runnable iteration;
    private final long operations;

    Turns(Runnable iteration, String workload) {
      this.iteration = iteration;
      this.operations = SchedulerWorkload.named(workload).operations();
    }

    /// Nanoseconds of one operation.
    double take(Effort effort) throws InterruptedException {
      Thread.sleep(PAUSE_MILLIS);
      return Stopwatch.window(effort, iteration, operations).nanos();
    }
  }
}
