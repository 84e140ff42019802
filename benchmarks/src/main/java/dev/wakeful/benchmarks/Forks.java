package dev.wakeful.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Runs every pair of workload and subject in a JVM of its own, the subjects taking turns, several
/// rounds, and prints the medians.
///
/// A JVM of its own, because a compiler that has seen one subject optimises the next one
/// differently; turns, because the machine is faster at one minute than at the next.
final class Forks {
  private static final int MINUTES = 5;

  private final Launcher launcher;
  private final int rounds;

  /// How a pair is measured by a process of its own.
  interface Launcher {

    /// The words of a command that prints what one operation costs as its last line: numbers with
    /// tabs between.
    List<String> command(String workload, String subject);
  }

  /// @param program whose `main` measures one pair when given its two names, and prints what one
  ///   operation costs as its last line: numbers with tabs between
  /// @param rounds how often each pair is measured
  /// @param flags what the JVMs are started with, besides a heap of fixed size
  Forks(Class<?> program, int rounds, String... flags) {
    this(
        (workload, subject) -> {
          List<String> all = new ArrayList<>(List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"));
          all.addAll(List.of(flags));
          return jvm(program, all, List.of(workload, subject), List.of());
        },
        rounds);
  }

  /// @param launcher says how a pair is measured
  /// @param rounds how often each pair is measured
  Forks(Launcher launcher, int rounds) {
    this.launcher = launcher;
    this.rounds = rounds;
  }

  /// The command that starts a program of this module in a JVM like this one.
  ///
  /// @param program has a `main`
  /// @param flags of the JVM
  /// @param args of the program
  /// @param more class path, of what is no module of this build
  static List<String> jvm(
      Class<?> program, List<String> flags, List<String> args, List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(flags);
    String path = System.getProperty("jdk.module.path");
    if (path != null && more.isEmpty()) {
      command.addAll(List.of("-p", path, "-m", "dev.wakeful.benchmarks/" + program.getName()));
    } else {
      List<String> entries = new ArrayList<>(more);
      entries.addFirst(path != null ? path : System.getProperty("java.class.path"));
      command.addAll(List.of("-cp", String.join(File.pathSeparator, entries), program.getName()));
    }
    command.addAll(args);
    return command;
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

  /// Prints the lines for other programs.
  static void print(Map<String, List<Double>> medians) {
    medians.forEach((pair, columns) -> System.out.println(pair + "\t" + line(columns)));
  }

  /// The columns of one process. An operation that never happens costs `Infinity`.
  private List<Double> measure(String workload, String subject)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(launcher.command(workload, subject))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    // one that hangs fails
    CompletableFuture.delayedExecutor(MINUTES, TimeUnit.MINUTES).execute(child::destroyForcibly);
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
