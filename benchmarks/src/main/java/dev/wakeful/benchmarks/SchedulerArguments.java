package dev.wakeful.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the command line of a scheduler benchmark says.
///
/// @param rounds how often each pair is measured
/// @param effort how long a process measures
/// @param chart where the chart goes
/// @param workloads what is measured
record SchedulerArguments(
    int rounds, Effort effort, Path chart, List<SchedulerWorkload> workloads) {

  /// Reads the command line.
  ///
  /// @param args `--quick` for the short effort, `--chart` and a file, a number of rounds, and
  ///   parts of the names of workloads, in any order; all workloads when none is named
  /// @param rounds how many unless said otherwise
  /// @param chart where the chart goes unless said otherwise
  /// @throws IllegalArgumentException naming what is not understood
  static SchedulerArguments parse(List<String> args, int rounds, Path chart) {
    int wantedRounds = rounds;
    Effort effort = Effort.FULL;
    Path file = chart;
    List<SchedulerWorkload> workloads = new ArrayList<>();
    for (var words = args.iterator(); words.hasNext(); ) {
      String word = words.next();
      if (word.equals("--quick")) {
        effort = Effort.SHORT;
      } else if (word.equals("--chart") && words.hasNext()) {
        file = Path.of(words.next());
      } else if (word.matches("[1-9][0-9]{0,3}")) {
        wantedRounds = Integer.parseInt(word);
      } else {
        workloads.addAll(containing(word));
      }
    }
    return new SchedulerArguments(
        wantedRounds,
        effort,
        file,
        workloads.isEmpty()
            ? List.of(SchedulerWorkload.values())
            : workloads.stream().distinct().sorted().toList());
  }

  private static List<SchedulerWorkload> containing(String word) {
    List<SchedulerWorkload> found =
        Arrays.stream(SchedulerWorkload.values())
            .filter(workload -> workload.id().contains(word))
            .toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "no workload has '"
              + word
              + "' in its name; there are "
              + Arrays.stream(SchedulerWorkload.values()).map(SchedulerWorkload::id).toList());
    }
    return found;
  }
}
