package dev.wakeful.weave.javac;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What the user said about warnings: which are errors, which are off.
final class Options {
  /// The option that makes warnings errors.
  static final String ERROR = "wakeful.error";

  /// The option that silences warnings.
  static final String OFF = "wakeful.off";

  /// The keys of all warnings.
  static final List<String> KEYS =
      List.of("blocking", "lock", "thread-bound", "unused-future", "unwoven");

  private final Set<String> errors = new TreeSet<>();
  private final Set<String> off = new TreeSet<>();
  private final Set<String> unknown = new TreeSet<>();

  /// Takes what stands behind `-Xplugin:Wakeful`: `error=KEYS` and `off=KEYS`.
  void addArguments(String... arguments) {
    for (String each : arguments) {
      if (each.startsWith("error=")) {
        add(errors, each.substring("error=".length()));
      } else if (each.startsWith("off=")) {
        add(off, each.substring("off=".length()));
      } else {
        unknown.add(each);
      }
    }
  }

  /// Takes the `-A` options.
  void addProcessorOptions(Map<String, String> options) {
    add(errors, options.get(ERROR));
    add(off, options.get(OFF));
  }

  private void add(Set<String> to, @org.jspecify.annotations.Nullable String keys) {
    if (keys == null) {
      return;
    }
    for (String each : keys.split(",", -1)) {
      String key = each.strip();
      if (key.equals("all")) {
        to.addAll(KEYS);
      } else if (KEYS.contains(key)) {
        to.add(key);
      } else {
        unknown.add(key);
      }
    }
  }

  boolean isError(String key) {
    return errors.contains(key);
  }

  boolean isOff(String key) {
    return off.contains(key);
  }

  /// What was given and means nothing.
  Set<String> unknown() {
    return unknown;
  }
}
