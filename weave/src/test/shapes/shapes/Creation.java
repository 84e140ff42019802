package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.Fresh;
import dev.wakeful.weave.kit.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Objects whose constructor waits for its arguments.
final class Creation {
  private Creation() {}

  static World clinit;

  record Pair(Object a, Object b) {}

  static class Base {
    final String said;

    Base(World w, long a, String b) {
      w.log("new Base");
      said = a + b;
    }

    @Override
    public String toString() {
      return getClass().getSimpleName() + " " + said;
    }
  }

  static final class Loud {
    static {
      clinit.log("Loud is initialised");
    }

    final int x;

    Loud(int x) {
      this.x = x;
      clinit.log("new Loud ", x);
    }

    @Override
    public String toString() {
      return "Loud " + x;
    }
  }

  static final class Louder {
    static {
      clinit.log("Louder is initialised");
    }

    static int value = 5;

    Louder(Loud first, int second) {
      clinit.log("new Louder ", first, second);
    }

    @Override
    public String toString() {
      return "Louder";
    }
  }

  static final class Failing {
    static {
      clinit.log("Failing is initialised");
      if (clinit != null) {
        throw new IllegalStateException("in the initialiser");
      }
    }

    Failing(int x) {}
  }

  static Future<?> one(World w) {
    return async(() -> new Pair(await(w.value(1)), "b"));
  }

  static Future<?> both(World w) {
    return async(() -> new Pair(await(w.value(1)), await(w.value(2))));
  }

  static Future<?> nested(World w) {
    return async(() ->
        new Pair(
            new Pair(1, await(w.value(2))),
            new Pair(new Pair(await(w.value(3)), 4), await(w.value(5)))));
  }

  static Future<?> withStackBelow(World w) {
    return async(() ->
        w.note("sum", 10L)
            + new Base(w, w.note("a", 1L), "x" + await(w.value("y"))).said.length()
            + await(w.value(3)));
  }

  static Future<?> statement(World w) {
    return async(() -> {
      new Base(w, await(w.value(1L)), await(w.value("z")));
    });
  }

  static Future<?> assigned(World w) {
    return async(() -> {
      Base base = new Base(w, 2L, await(w.value("q")));
      w.log(base.toString());
      base = new Base(w, await(w.value(3L)), base.said);
      return base;
    });
  }

  static Future<?> inArray(World w) {
    return async(() ->
        new Pair[] {
          new Pair(await(w.value(1)), 2),
          new Pair(3, await(w.value(4))),
          await(w.value(new Pair(5, 6)))
        });
  }

  static Future<?> conditionalArgument(World w) {
    return async(() ->
        new Pair(await(w.value(true)) ? await(w.value("y")) : "n", w.note("b", false) ? 1 : 2));
  }

  static Future<?> switchArgument(World w) {
    return async(() ->
        new Pair(
            switch (await(w.value(2))) {
              case 1 -> "one";
              case 2 -> await(w.value("two"));
              default -> throw new IllegalStateException();
            },
            await(w.value("b"))));
  }

  static Future<?> failingArgument(World w) {
    return async(() -> {
      try {
        return new Pair(await(w.value(1)), await(w.fail(new IllegalArgumentException("arg"))));
      } catch (IllegalArgumentException e) {
        return new Pair(e, await(w.value("caught")));
      }
    });
  }

  static Future<?> anonymousWithArguments(World w) {
    return async(() -> {
      int captured = await(w.value(7));
      Base base =
          new Base(w, await(w.value(1L)), await(w.value("arg"))) {
            @Override
            public String toString() {
              return said + captured;
            }
          };
      await(w.value(0));
      return base.toString();
    });
  }

  static Future<?> anonymousSupplier(World w) {
    return async(() -> {
      String captured = await(w.value("c"));
      Supplier<String> supplier =
          new Supplier<>() {
            int calls;

            @Override
            public String get() {
              calls++;
              return captured + calls;
            }
          };
      return supplier.get() + await(w.value("-")) + supplier.get();
    });
  }

  static Future<?> collection(World w) {
    return async(() -> {
      List<Object> list = new ArrayList<>(await(w.value(List.of(1, 2))));
      list.add(new ArrayList<>(await(w.value(4))));
      return list;
    });
  }

  static Future<?> exception(World w) {
    return async(() -> {
      throw new IllegalStateException(
          await(w.value("message")), new RuntimeException(await(w.value("cause"))));
    });
  }

  static Future<?> stringBuilder(World w) {
    return async(() ->
        new StringBuilder(await(w.value("a")))
            .append(await(w.value(1)))
            .append(new StringBuilder("b").append(await(w.value('c'))))
            .toString());
  }

  static Future<?> loopOfNew(World w) {
    return async(() -> {
      Pair last = null;
      for (int i = 0; i < 3; i++) {
        last = new Pair(last, await(w.value(i)));
      }
      return last;
    });
  }

  static Future<?> newInLoopCondition(World w) {
    return async(() -> {
      int n = 0;
      while (new Pair(n, await(w.value("x"))).a().equals(n) && n < 3) {
        n++;
      }
      return n;
    });
  }

  static Future<?> innerClass(World w) {
    class Local {
      final Object x;

      Local(Object x) {
        this.x = x;
        w.log("new Local ", x);
      }
    }
    return async(() -> new Local(new Local(await(w.value(1))).x + "" + await(w.value(2))).x);
  }

  static Future<?> multiNewArray(World w) {
    return async(() -> new long[await(w.value(2))][await(w.value(3))][]);
  }

  @Fresh
  static Future<?> initialiserOrder(World w) {
    clinit = w;
    return async(() -> {
      w.log("before");
      return new Loud(await(w.value(1)));
    });
  }

  @Fresh
  static Future<?> initialiserOrderNested(World w) {
    clinit = w;
    return async(() ->
        new Louder(new Loud(w.note("x", await(w.value(1)))), Louder.value + await(w.value(2))));
  }

  @Fresh
  static Future<?> failingInitialiser(World w) {
    clinit = w;
    return async(() -> {
      try {
        return new Failing(w.note("never", await(w.value(1))));
      } catch (ExceptionInInitializerError e) {
        return await(w.value("caught")) + e.getCause().getMessage();
      }
    });
  }
}
