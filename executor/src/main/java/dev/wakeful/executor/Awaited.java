package dev.wakeful.executor;

import dev.wakeful.future.AwaitTrace;
import dev.wakeful.future.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of an await chain, as text: it keeps no future alive.
///
/// @param depth how many branchings stand above it: a future that waits for several has them below
/// @param what the future, as its `toString` says it
/// @param where the line at which its code is suspended, if it has one
/// @param task the number of the task or blocking call whose handle this is, otherwise 0; the chain
///   does not go into it
public record Awaited(int depth, String what, @Nullable StackTraceElement where, long task) {

  /// The chain of a future. A future that fails to answer is the last line of its chain.
  static List<Awaited> chain(Future<?> root) {
    List<Awaited> chain = new ArrayList<>();
    try {
      for (AwaitTrace at : AwaitTrace.of(root, JoinCell.class::isInstance)) {
        long task = at.future() instanceof JoinCell<?> cell ? cell.id() : 0;
        chain.add(new Awaited(at.depth(), String.valueOf(at.future()), at.where(), task));
      }
    } catch (RuntimeException | StackOverflowError e) {
      chain.add(new Awaited(0, "a future that does not say: " + e, null, 0));
    }
    return chain;
  }

  /// The line as it stands in a dump.
  @Override
  public String toString() {
    return "  ".repeat(depth) + (where == null ? "on " + what : "at " + where);
  }
}
