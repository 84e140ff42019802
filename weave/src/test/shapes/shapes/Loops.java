package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.World;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Every loop and every jump.
final class Loops {
  private Loops() {}

  static Future<?> forLoop(World w) {
    return async(() -> {
      int sum = 0;
      for (int i = 0; i < 4; i++) {
        sum += await(w.value(i));
      }
      return sum;
    });
  }

  static Future<?> forHeader(World w) {
    return async(() -> {
      int sum = 0;
      for (int i = await(w.value(1)), n = await(w.value(10));
          i < await(w.value(n));
          i += await(w.value(3))) {
        sum += i;
      }
      return sum;
    });
  }

  static Future<?> forEmptyHeader(World w) {
    return async(() -> {
      int i = 0;
      for (; ; ) {
        if (await(w.value(i++)) == 3) {
          break;
        }
      }
      return i;
    });
  }

  static Future<?> forLong(World w) {
    return async(() -> {
      double x = 0;
      for (long i = 1L << 33; i > 1L << 31; i >>= 1) {
        x += await(w.value(i)) / 2.0;
      }
      return x;
    });
  }

  static Future<?> whileLoop(World w) {
    return async(() -> {
      int i = 0;
      while (await(w.value(i)) < 3) {
        i++;
      }
      return i;
    });
  }

  static Future<?> doWhile(World w) {
    return async(() -> {
      int i = 0;
      do {
        i += await(w.value(2));
      } while (await(w.value(i)) < 5);
      return i;
    });
  }

  static Future<?> forEachList(World w) {
    return async(() -> {
      List<String> seen = new ArrayList<>();
      for (String s : await(w.value(List.of("a", "b", "c")))) {
        seen.add(s + await(w.value(seen.size())));
      }
      return seen;
    });
  }

  static Future<?> forEachArray(World w) {
    return async(() -> {
      long sum = 0;
      for (int i : await(w.value(new int[] {1, 2, 3}))) {
        for (long j : new long[] {i, 10L * i}) {
          sum = sum * 3 + await(w.value(j));
        }
      }
      return sum;
    });
  }

  static Future<?> forEachFutures(World w) {
    return async(() -> {
      int sum = 0;
      for (Future<Integer> f : List.of(w.value(1), w.value(2), w.value(3))) {
        sum += await(f);
      }
      return sum;
    });
  }

  static Future<?> nestedLoops(World w) {
    return async(() -> {
      StringBuilder s = new StringBuilder();
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j <= i; j++) {
          s.append(await(w.value(i * 10 + j))).append(' ');
        }
      }
      return s.toString();
    });
  }

  static Future<?> labelledBreak(World w) {
    return async(() -> {
      int n = 0;
      outer:
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          n += await(w.value(1));
          if (await(w.value(i + j)) == 3) {
            break outer;
          }
        }
      }
      return n;
    });
  }

  static Future<?> labelledContinue(World w) {
    return async(() -> {
      StringBuilder s = new StringBuilder();
      outer:
      for (int i = 0; i < 3; i++) {
        int j = 0;
        while (true) {
          if (j++ == i) {
            continue outer;
          }
          s.append(i).append(await(w.value(j)));
        }
      }
      return s.toString();
    });
  }

  static Future<?> continueInEach(World w) {
    return async(() -> {
      int sum = 0;
      for (int i = 0; i < 5; i++) {
        if (await(w.value(i)) % 2 == 0) {
          continue;
        }
        sum += i;
      }
      int k = 0;
      do {
        if (k == 2) {
          continue;
        }
        sum += await(w.value(100));
      } while (k++ < 3);
      return sum;
    });
  }

  static Future<?> labelledBlock(World w) {
    return async(() -> {
      String s = "a";
      block:
      {
        s += await(w.value("b"));
        if (await(w.value(true))) {
          break block;
        }
        s += await(w.value("never"));
      }
      return s + await(w.value("c"));
    });
  }

  static Future<?> infiniteUntilThrow(World w) {
    return async(() -> {
      int i = 0;
      while (true) {
        if (await(w.value(i++)) == 3) {
          throw new IllegalStateException("at " + i);
        }
      }
    });
  }

  static Future<?> infiniteUntilReturn(World w) {
    return async(() -> {
      for (int i = 0; ; i++) {
        long j = await(w.value(i)) * 2L;
        if (j > 5) {
          return j;
        }
      }
    });
  }

  static Future<?> loopWithoutAwait(World w) {
    return async(() -> {
      int n = await(w.value(5));
      int f = 1;
      for (int i = 2; i <= n; i++) {
        f *= i;
      }
      return f + await(w.value(1));
    });
  }

  static Future<?> typeOverLoop(World w) {
    return async(() -> {
      Object[] a = null;
      Object last = null;
      for (int i = 0; i < 3; i++) {
        a = i == 0 ? new Object[] {await(w.value("x"))} : new String[] {"y" + last};
        last = a[0];
        await(w.value(i));
      }
      return a[0];
    });
  }

  static Future<?> twoArraysOverLoop(World w) {
    return async(() -> {
      int[] previous = {1, 1};
      for (int i = 0; i < 4; i++) {
        int[] next = new int[previous.length + 1];
        next[0] = 1;
        for (int k = 1; k < previous.length; k++) {
          next[k] = previous[k - 1] + previous[k] + await(w.value(0));
        }
        next[next.length - 1] = await(w.value(1));
        previous = next;
      }
      return previous;
    });
  }

  static Future<?> iteratorByHand(World w) {
    return async(() -> {
      Iterator<Integer> it = await(w.value(List.of(3, 1, 2))).iterator();
      int max = 0;
      while (it.hasNext()) {
        max = Math.max(it.next(), await(w.value(max)));
      }
      return max;
    });
  }

  static Future<?> goToTheSameAwaitFromTwoPlaces(World w) {
    return async(() -> {
      int state = 0;
      String s = "";
      while (state < 5) {
        if (state % 2 == 0) {
          long odd = state;
          s += odd;
          state++;
        } else {
          String even = "e" + state;
          s += even;
          state += 1;
        }
        s += await(w.value("."));
      }
      return s;
    });
  }

  static Future<?> awaitFirstThingInLoop(World w) {
    return async(() -> {
      int n = 3;
      while (true) {
        await(w.value(n));
        if (--n == 0) {
          return "done";
        }
      }
    });
  }

  static Future<?> manyIterations(World w) {
    return async(() -> {
      long sum = 0;
      for (int i = 0; i < 60; i++) {
        sum += await(w.value(i)) * (long) i;
      }
      return sum;
    });
  }

  static Future<?> deepNesting(World w) {
    return async(() -> {
      int n = 0;
      for (int a = 0; a < 2; a++) {
        if (a >= 0) {
          for (int b = 0; b < 2; b++) {
            try {
              switch (b) {
                case 0:
                  for (int c = 0; c < 2; c++) {
                    do {
                      n += await(w.value(a + b + c));
                    } while (n < 0);
                  }
                  break;
                default:
                  synchronizedFree:
                  {
                    if (n > 3) {
                      break synchronizedFree;
                    }
                    n = n * 2 + await(w.value(1));
                  }
              }
            } finally {
              n += await(w.value(100));
            }
          }
        }
      }
      return n;
    });
  }
}
