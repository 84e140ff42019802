package dev.wakeful.future;

import dev.wakeful.task.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What combinators do with futures that may be there or not.
final class Children {
  private Children() {}

  /// One more poll of a child's clean-up: whether it goes on.
  static boolean isEnding(@Nullable Future<?> child, Context cx) {
    return child != null && child.pollCancel(cx).isPending();
  }

  /// Those that are there.
  static List<Future<?>> present(@Nullable Future<?> first, @Nullable Future<?> second) {
    if (first != null) {
      return second != null ? List.of(first, second) : List.of(first);
    }
    return second != null ? List.of(second) : List.of();
  }
}
