package dev.wakeful.executor;

import dev.wakeful.future.Future;
import java.util.ArrayList;
import java.util.List;

/// The calls of `blockOn` that an executor has under way. Any thread may use it.
///
/// @param <R> what the executor keeps of each
final class Roots<R extends Roots.Root> {

  /// One call.
  interface Root {
    /// The name of the thread that waits.
    String thread();

    /// The future for which it waits.
    Future<?> future();
  }

  private final List<R> all = new ArrayList<>(); // guarded by itself

  /// A thread begins. Ask afterwards whether the executor is closing.
  void enter(R root) {
    synchronized (all) {
      all.add(root);
    }
  }

  /// The thread has left `blockOn`.
  void leave(R root) {
    synchronized (all) {
      all.remove(root);
    }
  }

  /// Those that are there now.
  List<R> now() {
    synchronized (all) {
      return new ArrayList<>(all);
    }
  }
}
