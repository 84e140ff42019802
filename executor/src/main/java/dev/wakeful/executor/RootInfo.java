package dev.wakeful.executor;

import java.util.List;

/// A call of `blockOn`, as a [TaskDump] has found it.
///
/// @param thread the name of the thread that waits
/// @param awaits the await chain of the future for which it waits
public record RootInfo(String thread, List<Awaited> awaits) {

  /// Copies the chain.
  public RootInfo {
    awaits = List.copyOf(awaits);
  }
}
