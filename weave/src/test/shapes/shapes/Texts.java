package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.World;

/// String concatenation and text blocks.
final class Texts {
  private Texts() {}

  static Future<?> concat(World w) {
    return async(() -> "a" + await(w.value(1)) + 'b' + await(w.value(2L)) + "c" + 3.0);
  }

  static Future<?> concatWithLocals(World w) {
    return async(() -> {
      int x = await(w.value(1));
      char c = 'c';
      return x + c + "-" + x + c + await(w.value(c)) + x++ + await(w.value(x));
    });
  }

  static Future<?> concatOfManyKinds(World w) {
    return async(() ->
        ""
            + await(w.value(true))
            + await(w.value((byte) 1))
            + await(w.value((short) 2))
            + await(w.value('3'))
            + await(w.value(4))
            + await(w.value(5L))
            + await(w.value(6f))
            + await(w.value(7.0))
            + await(w.value(null))
            + new char[] {'a'}.length);
  }

  static Future<?> concatInside(World w) {
    return async(() -> "<" + ("[" + await(w.value("x")) + "]") + (await(w.value(1)) + 2) + ">");
  }

  static Future<?> orderOfToString(World w) {
    class Loud {
      final String name;

      Loud(String name) {
        this.name = name;
      }

      @Override
      public String toString() {
        w.log("toString ", name);
        return name;
      }
    }
    return async(() -> new Loud("a") + await(w.value("-")) + new Loud("b") + await(w.value("-")));
  }

  static Future<?> textBlock(World w) {
    return async(() ->
        """
        name: %s
          age: %d
        """
            .formatted(await(w.value("x")), await(w.value(3))));
  }

  static Future<?> textBlockConcat(World w) {
    return async(() ->
        """
        first "line"
        """
            + await(w.value("second"))
            + """

            third\ttab
            """);
  }
}
