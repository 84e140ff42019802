package dev.wakeful.task;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the runtime that polls on this thread provides, for code that is given no [Context]: an
/// ordinary method called by a future, such as `Tasks.spawn`.
///
/// Futures do not need it; they are given a context. A runtime says what is here for as long as a
/// thread polls for it. Whoever runs a part of a poll on another thread says it there, too, so that
/// code finds the same on both.
///
/// Only code that is called by the one who said it sees it: this is a `ScopedValue`, not a
/// variable.
public final class Ambient {
  private static final ScopedValue<Supplier<Slots>> HERE = ScopedValue.newInstance();

  private Ambient() {}

  /// The slots of the runtime that polls on this thread; none when no runtime does.
  public static Slots slots() {
    return HERE.isBound() ? HERE.get().get() : Slots.none();
  }

  /// Runs something on a thread that polls.
  ///
  /// @param here asked each time somebody wants to know
  /// @param body what to run
  public static void run(Supplier<Slots> here, Runnable body) {
    ScopedValue.where(HERE, here).run(body);
  }

  /// Calls something on a thread that polls.
  ///
  /// @param here asked each time somebody wants to know
  /// @param body what to call
  /// @throws Exception what the body throws
  public static <T extends @Nullable Object> T call(
      Supplier<Slots> here, ScopedValue.CallableOp<T, Exception> body) throws Exception {
    return ScopedValue.where(HERE, here).call(body);
  }
}
