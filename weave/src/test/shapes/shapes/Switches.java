package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.World;
import java.util.List;

/// Switches over everything, as statements and as expressions.
final class Switches {
  private Switches() {}

  enum Colour {
    RED,
    GREEN,
    BLUE
  }

  sealed interface Node permits Leaf, Add, Neg {}

  record Leaf(int value) implements Node {}

  record Add(Node left, Node right) implements Node {}

  record Neg(Node node) implements Node {}

  static Future<?> oldInt(World w) {
    return async(() -> {
      StringBuilder s = new StringBuilder();
      for (int i = 0; i < 5; i++) {
        switch (await(w.value(i))) {
          case 0:
            s.append("zero");
            break;
          case 1:
            s.append(await(w.value("one")));
          case 2:
            s.append("through");
            break;
          case 3:
            continue;
          default:
            s.append(await(w.value("default")));
        }
        s.append(',');
      }
      return s.toString();
    });
  }

  static Future<?> oldSparse(World w) {
    return async(() -> {
      long n = 0;
      for (int i : new int[] {-1000, 0, 77, 1000000, 5}) {
        switch (i) {
          case -1000:
            n += await(w.value(1));
            break;
          case 77:
            n += 2;
          case 1000000:
            n += await(w.value(10L));
            break;
          default:
            n *= await(w.value(3));
            break;
        }
      }
      return n;
    });
  }

  static Future<?> oldString(World w) {
    return async(() -> {
      StringBuilder s = new StringBuilder();
      for (String each : List.of("Aa", "BB", "c", "")) {
        switch (await(w.value(each))) {
          case "Aa":
            s.append(1);
            break;
          case "BB":
            s.append(await(w.value(2)));
            break;
          case "":
            s.append(3);
            break;
          default:
            s.append(await(w.value("?")));
        }
      }
      return s.toString();
    });
  }

  static Future<?> oldEnum(World w) {
    return async(() -> {
      int n = 0;
      for (Colour c : Colour.values()) {
        switch (await(w.value(c))) {
          case RED:
            n += 1;
            break;
          case BLUE:
            n += await(w.value(20));
            break;
          default:
            n += await(w.value(300));
        }
      }
      return n;
    });
  }

  static Future<?> localsSharedBetweenCases(World w) {
    return async(() -> {
      String r = "";
      for (int i = 0; i < 3; i++) {
        switch (i) {
          case 0:
            int x = await(w.value(5));
            r += x;
            break;
          case 1:
            x = 7;
            r += x + await(w.value(1));
            break;
          default:
            x = await(w.value(9));
            r += x;
        }
      }
      return r;
    });
  }

  static Future<?> newInt(World w) {
    return async(() -> {
      StringBuilder s = new StringBuilder();
      for (int i = 0; i < 4; i++) {
        s.append(
            switch (await(w.value(i))) {
              case 0, 1 -> await(w.value("low"));
              case 2 -> "two";
              default -> {
                String t = await(w.value("hi"));
                yield t + await(w.value("gh"));
              }
            });
      }
      return s.toString();
    });
  }

  static Future<?> newString(World w) {
    return async(() ->
        w.note("a", 1)
            + switch (await(w.value("two"))) {
              case "one" -> 1;
              case "two" -> await(w.value(2));
              default -> throw new IllegalStateException();
            }
            + await(w.value(3L)));
  }

  static Future<?> newEnum(World w) {
    return async(() -> {
      double sum = 0;
      for (Colour c : Colour.values()) {
        sum +=
            switch (await(w.value(c))) {
              case RED -> await(w.value(1));
              case GREEN -> await(w.value(2.5f));
              case BLUE -> 3L;
            };
      }
      return sum;
    });
  }

  static Future<?> arrowStatement(World w) {
    return async(() -> {
      for (int i = 0; i < 3; i++) {
        switch (i) {
          case 0 -> w.log(await(w.value("zero")));
          case 1 -> {
            int x = await(w.value(1));
            w.log("x ", x);
          }
          default -> throw new IllegalArgumentException(await(w.value("bad")));
        }
      }
    });
  }

  static Future<?> onStringWithCollisions(World w) {
    return async(() -> {
      int n = 0;
      for (String s : new String[] {"AaAa", "BBBB", "AaBB", "x"}) {
        n =
            n * 10
                + switch (s) {
                  case "AaAa" -> 1;
                  case "BBBB" -> await(w.value(2));
                  case "AaBB" -> await(w.value(3));
                  default -> 4;
                };
      }
      return n;
    });
  }

  static Future<?> sealedPatterns(World w) {
    return eval(w, new Add(new Leaf(3), new Neg(new Add(new Leaf(4), new Leaf(5)))));
  }

  private static Future<Integer> eval(World w, Node node) {
    return async(() ->
        switch (node) {
          case Leaf leaf -> await(w.value(leaf.value()));
          case Add(var left, var right) -> await(eval(w, left)) + await(eval(w, right));
          case Neg(Leaf(int value)) -> -await(w.value(value));
          case Neg neg -> -await(eval(w, neg.node()));
        });
  }

  static Future<?> guardsThatAwait(World w) {
    return async(() -> {
      StringBuilder s = new StringBuilder();
      for (Object o : new Object[] {1, 15, "short", "a long one", 3L, 'c'}) {
        s.append(
                switch (o) {
                  case Integer i when i > await(w.value(10)) -> "big";
                  case Integer i -> "int" + await(w.value(i));
                  case String t when await(w.value(t)).length() < 6 && await(w.value(true)) ->
                      await(w.value(t));
                  case String t -> t.length();
                  case Long l when await(w.value(false)) -> "never";
                  default -> o.getClass().getSimpleName() + await(w.value("!"));
                })
            .append(' ');
      }
      return s.toString();
    });
  }

  static Future<?> guardedRecords(World w) {
    return async(() -> {
      Node node = new Add(new Leaf(1), new Leaf(2));
      return switch (await(w.value(node))) {
        case Add(Leaf(int a), Leaf(int b)) when await(w.value(a)) > b -> "first";
        case Add(Leaf(int a), Leaf(int b)) when await(w.value(a + b)) == 3 ->
            await(w.value("second")) + a + b;
        case Add add -> "third";
        case Leaf leaf -> "leaf";
        case Neg neg -> "neg";
      };
    });
  }

  static Future<?> nullCase(World w) {
    return async(() -> {
      String r = "";
      for (String s : new String[] {null, "x", "y"}) {
        r +=
            switch (await(w.value(s))) {
              case null -> await(w.value("null"));
              case "x" -> "X";
              default -> await(w.value(s));
            };
      }
      return r;
    });
  }

  static Future<?> nullWithoutCase(World w) {
    return async(() -> {
      try {
        return switch (await(w.<Colour>value(null))) {
          case RED -> 1;
          case GREEN, BLUE -> await(w.value(2));
        };
      } catch (NullPointerException e) {
        return await(w.value("null"));
      }
    });
  }

  static Future<?> yieldFromTry(World w) {
    return async(() -> {
      String r = "";
      for (int i = 0; i < 3; i++) {
        r +=
            switch (i) {
              case 0 -> {
                try {
                  yield await(w.value("tried"));
                } finally {
                  w.log("finally ", await(w.value(i)));
                }
              }
              case 1 -> {
                try {
                  yield await(w.<String>fail(new IllegalStateException("x")));
                } catch (IllegalStateException e) {
                  yield e.getMessage() + await(w.value("caught"));
                }
              }
              default -> "end";
            };
      }
      return r;
    });
  }

  static Future<?> yieldFromTryWithStackBelow(World w) {
    return async(() ->
        List.of(
            w.note("a", 1L),
            w.note("b", 2.0),
            switch (await(w.value(1))) {
              case 1 -> {
                try (var r = w.open("r")) {
                  yield r.name() + await(w.value(3));
                }
              }
              default -> "none";
            },
            await(w.value(4))));
  }

  static Future<?> nestedInArguments(World w) {
    return async(() ->
        Math.max(
            switch (await(w.value(1))) {
              case 1 ->
                  switch (await(w.value("x"))) {
                    case "x" -> await(w.value(10));
                    default -> 0;
                  };
              default -> 1;
            },
            switch (await(w.value(Colour.GREEN))) {
              case GREEN -> await(w.value(7)) + await(w.value(8));
              default -> 0;
            }));
  }

  static Future<?> switchInCondition(World w) {
    return async(() -> {
      int n = 0;
      while (switch (await(w.value(n))) {
        case 0, 1, 2 -> await(w.value(true));
        default -> false;
      }) {
        n++;
      }
      return n;
    });
  }

  static Future<?> returnFromSwitch(World w) {
    return async(() -> {
      for (int i = 0; ; i++) {
        switch (i) {
          case 0:
          case 1:
            await(w.value(i));
            break;
          case 2:
            return await(w.value("two"));
          default:
            throw new AssertionError();
        }
      }
    });
  }

  static Future<?> primitivesInOldSwitch(World w) {
    return async(() -> {
      String r = "";
      for (char c = 'a'; c < 'd'; c++) {
        switch (c) {
          case 'a' -> r += await(w.value("A"));
          case 'b' -> r += "B";
          default -> r += await(w.value(c));
        }
      }
      byte b = await(w.value((byte) 3));
      switch (b) {
        case 3 -> r += "three";
        default -> r += "?";
      }
      return r;
    });
  }

  static Future<?> enumQualifiedInPatternSwitch(World w) {
    return async(() -> {
      Object o = await(w.<Object>value(Colour.GREEN));
      return switch (o) {
        case Colour c when c == Colour.RED -> "red";
        case Colour c -> c.name() + await(w.value(c.ordinal()));
        default -> "other";
      };
    });
  }

  static Future<?> emptySwitch(World w) {
    return async(() -> {
      switch (await(w.value(1))) {
        default:
      }
      return "end";
    });
  }
}
