package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.World;

/// Where bodies live: interfaces, enums, records, inner classes; what they reach from there.
final class Homes {
  private Homes() {}

  interface Greeter {
    String name();

    default Future<String> greet(World w) {
      return async(() -> "hello " + name() + await(w.value(1)) + secret(await(w.value(2))));
    }

    default Future<String> greetPrivately(World w) {
      return inside(w);
    }

    private Future<String> inside(World w) {
      return async(() -> secret(await(w.value(3))) + name());
    }

    private String secret(int x) {
      return "<" + x + ">";
    }

    static Future<String> greetAll(World w, Greeter... all) {
      return async(() -> {
        String s = "";
        for (Greeter each : all) {
          s += await(each.greet(w));
        }
        return s + hidden(await(w.value("!")));
      });
    }

    private static String hidden(String s) {
      return s + s;
    }
  }

  static Future<?> interfaceDefault(World w) {
    Greeter g = () -> "d";
    return g.greet(w);
  }

  static Future<?> interfacePrivate(World w) {
    Greeter g = () -> "p";
    return g.greetPrivately(w);
  }

  static Future<?> interfaceStatic(World w) {
    return Greeter.greetAll(w, () -> "a", () -> "b");
  }

  record Loud(String name) implements Greeter {
    @Override
    public Future<String> greet(World w) {
      return async(() -> (await(Greeter.super.greet(w)) + await(w.value("x"))).toUpperCase());
    }
  }

  static Future<?> interfaceSuper(World w) {
    return new Loud("r").greet(w);
  }

  static class Parent {
    protected int x = 1;

    protected Future<String> work(World w) {
      return async(() -> "parent" + x + await(w.value(1)));
    }

    protected int plain(int y) {
      return x + y;
    }

    @Override
    public String toString() {
      return "Parent";
    }
  }

  static class Child extends Parent {
    private int y = 2;

    @Override
    protected Future<String> work(World w) {
      return async(() -> {
        x += await(w.value(5));
        String first = await(super.work(w));
        return first + super.plain(await(w.value(3))) + plain(4) + super.toString() + y;
      });
    }

    @Override
    protected int plain(int z) {
      return -1;
    }

    @Override
    public String toString() {
      return "Child";
    }
  }

  static Future<?> superCalls(World w) {
    return new Child().work(w);
  }

  private static final class Box {
    private int value;
    private static int made;

    private Box(int value) {
      this.value = value;
      made++;
    }

    private int get() {
      return value;
    }
  }

  static Future<?> privateAccess(World w) {
    Box.made = 0;
    return async(() -> {
      Box box = new Box(await(w.value(4)));
      box.value += await(w.value(1));
      Box.made += await(w.value(10));
      return box.get() + Box.made;
    });
  }

  enum Op {
    PLUS {
      @Override
      Future<Integer> apply(World w, int a, int b) {
        return async(() -> a + await(w.value(b)));
      }
    },
    TIMES {
      private final int factor = 1;

      @Override
      Future<Integer> apply(World w, int a, int b) {
        return async(() -> await(w.value(a)) * b * factor + helper(await(w.value(0))));
      }

      private int helper(int x) {
        return x + ordinal();
      }
    };

    abstract Future<Integer> apply(World w, int a, int b);

    Future<String> named(World w) {
      return async(() -> name() + await(w.value(ordinal())) + await(apply(w, 3, 4)));
    }
  }

  static Future<?> enumConstants(World w) {
    return async(() -> await(Op.PLUS.named(w)) + await(Op.TIMES.named(w)));
  }

  record Range(int from, int to) {
    Range {
      if (from > to) {
        throw new IllegalArgumentException();
      }
    }

    Future<Long> sum(World w) {
      return async(() -> {
        long sum = 0;
        for (int i = from; i <= to(); i++) {
          sum += await(w.value(i));
        }
        return sum;
      });
    }

    static Future<Range> of(World w, int n) {
      return async(() -> new Range(await(w.value(0)), await(w.value(n))));
    }
  }

  static Future<?> records(World w) {
    return async(() -> await(await(Range.of(w, 3)).sum(w)) + await(new Range(1, 1).sum(w)));
  }

  private String field = "f";

  final class Inner {
    private String field = "i";

    final class Innermost {
      Future<String> all(World w) {
        return async(() -> {
          Homes.this.field += await(w.value("1"));
          Inner.this.field += await(w.value("2"));
          return Homes.this.field + field;
        });
      }
    }
  }

  static Future<?> innermost(World w) {
    return new Homes().new Inner().new Innermost().all(w);
  }

  static Future<?> staticInitialiserMadeBody(World w) {
    return Holder.MAKER.start(w);
  }

  static final class Holder {
    static final dev.wakeful.async.AsyncFunction<World, String> MAKER =
        w -> "from a constant" + await(w.value(1));
  }

  static final class Instance {
    private final int base = 3;
    final dev.wakeful.async.AsyncFunction<World, Integer> body =
        w -> base + await(w.value(1)) + this.base;
  }

  static Future<?> fieldInitialiserMadeBody(World w) {
    return new Instance().body.start(w);
  }

  static final class Made {
    final Future<Integer> future;

    Made(World w, int x) {
      future = async(() -> x + await(w.value(1)));
    }
  }

  static Future<?> constructorMadeBody(World w) {
    return new Made(w, 5).future;
  }

  @SafeVarargs
  static <T> Future<Integer> count(World w, T... items) {
    return async(() -> items.length + await(w.value(items.length)));
  }

  static Future<?> varargsHome(World w) {
    return async(() -> await(count(w)) + await(count(w, "a", "b")) + await(count(w, 1, 2, 3)));
  }

  static synchronized Future<?> synchronizedMethodMakesBody(World w) {
    return async(() -> await(w.value("made under a lock, run without")));
  }

  static Future<?> monitorBetweenAwaits(World w) {
    Object lock = new Object();
    return async(() -> {
      int x = await(w.value(1));
      synchronized (lock) {
        x += 10;
        synchronized (w) {
          x += 100;
        }
      }
      x += await(w.value(1000));
      synchronized (lock) {
        if (x > 5) {
          return x + (Thread.holdsLock(lock) ? 0 : 7);
        }
      }
      return await(w.value(0));
    });
  }

  static Future<?> protectedFromNested(World w) {
    return new Child() {
      {
        w.log("made");
      }
    }.work(w);
  }
}
