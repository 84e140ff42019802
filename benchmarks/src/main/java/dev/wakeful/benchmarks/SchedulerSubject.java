package dev.wakeful.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/// Whose scheduler is measured, with two workers each.
enum SchedulerSubject {
  /// This library, as it comes.
  WAKEFUL("Wakeful"),
  /// Rust, with its own futures.
  TOKIO("Tokio"),
  /// The JDK's pool, polling Wakeful's futures by the least task object that works.
  FORKJOINPOOL("ForkJoinPool"),
  /// The JDK's threads, on their own scheduler.
  VIRTUAL_THREADS("virtual threads"),
  /// Coroutines on their default dispatcher.
  KOTLIN("Kotlin coroutines");

  /// How many threads run tasks.
  static final int WORKERS = 2;

  private final String title;

  SchedulerSubject(String title) {
    this.title = title;
  }

  /// As programs spell it.
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// As people read it.
  String title() {
    return title;
  }

  /// Back from [#id].
  static SchedulerSubject named(String id) {
    return Arrays.stream(values())
        .filter(subject -> subject.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no subject " + id));
  }
}
