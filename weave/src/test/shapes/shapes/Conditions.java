package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.World;
import java.util.List;

/// Conditional and short-circuit expressions, instanceof and record patterns.
final class Conditions {
  private Conditions() {}

  sealed interface Shape permits Circle, Square, Group {}

  record Circle(double radius) implements Shape {}

  record Square(int side) implements Shape {}

  record Group(Shape left, Shape right) implements Shape {}

  static Future<?> ternary(World w) {
    return async(() -> {
      int a = await(w.value(true)) ? await(w.value(1)) : await(w.value(2));
      int b = await(w.value(false)) ? 3 : await(w.value(4));
      return a * 10 + b;
    });
  }

  static Future<?> ternaryInArguments(World w) {
    return async(() ->
        List.of(
            w.note("a", 1),
            await(w.value(false)) ? await(w.value("x")) : w.note("b", "y"),
            await(w.value(3))));
  }

  static Future<?> ternaryNested(World w) {
    return async(() -> {
      StringBuilder s = new StringBuilder();
      for (int i = 0; i < 4; i++) {
        s.append(
            (i & 1) == 0
                ? await(w.value(i)) > 1 ? await(w.value("a")) : "b"
                : i > 2 ? "c" : await(w.value("d")));
      }
      return s.toString();
    });
  }

  static Future<?> ternaryMixedTypes(World w) {
    return async(() -> {
      Object a = await(w.value(true)) ? 1 : "s";
      Object b = await(w.value(true)) ? 1 : await(w.value(2.0));
      Comparable<?> c = await(w.value(false)) ? "x" : await(w.value(3));
      return List.of(a, b, c);
    });
  }

  static Future<?> and(World w) {
    return async(() -> {
      StringBuilder s = new StringBuilder();
      for (int i = 0; i < 4; i++) {
        if (await(w.value((i & 1) == 0)) && await(w.value((i & 2) == 0))) {
          s.append(i);
        }
      }
      return s.toString();
    });
  }

  static Future<?> or(World w) {
    return async(() -> {
      StringBuilder s = new StringBuilder();
      for (int i = 0; i < 4; i++) {
        if (await(w.value((i & 1) == 0)) || await(w.value((i & 2) == 0))) {
          s.append(i);
        }
      }
      return s.toString();
    });
  }

  static Future<?> logicMixed(World w) {
    return async(() -> {
      StringBuilder s = new StringBuilder();
      for (int i = 0; i < 8; i++) {
        boolean a = (i & 1) == 0;
        boolean b = (i & 2) == 0;
        boolean c = (i & 4) == 0;
        boolean r =
            !(await(w.value(a)) && (b || !await(w.value(c)))) ^ (c && await(w.value(b)) || a);
        s.append(r ? 1 : 0);
      }
      return s.toString();
    });
  }

  static Future<?> conditionAsValue(World w) {
    return async(() -> {
      boolean x = await(w.value(3)) > 2 && await(w.value("s")).isEmpty();
      boolean y = !x || await(w.value(true));
      return List.of(x, y, await(w.value(1)) == 1, !await(w.value(false)));
    });
  }

  static Future<?> ifElseChain(World w) {
    return async(() -> {
      StringBuilder s = new StringBuilder();
      for (int i = 0; i < 4; i++) {
        if (await(w.value(i)) == 0) {
          s.append("zero");
        } else if (await(w.value(i)) == 1) {
          s.append(await(w.value("one")));
        } else if (i == 2) {
          s.append("two");
        } else {
          s.append(await(w.value("many")));
        }
      }
      return s.toString();
    });
  }

  static Future<?> instanceofPattern(World w) {
    return async(() -> {
      StringBuilder s = new StringBuilder();
      for (Object o : new Object[] {1, "text", null, 2.0}) {
        if (await(w.value(o)) instanceof String t && await(w.value(t)).length() == 4) {
          s.append(t).append(await(w.value(t.length())));
        } else if (o instanceof Integer i) {
          s.append(await(w.value(i)) + i);
        } else {
          s.append(o);
        }
      }
      return s.toString();
    });
  }

  static Future<?> instanceofNegated(World w) {
    return async(() -> {
      Object o = await(w.<Object>value("yes"));
      if (!(o instanceof String s)) {
        return await(w.value("no"));
      }
      await(w.value(0));
      return s + await(w.value(s.length()));
    });
  }

  static Future<?> recordPattern(World w) {
    return async(() -> {
      Shape shape = new Group(new Circle(2), new Group(new Square(3), new Circle(1)));
      if (await(w.value(shape)) instanceof Group(Circle(var r), Group(Square(int side), var last))
          && await(w.value(r)) > 1) {
        return r + side + await(w.value(last)).hashCode() * 0;
      }
      return -1.0;
    });
  }

  static Future<?> patternInLoop(World w) {
    return async(() -> {
      Object o = new Group(new Square(1), new Group(new Square(2), new Square(3)));
      int depth = 0;
      while (await(w.value(o)) instanceof Group(Square s, var rest)) {
        depth += s.side() + await(w.value(0));
        o = rest;
      }
      return depth + " " + o;
    });
  }

  static Future<?> throwInCondition(World w) {
    return async(() -> {
      try {
        return await(w.value(true)) && await(w.<Boolean>fail(new IllegalStateException("c")))
            ? 1
            : 2;
      } catch (IllegalStateException e) {
        return e.getMessage();
      }
    });
  }

  static Future<?> constantConditions(World w) {
    return async(() -> {
      int x = 0;
      if (true) {
        x += await(w.value(1));
      }
      if (false) {
        x += await(w.value(100));
      }
      do {
        x += await(w.value(10));
      } while (false);
      return x;
    });
  }

  static Future<?> deadLambdaAfterConstant(World w) {
    return async(() -> {
      if (false) {
        Future<Integer> dead = async(() -> await(w.value(1)));
        return await(dead);
      }
      return await(w.value(2));
    });
  }

  static Future<?> nullCheckedAwait(World w) {
    return async(() -> {
      String s = await(w.<String>value(null));
      return s != null ? s.length() : await(w.value(-1));
    });
  }
}
