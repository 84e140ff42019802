package dev.wakeful.weave.shapes;

import java.util.StringJoiner;
import java.util.function.IntFunction;

/// Shapes nobody would write by hand: many locals, many awaits, long jumps.
final class Large {
  private Large() {}

  /// The source of a class of shapes.
  static String source() {
    return """
    package shapes;

    import static dev.wakeful.async.Async.async;
    import static dev.wakeful.async.Async.await;

    import dev.wakeful.future.Future;
    import dev.wakeful.weave.kit.World;

    final class Large {
      static Future<?> locals200(World w) {
        return async(() -> {
    %s
          long sum = 0;
          for (int i = 0; i < 2; i++) {
            sum += await(w.value(i));
          }
          return sum + %s;
        });
      }

      static Future<?> locals200Interleaved(World w) {
        return async(() -> {
    %s
          return "" + %s;
        });
      }

      static Future<?> awaits300(World w) {
        return async(() -> {
          int sum = 0;
    %s
          return sum;
        });
      }

      static Future<?> longJumps(World w) {
        return async(() -> {
          long sum = await(w.value(1L));
          String text = "t";
          double half = 0.5;
          for (int i = 0; i < 2; i++) {
            if (await(w.value(i)) == 5) {
              continue;
            }
            try {
    %s
            } catch (IllegalStateException e) {
              sum += await(w.value(1000));
            } finally {
              sum += await(w.value(1));
            }
          }
          return sum + text + half;
        });
      }

      static Future<?> manyCases(World w) {
        return async(() -> {
          long sum = 0;
          for (int i = 0; i < 100; i += 9) {
            sum = sum * 3 + switch (await(w.value(i))) {
    %s
              default -> -1;
            };
          }
          return sum;
        });
      }

      static Future<?> nested40(World w) {
        return async(() -> %s);
      }

      static Future<?> tries20(World w) {
        return async(() -> {
          int n = 0;
    %s
          return n;
        });
      }
    }
    """
        .formatted(
            lines(200, Large::local),
            joined(200, " + ", i -> i % 5 == 0 ? "v" + i + ".length()" : "v" + i),
            lines(120, i -> local(i) + " " + (i % 3 == 0 ? "await(w.value(" + i + "));" : "")),
            joined(120, " + ", i -> "v" + i),
            lines(300, i -> "sum = sum * 31 + await(w.value(" + i + "));"),
            lines(400, Large::heavy),
            lines(
                100,
                i -> "case " + i + " -> " + (i % 9 == 0 ? "await(w.value(" + i + "))" : i) + ";"),
            nested(40),
            tries(20));
  }

  private static String local(int i) {
    return switch (i % 5) {
      case 0 -> "String v" + i + " = \"" + i + "\";";
      case 1 -> "int v" + i + " = " + i + ";";
      case 2 -> "long v" + i + " = " + i + "L;";
      case 3 -> "double v" + i + " = " + i + ";";
      default -> "char v" + i + " = (char) " + i + ";";
    };
  }

  /// Every value is needed again, so each of these is about 150 bytes of woven code.
  private static String heavy(int i) {
    return "if (sum > "
        + i
        + ") { String s = text + i; sum += s.length() + await(w.value("
        + i
        + ")) + s.length(); half *= -1; }";
  }

  private static String nested(int depth) {
    return depth == 0
        ? "0"
        : (depth % 3 == 0 ? depth + "L" : depth + "")
            + " + (await(w.value("
            + depth
            + ")) * "
            + nested(depth - 1)
            + ")";
  }

  private static String tries(int depth) {
    return depth == 0
        ? "n += await(w.value(1)); if (n > 0) { throw new IllegalStateException(\"deep\"); }"
        : "try { n += await(w.value("
            + depth
            + "));\n"
            + tries(depth - 1)
            + "\n} "
            + (depth % 2 == 0
                ? "finally { w.log(\"f" + depth + "\"); }"
                : "catch (IllegalStateException e) { n += await(w.value("
                    + depth
                    + ")); if (n < 150) { throw e; } }");
  }

  private static String lines(int n, IntFunction<String> line) {
    return joined(n, "\n", line);
  }

  private static String joined(int n, String separator, IntFunction<String> part) {
    StringJoiner text = new StringJoiner(separator);
    for (int i = 0; i < n; i++) {
      text.add(part.apply(i));
    }
    return text.toString();
  }
}
