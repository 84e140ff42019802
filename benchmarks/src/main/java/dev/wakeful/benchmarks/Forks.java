package dev.wakeful.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs every pair of workload and subject in a JVM of its own, the subjects taking turns, several
/// rounds, and prints the medians.
///
/// A JVM of its own, because a compiler that has seen one subject optimises the next one
/// differently; turns, because the machine is faster at one minute than at the next.
final class Forks {
  private final Class<?> program;
  private final int rounds;
  private final Map<String, List<Double>> results = new LinkedHashMap<>();

  /// @param program whose `main` measures one pair when given its two names, and prints ns per op
  /// @param rounds how often each pair is measured
  Forks(Class<?> program, int rounds) {
    this.program = program;
    this.rounds = rounds;
  }

  /// Measures all pairs and prints the table.
  void run(List<String> workloads, List<String> subjects) throws Exception {
    for (int round = 1; round <= rounds; round++) {
      for (String workload : workloads) {
        for (String subject : subjects) {
          double nanos = measure(workload, subject);
          System.err.printf("round %d  %-16s %-16s %10.1f ns%n", round, workload, subject, nanos);
          results.computeIfAbsent(workload + "\t" + subject, key -> new ArrayList<>()).add(nanos);
        }
      }
    }
    results.forEach((pair, samples) -> System.out.printf("%s\t%.1f%n", pair, median(samples)));
  }

  private double measure(String workload, String subject) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"));
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
    return Double.parseDouble(output.lines().toList().getLast());
  }

  /// The middle one.
  static double median(List<Double> samples) {
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
