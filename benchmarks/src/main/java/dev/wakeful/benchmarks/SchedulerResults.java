package dev.wakeful.benchmarks;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The medians of a run.
final class SchedulerResults {
  private final Map<SchedulerWorkload, Map<SchedulerSubject, List<Double>>> cells =
      new EnumMap<>(SchedulerWorkload.class);

  /// @param medians of [Forks#measure]: the columns of each `workload<TAB>subject`
  static SchedulerResults of(Map<String, List<Double>> medians) {
    SchedulerResults results = new SchedulerResults();
    medians.forEach((pair, columns) -> {
      String[] names = pair.split("\t", 2);
      results
          .cells
          .computeIfAbsent(
              SchedulerWorkload.named(names[0]), key -> new EnumMap<>(SchedulerSubject.class))
          .put(SchedulerSubject.named(names[1]), columns);
    });
    return results;
  }

  /// What was measured.
  Set<SchedulerWorkload> workloads() {
    return cells.keySet();
  }

  /// Who was measured.
  Set<SchedulerSubject> subjects() {
    Set<SchedulerSubject> all = new TreeSet<>();
    cells.values().forEach(row -> all.addAll(row.keySet()));
    return all;
  }

  /// What one operation, or one task, costs; infinity when it never runs, nothing when it was not
  /// measured.
  Optional<Double> cost(SchedulerWorkload workload, SchedulerSubject subject) {
    return Optional.ofNullable(cells.getOrDefault(workload, Map.of()).get(subject))
        .map(List::getFirst);
  }

  /// A table to read: nanoseconds of one operation, those of processor time in brackets, and how
  /// many times as much as Wakeful's they are.
  String table() {
    StringBuilder table = new StringBuilder();
    line(table, "", subjects().stream().map(SchedulerSubject::title).toList());
    for (SchedulerWorkload workload : workloads()) {
      line(
          table,
          workload.id(),
          subjects().stream().map(subject -> cell(workload, subject)).toList());
    }
    return table.toString();
  }

  private static void line(StringBuilder table, String head, List<String> cells) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-17s", head));
    cells.forEach(cell -> line.append(String.format(Locale.ROOT, " %-25s", cell)));
    table.append(line.toString().stripTrailing()).append('\n');
  }

  private String cell(SchedulerWorkload workload, SchedulerSubject subject) {
    List<Double> columns = cells.getOrDefault(workload, Map.of()).get(subject);
    if (columns == null) {
      return "-";
    }
    double cost = columns.getFirst();
    if (Double.isInfinite(cost)) {
      return "never runs";
    }
    String figure =
        workload.isMemory()
            ? number(cost) + " B"
            : number(cost) + " (" + number(columns.getLast()) + ")";
    return figure + ratio(workload, subject, cost);
  }

  private String ratio(SchedulerWorkload workload, SchedulerSubject subject, double cost) {
    return subject == SchedulerSubject.WAKEFUL
        ? ""
        : cost(workload, SchedulerSubject.WAKEFUL)
            .map(own -> String.format(Locale.ROOT, "  %.2fx", cost / own))
            .orElse("");
  }

  /// As precise as it is worth.
  static String number(double value) {
    return String.format(Locale.ROOT, value < 20 ? "%.1f" : "%,.0f", value);
  }
}
