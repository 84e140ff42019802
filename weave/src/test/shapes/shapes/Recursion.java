package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.async.AsyncFunction;
import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.World;
import java.io.IOException;

/// Bodies that start themselves.
final class Recursion {
  private Recursion() {}

  static Future<?> factorial(World w) {
    return factorial(w, 6);
  }

  private static Future<Long> factorial(World w, int n) {
    return async(() -> n == 0 ? await(w.value(1L)) : n * await(factorial(w, n - 1)));
  }

  static Future<?> fibonacci(World w) {
    return fibonacci(w, 5);
  }

  private static Future<Integer> fibonacci(World w, int n) {
    return async(() -> {
      if (n < 2) {
        return await(w.value(n));
      }
      return await(fibonacci(w, n - 1)) + await(fibonacci(w, n - 2));
    });
  }

  static Future<?> mutual(World w) {
    return even(w, 7);
  }

  private static Future<Boolean> even(World w, int n) {
    return async(() -> n == 0 ? await(w.value(true)) : await(odd(w, n - 1)));
  }

  private static Future<Boolean> odd(World w, int n) {
    return async(() -> {
      if (n == 0) {
        return false;
      }
      try {
        return await(even(w, n - 1));
      } finally {
        w.log("odd ", n);
      }
    });
  }

  static Future<?> deep200(World w) {
    return deep(w, 200);
  }

  private static Future<Integer> deep(World w, int n) {
    return async(() -> {
      int got = n == 0 ? await(w.value(0)) : await(deep(w, n - 1));
      return got + 1;
    });
  }

  static Future<?> deep200WithFinally(World w) {
    int[] unwound = {0};
    return async(() -> {
      try {
        return await(finallies(w, 200, unwound));
      } finally {
        w.log("unwound ", unwound[0]);
      }
    });
  }

  private static Future<Integer> finallies(World w, int n, int[] unwound) {
    return async(() -> {
      try {
        return n == 0
            ? await(w.<Integer>fail(new IOException("bottom")))
            : await(finallies(w, n - 1, unwound)) + 1;
      } finally {
        unwound[0]++;
      }
    });
  }

  static Future<?> hanoi(World w) {
    return hanoi(w, 3, "a", "b", "c");
  }

  private static Future<Integer> hanoi(World w, int n, String from, String over, String to) {
    return async(() -> {
      if (n == 0) {
        return 0;
      }
      int before = await(hanoi(w, n - 1, from, to, over));
      w.log("move ", from, to, await(w.value(n)));
      return before + 1 + await(hanoi(w, n - 1, over, from, to));
    });
  }

  static Future<?> throughAVariable(World w) {
    int[] left = {4};
    @SuppressWarnings("unchecked") // a shape of generics
    AsyncFunction<String, String>[] self = new AsyncFunction[1];
    self[0] = s -> left[0]-- == 0 ? s : await(self[0].start(s + await(w.value(left[0]))));
    return self[0].start("x");
  }
}
