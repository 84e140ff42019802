package dev.wakeful.future;

import org.jspecify.annotations.Nullable;

/// What combinators of several futures do with more than one failure.
final class Failures {
  private Failures() {}

  /// The first failure, which keeps the later one as suppressed; one object is not its own.
  static <E extends Throwable> E first(@Nullable E first, E later) {
    if (first == null) {
      return later;
    }
    if (first != later) {
      first.addSuppressed(later);
    }
    return first;
  }
}
