// ./run bench overhead [--quick] [rounds] [workload]...
package dev.wakeful.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What it costs to see inside: Wakeful as it comes, and with everything switched on, against
/// Wakeful with everything switched off that watches; then what the counters cost, which nothing
/// switches off. And what a runtime costs that has nothing to do.
///
/// The workloads are those of [SchedulerBench] that take time and end; [OverheadFork] measures
/// them. The columns are what is added, in hundredths, and its interval. `idle` is the processor
/// time of a process in 20 s, in thousandths, and how often a thread of the runtime went to sleep
/// meanwhile; `none` is there a JVM without a runtime.
public final class OverheadBench {
  private static final String IDLE = "idle";

  private OverheadBench() {}

  /// Measures and prints.
  ///
  /// @param args as those of [SchedulerBench], but for the chart; without a name of a workload the
  ///   idle runtime is measured, too
  public static void main(String[] args) throws Exception {
    SchedulerArguments arguments = SchedulerArguments.parse(List.of(args), 3, Path.of(""));
    List<String> switchedOn =
        new ArrayList<>(names(EnumSet.complementOf(EnumSet.of(Features.NONE))));
    switchedOn.add(OverheadFork.COUNTERS);
    Map<String, List<String>> pairs = new LinkedHashMap<>();
    for (SchedulerWorkload workload : arguments.workloads()) {
      if (!workload.isMemory() && workload != SchedulerWorkload.SPAWN_MANY_BUSY) {
        pairs.put(workload.id(), switchedOn);
      }
    }
    if (arguments.workloads().size() == SchedulerWorkload.values().length) {
      pairs.put(IDLE, names(EnumSet.allOf(Features.class)));
    }
    Map<String, List<Double>> medians =
        new Forks(
                (workload, feature) -> command(workload, feature, arguments.effort()),
                arguments.rounds())
            .measure(pairs);
    medians.forEach(OverheadBench::summarise);
    Forks.print(medians);
  }

  private static List<String> names(Set<Features> features) {
    return features.stream().map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static List<String> command(String workload, String feature, Effort effort) {
    List<String> args = new ArrayList<>();
    if (workload.equals(IDLE)) {
      args.addAll(List.of(feature, effort.equals(Effort.FULL) ? "20" : "2"));
      return Forks.jvm(IdleRuntime.class, List.of("-Xmx256m"), args, List.of());
    }
    args.addAll(List.of(workload, feature));
    args.addAll(effort.words());
    List<String> flags = List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch");
    return Forks.jvm(OverheadFork.class, flags, args, List.of());
  }

  private static void summarise(String pair, List<Double> columns) {
    if (columns.size() == 3) {
      System.out.printf(
          Locale.ROOT,
          "%-28s %+.1f %% (%+.1f %% to %+.1f %%)%n",
          pair.replace('\t', ' '),
          columns.get(0),
          columns.get(1),
          columns.get(2));
    }
  }
}
