package dev.wakeful.future;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a future waits for, all the way down: the stack trace of something that has no stack.
///
/// Made without polling, on any thread, of futures that are [Traced]; any other is a leaf, printed
/// by its `toString`. A line is indented when the future above it waits for several.
///
/// @param depth how many branchings stand above it
/// @param future what stands here
/// @param where the line at which it is suspended, if it knows one
public record AwaitTrace(int depth, Future<?> future, @Nullable StackTraceElement where) {

  /// Longer chains are cut: one that contains itself never ends.
  private static final int LIMIT = 1_000;

  /// The chain that begins with this future.
  ///
  /// @param root where to begin
  public static List<AwaitTrace> of(Future<?> root) {
    return of(root, future -> false);
  }

  /// The chain that begins with this future and goes down to the first that ends it, on each
  /// branch.
  ///
  /// @param root where to begin
  /// @param end what is not looked into; it is in the chain itself
  public static List<AwaitTrace> of(Future<?> root, Predicate<? super Future<?>> end) {
    List<AwaitTrace> chain = new ArrayList<>();
    walk(root, 0, chain, end);
    return chain;
  }

  /// The chain as text, one future a line.
  ///
  /// @param root where to begin
  public static String print(Future<?> root) {
    StringBuilder text = new StringBuilder();
    for (AwaitTrace at : of(root)) {
      text.append("  ".repeat(at.depth)).append(at).append('\n');
    }
    return text.toString();
  }

  private static void walk(
      Future<?> future, int depth, List<AwaitTrace> chain, Predicate<? super Future<?>> end) {
    Future<?> at = future;
    while (chain.size() < LIMIT) {
      if (!(at instanceof Traced traced) || end.test(at)) {
        chain.add(new AwaitTrace(depth, at, null));
        return;
      }
      chain.add(new AwaitTrace(depth, at, traced.where()));
      List<Future<?>> awaited = traced.awaited();
      if (awaited.size() != 1) {
        awaited.forEach(each -> walk(each, depth + 1, chain, end));
        return;
      }
      at = awaited.getFirst();
    }
  }

  @Override
  public String toString() {
    return where == null ? "on " + future : "at " + where;
  }
}
