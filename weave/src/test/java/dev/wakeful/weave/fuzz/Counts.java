package dev.wakeful.weave.fuzz;

import java.util.Map;
import java.util.TreeMap;

/// How often each thing was made or happened. Any thread may use it.
final class Counts {
  private final Map<String, Long> counts = new TreeMap<>();

  /// One more.
  void add(String what) {
    add(what, 1);
  }

  /// So many more.
  synchronized void add(String what, long more) {
    counts.merge(what, more, Long::sum);
  }

  /// All of another.
  void add(Counts others) {
    others.all().forEach(this::add);
  }

  /// How often.
  synchronized long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /// All, by name.
  synchronized Map<String, Long> all() {
    return new TreeMap<>(counts);
  }

  @Override
  public String toString() {
    return String.join(
        "\n",
        all().entrySet().stream().map(each -> each.getValue() + "\t" + each.getKey()).toList());
  }
}
