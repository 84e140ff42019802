package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.World;
import java.util.Arrays;
import java.util.List;

/// Values on the operand stack below an await.
final class Stack {
  private Stack() {}

  static int field;

  static Future<?> intBelow(World w) {
    return async(() -> w.note("a", 1) + await(w.value(2)));
  }

  static Future<?> longBelow(World w) {
    return async(() -> w.note("a", 1L << 40) + await(w.value(2L)));
  }

  static Future<?> floatBelow(World w) {
    return async(() -> w.note("a", 1.5f) * await(w.value(2f)));
  }

  static Future<?> doubleBelow(World w) {
    return async(() -> w.note("a", 1e300) - await(w.value(2.5)));
  }

  static Future<?> mixedBelow(World w) {
    return async(
        () -> mix(1, 2L, 3f, 4.0, "five", await(w.value(6)), 7L, await(w.value(8L)), 9.0, 'x'));
  }

  static Future<?> smallKindsBelow(World w) {
    return async(() -> {
      byte b = (byte) (int) w.note("b", 200);
      short s = (short) (int) w.note("s", 70000);
      char c = (char) (int) w.note("c", 65601);
      return small(b, s, c, w.note("z", true), await(w.value(5)));
    });
  }

  static Future<?> arrayAndIndexBelow(World w) {
    return async(() -> {
      int[] a = {1, 2, 3};
      a[w.note("i", 1)] = await(w.value(20));
      return a;
    });
  }

  static Future<?> arrayOfEachKind(World w) {
    return async(() -> {
      byte[] b = new byte[1];
      short[] s = new short[1];
      char[] c = new char[1];
      boolean[] z = new boolean[1];
      long[] j = new long[1];
      float[] f = new float[1];
      double[] d = new double[1];
      String[][] t = new String[1][2];
      b[0] = await(w.value((byte) 1));
      s[0] = await(w.value((short) 2));
      c[0] = await(w.value('3'));
      z[0] = await(w.value(true));
      j[0] = await(w.value(4L));
      f[0] = await(w.value(5f));
      d[0] = await(w.value(6.0));
      t[0][1] = await(w.value("7"));
      return List.of(b, s, c, z, j, f, d, t);
    });
  }

  static Future<?> twoDimensional(World w) {
    return async(() -> {
      int[][] a = {{1, 2}, {3, 4}};
      a[await(w.value(1))][await(w.value(0))] += await(w.value(100));
      return a[await(w.value(1))];
    });
  }

  static Future<?> longsAndIntsInterleaved(World w) {
    return async(() ->
        w.note("a", 1)
            + (w.note("b", 2L) + (w.note("c", 3) + (w.note("d", 4.0) + await(w.value(5f))))));
  }

  static Future<?> receiverBelow(World w) {
    return async(() -> w.note("text", "abcdef").substring(await(w.value(1)), await(w.value(4))));
  }

  static Future<?> nestedCalls(World w) {
    return async(() -> plus(plus(1, await(w.value(2))), plus(await(w.value(3)), plus(4, 5))));
  }

  static Future<?> awaitOfAwait(World w) {
    return async(() -> await(await(w.value(w.value("inner")))));
  }

  static Future<?> awaitOfAwaitOfAwaitWithStack(World w) {
    return async(() -> "x" + plus(1, await(await(await(w.value(w.value(w.value(4))))))));
  }

  static Future<?> awaitAsStatement(World w) {
    return async(() -> {
      await(w.value("dropped"));
      await(w.value(1L));
      w.log("after");
    });
  }

  static Future<?> evaluationOrder(World w) {
    return async(() -> {
      field = 1;
      int sum = field + await(set(w, 10)) * field + await(set(w, 100)) - field;
      return sum;
    });
  }

  static Future<?> leftLocalIsReadFirst(World w) {
    return async(() -> {
      int x = 1;
      int y = x + (x = await(w.value(5))) + x;
      return y * 1000 + x;
    });
  }

  static Future<?> leftArrayIsReadFirst(World w) {
    return async(() -> {
      int[] a = {1, 2};
      int[] kept = a;
      a[0] = await(w.value((a = new int[] {7, 8}).length));
      return List.of(a, kept);
    });
  }

  static Future<?> nullBelow(World w) {
    return async(() -> three(null, await(w.value("b")), null));
  }

  static Future<?> constantsBelow(World w) {
    return async(() -> Arrays.asList(1, 2L, String.class, "s", await(w.value('c')), 1.0f));
  }

  static Future<?> dupBelow(World w) {
    return async(() -> {
      int a;
      int b;
      int c = b = a = await(w.value(3));
      long d;
      long e = d = await(w.value(4L));
      return a + b + c + d + e;
    });
  }

  static Future<?> deepStack(World w) {
    return async(() ->
        1
            + (2L
                + (3
                    + (4.0
                        + (5
                            + (6f
                                + (7
                                    + (8L
                                        + (9 + (10 + await(w.value(11)) * await(w.value(12))))
                                            * await(w.value(13))))))))));
  }

  static Future<?> varargs(World w) {
    return async(() ->
        String.format("%s %d %s", await(w.value("a")), await(w.value(1)), await(w.value(2L))));
  }

  static Future<?> comparison(World w) {
    return async(() -> {
      boolean less = w.note("l", 3L) < await(w.value(4L));
      boolean greater = w.note("d", 3.0) > await(w.value(Double.NaN));
      boolean same = w.note("s", "x") == await(w.value("x"));
      return List.of(less, greater, same);
    });
  }

  static Future<?> shiftsAndCasts(World w) {
    return async(() ->
        (byte) (w.note("a", 1000) >> await(w.value(1)))
            + (char) (await(w.value(65)) + 1)
            + (int) (w.note("l", -1L) >>> await(w.value(40L)))
            + (short) (double) await(w.value(3.99)));
  }

  private static Future<Integer> set(World w, int value) {
    field = value;
    return w.value(value);
  }

  private static int plus(int a, int b) {
    return a + b;
  }

  private static String three(String a, String b, String c) {
    return a + b + c;
  }

  private static String small(byte b, short s, char c, boolean z, int i) {
    return b + " " + s + " " + c + " " + z + " " + i;
  }

  private static String mix(
      int a, long b, float c, double d, String e, int f, long g, long h, double i, char j) {
    return a + " " + b + " " + c + " " + d + e + f + g + h + i + j;
  }
}
