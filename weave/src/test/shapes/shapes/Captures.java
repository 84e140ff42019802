package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/// What bodies capture, and lambdas and classes inside bodies.
final class Captures {
  private final String name;
  private int count;

  private Captures(String name) {
    this.name = name;
  }

  static Future<?> allKinds(World w) {
    return kinds(w, true, (byte) 1, (short) 2, '3', 4, 5L, 6f, 7.0, "8", new int[] {9});
  }

  private static Future<?> kinds(
      World w,
      boolean z,
      byte b,
      short s,
      char c,
      int i,
      long j,
      float f,
      double d,
      String t,
      int[] a) {
    return async(() -> {
      await(w.value(0));
      String first = z + " " + b + s + c + i;
      await(w.value(0));
      return first + j + f + d + t + a[0];
    });
  }

  static Future<?> extremeValues(World w) {
    return extremes(
        w,
        (byte) -128,
        Short.MIN_VALUE,
        '\uffff',
        Integer.MIN_VALUE,
        Long.MIN_VALUE,
        -0.0f,
        Double.NaN);
  }

  private static Future<?> extremes(
      World w, byte b, short s, char c, int i, long j, float f, double d) {
    return async(() -> List.of(b, s, c, i, await(w.value("mid")), j, f, d));
  }

  static Future<?> reassignedCapture(World w) {
    int[] box = {1};
    String fixed = "f";
    return async(() -> {
      box[0] += await(w.value(1));
      String copy = fixed;
      copy += await(w.value("x"));
      return copy + box[0] + fixed;
    });
  }

  static Future<?> ofThis(World w) {
    return new Captures("me").self(w);
  }

  private Future<?> self(World w) {
    return async(() -> {
      count += await(w.value(1));
      this.count++;
      return name + count + describe(await(w.value(2)));
    });
  }

  private String describe(int x) {
    return "<" + name + x + ">";
  }

  static Future<?> thisOnly(World w) {
    Captures it = new Captures("quiet");
    it.world = w;
    return it.noArguments();
  }

  private World world;

  private Future<?> noArguments() {
    return async(() -> name + await(world.value(1)) + count);
  }

  class Inner {
    final int x = 5;

    Future<?> both(World w) {
      return async(() -> {
        count += x + await(w.value(1));
        return name + Captures.this.count + this.x;
      });
    }
  }

  static Future<?> outerThis(World w) {
    return new Captures("outer").new Inner().both(w);
  }

  static Future<?> lambdasInBody(World w) {
    return async(() -> {
      int a = await(w.value(3));
      IntUnaryOperator plus = x -> x + a;
      await(w.value(0));
      Supplier<Supplier<Integer>> nested = () -> () -> plus.applyAsInt(a) * 2;
      await(w.value(0));
      return nested.get().get();
    });
  }

  static Future<?> lambdaChangesCapturedList(World w) {
    return async(() -> {
      List<Object> list = new ArrayList<>();
      Runnable add = () -> list.add(list.size());
      add.run();
      await(w.value(0));
      add.run();
      list.add(await(w.value("x")));
      add.run();
      return list;
    });
  }

  static Future<?> methodReferenceInBody(World w) {
    return async(() -> {
      String text = await(w.value("abc"));
      Supplier<Integer> length = text::length;
      Supplier<List<Object>> make = ArrayList::new;
      await(w.value(0));
      return length.get() + make.get().size();
    });
  }

  static Future<?> localRecord(World w) {
    return async(() -> {
      record Point(int x, int y) {
        int sum() {
          return x + y;
        }
      }
      Point p = new Point(await(w.value(1)), 2);
      await(w.value(0));
      return p.sum() + new Point(p.x, await(w.value(5))).sum();
    });
  }

  static Future<?> localClass(World w) {
    return async(() -> {
      int base = await(w.value(10));
      class Counter {
        int n = base;

        int next() {
          return n++;
        }
      }
      Counter c = new Counter();
      return c.next() + await(w.value(c.next())) + new Counter().next();
    });
  }

  static Future<?> localEnumAndInterface(World w) {
    return async(() -> {
      enum Size {
        S,
        L
      }
      interface Named {
        String name();
      }
      Named n = () -> "n";
      Size s = await(w.value(Size.L));
      await(w.value(0));
      return s + n.name() + Size.valueOf("S");
    });
  }

  static Future<?> anonymousClass(World w) {
    return new Captures("anon").anonymous(w);
  }

  private Future<?> anonymous(World w) {
    return async(() -> {
      int local = await(w.value(2));
      Object o =
          new Object() {
            final int field = local * 2;

            @Override
            public String toString() {
              return name + field + local + count;
            }
          };
      count = await(w.value(9));
      return o.toString();
    });
  }

  static Future<?> anonymousWithBodyInside(World w) {
    return async(() -> {
      int local = await(w.value(2));
      Supplier<Future<Integer>> maker =
          new Supplier<>() {
            int calls;

            @Override
            public Future<Integer> get() {
              return async(() -> local + ++calls + await(w.value(calls)));
            }
          };
      return await(maker.get()) + await(maker.get());
    });
  }

  static Future<?> asyncInAsync(World w) {
    return async(() -> {
      int a = await(w.value(1));
      long b = 2;
      Future<Long> inner =
          async(() -> {
            long c = await(w.value(10L)) + a;
            return c + b + await(async(() -> await(w.value(100)) + c));
          });
      return await(inner) + a;
    });
  }

  static Future<?> asyncInAsyncFourDeep(World w) {
    return async(() ->
        1
            + await(
                async(
                    () -> 2 + await(async(() -> 3 + await(async(() -> 4 + await(w.value(5)))))))));
  }

  static Future<?> bodyInLambdaInBody(World w) {
    return async(() -> {
      List<Future<Integer>> futures = new ArrayList<>();
      List.of(1, 2, 3).forEach(i -> futures.add(async(() -> i * await(w.value(i)))));
      int sum = 0;
      for (Future<Integer> each : futures) {
        sum += await(each);
      }
      return sum;
    });
  }

  static Future<?> bodyInLoopCapturesEach(World w) {
    return async(() -> {
      String s = "";
      for (int i = 0; i < 3; i++) {
        int fixed = i;
        s += await(async(() -> fixed + await(w.value("."))));
      }
      return s;
    });
  }

  static Future<?> manyCaptures(World w) {
    int a = 1;
    long b = 2;
    String c = "c";
    double d = 4;
    Object e = 'e';
    float f = 6;
    boolean g = true;
    long h = 8;
    return async(() -> {
      long j = await(w.value(9L));
      double k = await(w.value(10.0));
      await(w.value(0));
      return a + b + c + d + e + f + g + h + j + k;
    });
  }

  static Future<?> captureUsedLate(World w) {
    String late = new String("late");
    long wide = 7;
    return async(() -> {
      for (int i = 0; i < 3; i++) {
        await(w.value(i));
      }
      return late + wide;
    });
  }

  static Future<?> neverPolledInner(World w) {
    return async(() -> {
      Future<Integer> unused = async(() -> await(w.value(1)));
      int x = await(w.value(2));
      return x + (unused == null ? 1 : 0);
    });
  }

  static Future<?> innerCancelledByHand(World w) {
    return async(() -> {
      Future<Integer> inner = async(() -> await(w.value(1)));
      inner.cancel();
      inner.cancel();
      try {
        return await(inner);
      } catch (IllegalStateException e) {
        return await(w.value("over"));
      }
    });
  }
}
