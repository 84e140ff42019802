package dev.wakeful.future;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A future that can say where it stands, without being polled.
///
/// Any thread may ask at any time; while the future is being polled the answer may be that of a
/// moment ago. [AwaitTrace] prints a whole chain.
public interface Traced {

  /// The line at which its code is suspended; null when it has none, as a combinator.
  default @Nullable StackTraceElement where() {
    return null;
  }

  /// What it waits for now, in the order in which it would be polled. A leaf that waits for what a
  /// task holds may name that task's handle: then a dump finds the cycle of two that hold what the
  /// other wants.
  List<Future<?>> awaited();
}
