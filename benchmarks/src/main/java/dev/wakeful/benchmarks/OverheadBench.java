// ./run bench overhead [--quick] [rounds] [workload]...
package dev.wakeful.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What it costs to see inside: Wakeful as it comes, with everything switched off that watches, and
/// with everything switched on. And what a runtime costs that has nothing to do.
///
/// The workloads are those of [SchedulerBench] that take time and no peer; the runtimes are those
/// of [Features]. `idle` is the processor time of a process in 20 s, in thousandths, and how often
/// a thread of the runtime went to sleep meanwhile; `none` is there a JVM without a runtime.
public final class OverheadBench {
  private static final String IDLE = "idle";

  private OverheadBench() {}

  /// Measures and prints.
  ///
  /// @param args as those of [SchedulerBench], but for the chart; without a name of a workload the
  ///   idle runtime is measured, too
  public static void main(String[] args) throws Exception {
    SchedulerArguments arguments = SchedulerArguments.parse(List.of(args), 5, Path.of(""));
    List<String> features =
        Arrays.stream(Features.values())
            .map(feature -> feature.name().toLowerCase(Locale.ROOT))
            .toList();
    Map<String, List<String>> pairs = new LinkedHashMap<>();
    for (SchedulerWorkload workload : arguments.workloads()) {
      if (!workload.isMemory()) {
        pairs.put(workload.id(), features);
      }
    }
    if (arguments.workloads().size() == SchedulerWorkload.values().length) {
      pairs.put(IDLE, features);
    }
    Map<String, List<Double>> medians =
        new Forks(
                (workload, feature) ->
                    workload.equals(IDLE)
                        ? Forks.jvm(
                            IdleRuntime.class,
                            List.of("-Xmx256m"),
                            List.of(feature, String.valueOf(idleSeconds(arguments))),
                            List.of())
                        : SchedulerFork.command(
                            workload,
                            SchedulerSubject.WAKEFUL.id() + ":" + feature,
                            arguments.effort(),
                            List.of()),
                arguments.rounds())
            .measure(pairs);
    pairs.keySet().stream()
        .filter(workload -> !workload.equals(IDLE))
        .forEach(workload -> summarise(workload, features, medians));
    Forks.print(medians);
  }

  private static int idleSeconds(SchedulerArguments arguments) {
    return arguments.effort().equals(Effort.FULL) ? 20 : 2;
  }

  /// What each costs more than with nothing switched on, in time and in processor time.
  private static void summarise(
      String workload, List<String> features, Map<String, List<Double>> medians) {
    List<Double> none = medians.getOrDefault(workload + "\tnone", List.of(1.0, 1.0));
    List<String> cells = new ArrayList<>();
    for (String feature : features) {
      List<Double> columns = medians.getOrDefault(workload + "\t" + feature, none);
      cells.add(
          String.format(
              Locale.ROOT,
              "%s %+.1f %% (%+.1f %%)",
              feature,
              100 * (columns.getFirst() / none.getFirst() - 1),
              100 * (columns.getLast() / none.getLast() - 1)));
    }
    System.out.printf("%-17s %s%n", workload, String.join("   ", cells));
  }
}
