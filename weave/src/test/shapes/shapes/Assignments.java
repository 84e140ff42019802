package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.World;
import java.util.List;

/// Assignments whose right side, or a part of whose left side, waits.
final class Assignments {
  private static int counter;
  private static long total;
  private static String text;

  private int x = 1;
  private double d = 1.5;
  private String s = "s";
  private final int[] array = {1, 2, 3};
  private Assignments next;

  private Assignments() {}

  static Future<?> localInt(World w) {
    return async(() -> {
      int x = 1;
      x += await(w.value(2));
      x *= await(w.value(5)) + x;
      x -= await(w.value(1));
      x <<= await(w.value(2));
      x |= await(w.value(1));
      x %= await(w.value(50));
      return x;
    });
  }

  static Future<?> localLong(World w) {
    return async(() -> {
      long x = 1L << 33;
      x += await(w.value(2));
      x >>>= await(w.value(2L));
      x ^= await(w.value(0xffL));
      return x;
    });
  }

  static Future<?> localNarrowing(World w) {
    return async(() -> {
      byte b = 100;
      b += await(w.value(100));
      short s = 1;
      s *= await(w.value(70000));
      char c = 'a';
      c += await(w.value(1.7));
      int i = 10;
      i /= await(w.value(0.3));
      return List.of(b, s, c, i);
    });
  }

  static Future<?> localString(World w) {
    return async(() -> {
      String s = "a";
      s += await(w.value("b"));
      s += await(w.value(1)) + await(w.value('c'));
      s += s + await(w.<Object>value(null));
      return s;
    });
  }

  static Future<?> staticField(World w) {
    counter = 1;
    total = 10;
    return async(() -> {
      counter += await(bump(w));
      total -= await(w.value(3L)) * counter;
      return List.of(counter, total, counter++ + await(w.value(1)), ++counter);
    });
  }

  static Future<?> staticString(World w) {
    text = "a";
    return async(() -> {
      text += await(w.value("b")) + (text = "z") + await(w.value(text));
      return text;
    });
  }

  static Future<?> instanceField(World w) {
    Assignments it = new Assignments();
    return async(() -> {
      it.x += await(w.value(2));
      it.d *= await(w.value(4));
      it.s += await(w.value("t"));
      it.x = it.x + await(w.value(it.x = 50));
      return List.of(it.x, it.d, it.s);
    });
  }

  static Future<?> ownField(World w) {
    return new Assignments().own(w);
  }

  private Future<?> own(World w) {
    return async(() -> {
      x += await(w.value(2));
      this.d -= await(w.value(1));
      s += await(w.value("u"));
      array[x] += await(w.value(7));
      return List.of(x, d, s, array);
    });
  }

  static Future<?> fieldChain(World w) {
    Assignments it = new Assignments();
    it.next = new Assignments();
    return async(() -> {
      it.next.x += await(w.value(5));
      self(w, "a", it).next.s += await(w.value("!"));
      it.next = await(w.value(it));
      it.next.next.x++;
      return it.x + " " + it.s;
    });
  }

  static Future<?> arrayElement(World w) {
    return async(() -> {
      int[] a = {1, 2, 3};
      a[w.note("i", 1)] += await(w.value(10));
      a[await(w.value(0))]++;
      a[await(w.value(2))] -= a[0] + await(w.value(1));
      return a;
    });
  }

  static Future<?> arrayFromCall(World w) {
    int[] a = {0, 0, 0};
    return async(() -> {
      array(w, a)[index(w)] += await(w.value(5));
      array(w, a)[index(w)] = await(w.value(6)) + array(w, a)[0];
      return a;
    });
  }

  static Future<?> arrayOfLong(World w) {
    return async(() -> {
      long[] a = {1, 2};
      double[] d = {1, 2};
      a[1] *= await(w.value(1L << 35));
      d[0] /= await(w.value(4));
      char[] c = {'a'};
      c[0] += await(w.value(2));
      byte[] b = {127};
      b[0] += await(w.value(1));
      return List.of(a, d, c, b);
    });
  }

  static Future<?> arrayOfString(World w) {
    return async(() -> {
      String[] a = {"x", null};
      a[0] += await(w.value("y"));
      a[await(w.value(1))] += a[0] + await(w.value(2));
      return a;
    });
  }

  static Future<?> incrementsAround(World w) {
    return async(() -> {
      int i = 0;
      int[] a = new int[5];
      a[i++] = i++ + await(w.value(i++)) + i++;
      a[i--] = --i + await(w.value(--i)) + i;
      return List.of(a, i);
    });
  }

  static Future<?> chained(World w) {
    return async(() -> {
      int[] a = {0, 0};
      int x;
      a[0] = x = a[1] = await(w.value(4));
      return a[0] + a[1] + x;
    });
  }

  static Future<?> chainedCompound(World w) {
    return async(() -> {
      int a = 1;
      int b = 2;
      a += b += a += await(w.value(3));
      return List.of(a, b);
    });
  }

  static Future<?> postIncrementValue(World w) {
    return async(() -> {
      int i = 5;
      int j = i++ + await(w.value(10)) * i--;
      i = i++ + await(w.value(1));
      return List.of(i, j);
    });
  }

  static Future<?> indexOutOfBounds(World w) {
    return async(() -> {
      int[] a = new int[1];
      try {
        a[w.note("i", 5)] = await(w.value(1));
      } catch (ArrayIndexOutOfBoundsException e) {
        return e.getMessage() + await(w.value("!"));
      }
      return "no";
    });
  }

  static Future<?> nullArray(World w) {
    return async(() -> {
      int[] a = null;
      try {
        a[w.note("i", 0)] = await(w.value(1));
      } catch (NullPointerException e) {
        return await(w.value("null"));
      }
      return "no";
    });
  }

  static Future<?> arrayStore(World w) {
    return async(() -> {
      Object[] a = new String[1];
      a[0] = await(w.value(1));
      return a;
    });
  }

  private static Future<Integer> bump(World w) {
    counter = 100;
    return w.value(1);
  }

  private static Assignments self(World w, String name, Assignments it) {
    w.log("self ", name);
    return it;
  }

  private static int[] array(World w, int[] a) {
    w.log("array");
    return a;
  }

  private static int index(World w) {
    w.log("index");
    return 2;
  }
}
