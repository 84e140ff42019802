package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.World;
import java.util.List;

/// Locals of every kind that live across an await.
final class Kinds {
  private Kinds() {}

  static Future<?> everyPrimitive(World w) {
    return async(() -> {
      boolean z = true;
      byte b = -1;
      short s = -2;
      char c = '\uffff';
      int i = Integer.MIN_VALUE;
      long j = Long.MIN_VALUE;
      float f = Float.MIN_VALUE;
      double d = Double.MIN_VALUE;
      await(w.value(0));
      return List.of(z, b, s, c, i, j, f, d);
    });
  }

  static Future<?> changedAcrossAwaits(World w) {
    return async(() -> {
      boolean z = false;
      byte b = 127;
      short s = Short.MAX_VALUE;
      char c = Character.MAX_VALUE;
      z ^= await(w.value(true));
      b += await(w.value((byte) 1));
      s += await(w.value((short) 1));
      c += await(w.value('\1'));
      await(w.value("again"));
      b++;
      s--;
      c--;
      return List.of(z, b, s, c);
    });
  }

  static Future<?> specialDoubles(World w) {
    return async(() -> {
      double nan = Double.longBitsToDouble(0x7ff8_0000_0000_0001L);
      double minusZero = -0.0;
      float fnan = Float.intBitsToFloat(0x7fc0_0001);
      await(w.value(0));
      return List.of(
          Double.doubleToRawLongBits(nan),
          Double.doubleToRawLongBits(minusZero),
          Float.floatToRawIntBits(fnan));
    });
  }

  static Future<?> references(World w) {
    return async(() -> {
      Object o = new int[] {1};
      String s = "s";
      Integer boxed = 5;
      int[] ints = {1, 2};
      String[][] texts = {{"a"}, {}};
      Class<?> type = String[].class;
      await(w.value(0));
      return List.of(o, s, boxed, ints, texts, type.getName(), ints.length, texts[0][0].length());
    });
  }

  static Future<?> nullLocal(World w) {
    return async(() -> {
      String s = null;
      Object o = null;
      int[] a = null;
      await(w.value(0));
      return s + o + (a == null) + await(w.value("x"));
    });
  }

  static Future<?> nullThenAssigned(World w) {
    return async(() -> {
      StringBuilder s = null;
      for (int i = 0; i < 3; i++) {
        if (s == null) {
          s = new StringBuilder(await(w.value("new")));
        }
        s.append(await(w.value(i)));
      }
      return s.toString();
    });
  }

  static Future<?> nullFromCondition(World w) {
    return async(() -> {
      Number n = await(w.value(true)) ? null : Integer.valueOf(3);
      Number m = await(w.value(false)) ? null : Long.valueOf(await(w.value(4L)));
      return n + " " + m;
    });
  }

  static Future<?> wideLocalsInterleaved(World w) {
    return async(() -> {
      long a = 1;
      int b = 2;
      double c = 3;
      float d = 4;
      long e = await(w.value(5L));
      int f = await(w.value(6));
      double g = await(w.value(7.0));
      return a + b + c + d + e + f + g;
    });
  }

  static Future<?> assignedInBothBranches(World w) {
    return async(() -> {
      int x;
      final long y;
      if (await(w.value(true))) {
        x = await(w.value(1));
        y = 2;
      } else {
        x = 3;
        y = await(w.value(4L));
      }
      return x + y;
    });
  }

  static Future<?> unassignedAcrossAwait(World w) {
    return async(() -> {
      int late;
      String later;
      await(w.value(0));
      late = 3;
      await(w.value(0));
      later = "x" + late;
      await(w.value(0));
      return later + late;
    });
  }

  static Future<?> deadLocal(World w) {
    return async(() -> {
      Object dead = w.note("dead", "d");
      int x = await(w.value(1));
      Object other = w.note("other", "o");
      return x + await(w.value(2)) + other.toString();
    });
  }

  static Future<?> booleanAsIntInStack(World w) {
    return async(() -> {
      boolean a = await(w.value(true)) & await(w.value(false));
      boolean b = await(w.value(true)) | await(w.value(false));
      boolean c = a ^ await(w.value(true));
      return (a ? 1 : 0) + (b ? 2 : 0) + (c ? 4 : 0);
    });
  }

  static Future<?> charArithmetic(World w) {
    return async(() -> {
      char c = 'a';
      StringBuilder s = new StringBuilder();
      do {
        s.append(c++).append(await(w.value(c)));
      } while (c < 'd');
      return s.toString();
    });
  }

  static Future<?> voidBody(World w) {
    return async(() -> {
      long x = await(w.value(3L));
      w.log("x=", x);
    });
  }

  static Future<?> nullValue(World w) {
    return async(() -> {
      Object x = await(w.<Object>value(null));
      String y = await(w.<String>value(null));
      return x == null && y == null ? null : "no";
    });
  }

  static Future<?> unboxNull(World w) {
    return async(() -> {
      try {
        int x = await(w.<Integer>value(null));
        return x;
      } catch (NullPointerException e) {
        return "null";
      }
    });
  }

  static Future<?> boxedArithmetic(World w) {
    return async(() -> {
      Integer a = 1;
      Long b = 2L;
      a += await(w.value(3));
      b = b * await(w.value(4)) + a++;
      Character c = 'x';
      c++;
      await(w.value(0));
      return List.of(a, b, c);
    });
  }

  static Future<?> nothingAwaited(World w) {
    return async(() -> w.note("x", 1) + 1);
  }

  static Future<?> emptyBody(World w) {
    return async(() -> {});
  }

  static Future<?> bodyIsOneAwait(World w) {
    return async(() -> await(w.value("only")));
  }

  static Future<?> returnsEachKind(World w) {
    return async(() -> {
      Future<Integer> i = async(() -> await(w.value(1)) + 1);
      Future<Long> j = async(() -> await(w.value(1L)) + 1);
      Future<Boolean> z = async(() -> !await(w.value(true)));
      Future<Character> c = async(() -> (char) (await(w.value('a')) + 1));
      Future<Double> d = async(() -> await(w.value(1.0)) / 0);
      Future<Byte> b = async(() -> (byte) (await(w.value(127)) + 1));
      Future<int[]> a = async(() -> new int[await(w.value(2))]);
      return List.of(await(i), await(j), await(z), await(c), await(d), await(b), await(a));
    });
  }
}
