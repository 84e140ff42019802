package dev.wakeful.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Runs every pair of workload and subject in a JVM of its own, the subjects taking turns, several
/// rounds, and prints the medians.
///
/// A JVM of its own, because a compiler that has seen one subject optimises the next one
/// differently; turns, because the machine is faster at one minute than at the next.
final class Forks {
  private final Class<?> program;
  private final int rounds;
  private final List<String> flags;

  /// @param program whose `main` measures one pair when given its two names, and prints what one
  ///   operation costs as its last line: numbers with tabs between
  /// @param rounds how often each pair is measured
  /// @param flags what the JVMs are started with, besides a heap of fixed size
  Forks(Class<?> program, int rounds, String... flags) {
    this.program = program;
    this.rounds = rounds;
    this.flags = List.of(flags);
  }

  /// Measures all pairs and prints the table.
  void run(List<String> workloads, List<String> subjects) throws Exception {
    Map<String, List<String>> pairs = new LinkedHashMap<>();
    workloads.forEach(workload -> pairs.put(workload, subjects));
    print(measure(pairs));
  }

  /// The medians of all pairs.
  ///
  /// @param pairs the subjects of each workload
  /// @return the columns of each `workload<TAB>subject`
  Map<String, List<Double>> measure(Map<String, List<String>> pairs)
      throws IOException, InterruptedException {
    Map<String, List<List<Double>>> results = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (var workload : pairs.entrySet()) {
        for (String subject : workload.getValue()) {
          List<Double> columns = measure(workload.getKey(), subject);
          System.err.printf(
              "round %d  %-16s %-16s %s%n", round, workload.getKey(), subject, line(columns));
          results
              .computeIfAbsent(workload.getKey() + "\t" + subject, key -> new ArrayList<>())
              .add(columns);
        }
      }
    }
    Map<String, List<Double>> medians = new LinkedHashMap<>();
    results.forEach((pair, samples) -> medians.put(pair, medians(samples)));
    return medians;
  }

  /// Prints the table.
  static void print(Map<String, List<Double>> medians) {
    medians.forEach((pair, columns) -> System.out.println(pair + "\t" + line(columns)));
  }

  private List<Double> measure(String workload, String subject)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"));
    command.addAll(flags);
    String modulePath = System.getProperty("jdk.module.path");
    if (modulePath != null) {
      command.addAll(
          List.of("-p", modulePath, "-m", "dev.wakeful.benchmarks/" + program.getName()));
    } else {
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    }
    command.addAll(List.of(workload, subject));
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output =
        new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (child.waitFor() != 0) {
      throw new IllegalStateException(workload + " on " + subject + " failed: " + output);
    }
    return Arrays.stream(output.lines().toList().getLast().split("\t"))
        .map(Double::valueOf)
        .toList();
  }

  private static List<Double> medians(List<List<Double>> samples) {
    List<Double> columns = new ArrayList<>();
    for (int i = 0; i < samples.getFirst().size(); i++) {
      int column = i;
      columns.add(median(samples.stream().map(sample -> sample.get(column)).toList()));
    }
    return columns;
  }

  private static String line(List<Double> columns) {
    return columns.stream()
        .map(value -> String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value))
        .collect(Collectors.joining("\t"));
  }

  /// The middle one.
  static double median(List<Double> samples) {
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
