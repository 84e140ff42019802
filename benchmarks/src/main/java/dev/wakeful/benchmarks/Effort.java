package dev.wakeful.benchmarks;

import java.util.List;

/// How long a process measures. Peers in other languages are given the same numbers.
///
/// @param warmUpMillis how long before the first window: for the JVM's last compiler
/// @param windowMillis how long a window is, at least
/// @param windows how many there are
/// @param idleTasks how many tasks are made to see what one takes
record Effort(int warmUpMillis, int windowMillis, int windows, int idleTasks) {
  /// For figures.
  static final Effort FULL = new Effort(2_000, 120, 9, 1_000_000);

  /// To see that everything works.
  static final Effort SHORT = new Effort(150, 30, 3, 100_000);

  /// As arguments of a process.
  List<String> words() {
    return List.of(
        String.valueOf(warmUpMillis),
        String.valueOf(windowMillis),
        String.valueOf(windows),
        String.valueOf(idleTasks));
  }

  /// Back from [#words].
  static Effort of(List<String> words) {
    return new Effort(
        Integer.parseInt(words.get(0)),
        Integer.parseInt(words.get(1)),
        Integer.parseInt(words.get(2)),
        Integer.parseInt(words.get(3)));
  }
}
