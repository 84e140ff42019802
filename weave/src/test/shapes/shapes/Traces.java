package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.World;
import java.io.IOException;

/// Bodies that fail after they were resumed. The comments name lines for the test of stack traces.
final class Traces {
  private Traces() {}

  static Future<?> chain(World w) {
    return async(() -> {
      await(w.value(0));
      int x = await(w.value(1));
      return x + await(middle(w)); // line: root
    });
  }

  private static Future<Integer> middle(World w) {
    return async(() -> {
      int sum = 0;
      for (int i = 0; i < 3; i++) {
        sum += await(w.value(i));
        if (i == 2) {
          sum += await(leaf(w, i)); // line: middle
        }
      }
      return sum;
    });
  }

  private static Future<Integer> leaf(World w, int n) {
    return async(() -> {
      await(w.value(n));
      await(w.value(n));
      return helper(await(w.value(n))); // line: leaf
    });
  }

  private static int helper(int n) throws IOException {
    throw new IOException("at the bottom"); // line: helper
  }

  static Future<?> fromLeaf(World w) {
    return async(() -> {
      await(w.value(1));
      return await(passing(w)); // line: passer's caller
    });
  }

  private static Future<Integer> passing(World w) {
    return async(() -> {
      await(w.value(1));
      throw new IllegalStateException("thrown here"); // line: thrower
    });
  }

  static Future<?> inFinally(World w) {
    return async(() -> {
      try {
        await(w.value(1));
      } finally {
        await(passing(w)); // line: finally
      }
    });
  }

  static Future<?> suspended(World w) {
    return async(() -> {
      String s = await(w.value("a"));
      return s + await(waiting(w)); // line: outer waits
    });
  }

  private static Future<String> waiting(World w) {
    return async(() -> {
      String s = await(w.value("b"));
      s += await(w.value("c"));
      return s + await(w.value("d")); // line: inner waits
    });
  }
}
