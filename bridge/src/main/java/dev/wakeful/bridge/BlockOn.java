package dev.wakeful.bridge;

import dev.wakeful.future.Future;
import org.jspecify.annotations.Nullable;

/// Somebody who lets a thread wait for a future: `runtime::blockOn`.
@FunctionalInterface
public interface BlockOn {

  /// Polls a future on the calling thread until it is ready, and sleeps in between.
  ///
  /// @param future what to wait for
  /// @return its value
  /// @throws Exception its failure
  <T extends @Nullable Object> T blockOn(Future<T> future) throws Exception;
}
