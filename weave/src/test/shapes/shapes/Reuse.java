package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.World;
import java.util.List;

/// One slot, several variables of different types, one after the other.
final class Reuse {
  private Reuse() {}

  static Future<?> scopes(World w) {
    return async(() -> {
      String r = "";
      {
        int x = await(w.value(1));
        r += x + await(w.value(2));
      }
      {
        String x = await(w.value("s"));
        r += x + await(w.value(3));
      }
      {
        long x = await(w.value(4L));
        r += x + await(w.value(5));
      }
      {
        int[] x = {await(w.value(6))};
        r += x[await(w.value(0))];
      }
      {
        float a = 1;
        double x = await(w.value(7.0));
        r += x + a;
      }
      return r;
    });
  }

  static Future<?> inLoop(World w) {
    return async(() -> {
      String r = "";
      for (int i = 0; i < 3; i++) {
        if (i % 2 == 0) {
          long x = await(w.value(i)) + 1L;
          await(w.value(0));
          r += x;
        } else {
          Object x = "o" + i;
          await(w.value(0));
          r += x;
        }
        await(w.value(r));
      }
      return r;
    });
  }

  static Future<?> deadSlotInHandler(World w) {
    return async(() -> {
      String r = "";
      for (int i = 0; i < 3; i++) {
        try {
          if (i == 0) {
            int a = await(w.value(5));
            r += a;
            await(w.fail(new IllegalStateException("a")));
          } else {
            String a = await(w.value("six"));
            r += a;
            await(w.fail(new IllegalStateException("b")));
          }
        } catch (IllegalStateException e) {
          double d = await(w.value(0.5));
          r += e.getMessage() + d;
        }
      }
      return r;
    });
  }

  static Future<?> partlyTypedMerge(World w) {
    return async(() -> {
      Object r;
      if (await(w.value(true))) {
        int onlyHere = await(w.value(1));
        r = onlyHere;
      } else {
        String orHere = await(w.value("x"));
        r = orHere;
      }
      await(w.value(0));
      boolean after = await(w.value(true));
      return r + " " + after;
    });
  }

  static Future<?> catchSlots(World w) {
    return async(() -> {
      for (int i = 0; i < 2; i++) {
        try {
          long before = await(w.value(1L));
          throw new IllegalStateException("x" + before);
        } catch (IllegalStateException e) {
          w.log(e.getMessage(), await(w.value(i)));
        }
        try {
          String before = await(w.value("y"));
          throw new IllegalArgumentException(before);
        } catch (IllegalArgumentException e) {
          w.log(e.getMessage(), await(w.value(i)));
        }
      }
      return "end";
    });
  }

  static Future<?> superTypeMerge(World w) {
    return async(() -> {
      Number n;
      if (await(w.value(false))) {
        n = 1;
      } else {
        n = 2.5;
      }
      await(w.value(0));
      CharSequence c = await(w.value(true)) ? new StringBuilder("sb") : "s";
      await(w.value(0));
      return n.intValue() + c.length();
    });
  }

  static Future<?> interfaceMerge(World w) {
    return async(() -> {
      Comparable<?> c = null;
      for (int i = 0; i < 3; i++) {
        c = i == 0 ? "s" : i == 1 ? (Comparable<?>) Integer.valueOf(3) : (Comparable<?>) 'c';
        await(w.value(i));
        w.log("c=", c);
      }
      return c;
    });
  }

  static Future<?> arrayMerge(World w) {
    return async(() -> {
      Object o = await(w.value(true)) ? new int[] {1} : new String[] {"x"};
      await(w.value(0));
      Object[] a = await(w.value(false)) ? new Integer[] {1} : new String[] {"y"};
      await(w.value(0));
      return List.of(o, a);
    });
  }

  static Future<?> patternVariables(World w) {
    return async(() -> {
      String r = "";
      for (Object o : List.of(1, "two", 3L)) {
        if (o instanceof Integer i) {
          await(w.value(0));
          r += i;
        } else if (o instanceof String s) {
          await(w.value(0));
          r += s;
        } else if (o instanceof Long l) {
          await(w.value(0));
          r += l;
        }
        int after = await(w.value(9));
        r += after;
      }
      return r;
    });
  }

  static Future<?> forVariables(World w) {
    return async(() -> {
      String r = "";
      for (int i = 0; i < 2; i++) {
        r += await(w.value(i));
      }
      for (long i = 0; i < 2; i++) {
        r += await(w.value(i));
      }
      for (String s : List.of("a", "b")) {
        r += await(w.value(s));
      }
      for (double d = 0; d < 1; d += 0.5) {
        r += await(w.value(d));
      }
      return r;
    });
  }
}
