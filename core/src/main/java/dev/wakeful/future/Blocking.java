package dev.wakeful.future;

import dev.wakeful.task.Slot;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A place where blocking is allowed: what a runtime's blocking pool does for the futures it polls.
public interface Blocking {

  /// Where futures find the blocking pool of the runtime that polls them.
  Slot<Blocking> SLOT =
      Slot.named("blocking pool", "this future must be polled by a runtime, which has one");

  /// A future of a call on a thread that may block. The call is handed over at once.
  ///
  /// Its `cancel` keeps a call from starting; one that has started runs to its end and its result
  /// is thrown away.
  ///
  /// @param call what to run
  /// @throws java.util.concurrent.RejectedExecutionException when the pool's queue is full
  <T extends @Nullable Object> Future<T> run(Callable<T> call);
}
