package dev.wakeful.weave.fuzz;

import dev.wakeful.weave.fuzz.Draft.Helper;
import dev.wakeful.weave.fuzz.Draft.Home;
import dev.wakeful.weave.fuzz.Scope.Result;
import java.util.List;

/// A program: a class `gen.P…` with a method that makes the root body.
///
/// @param seed where it came from
/// @param name of the class
/// @param source the whole file
/// @param choices the decisions it is made of
/// @param spans what belongs together in them
/// @param counts what was written how often
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record Program(
    long seed, String name, String source, int[] choices, List<Choices.Span> spans, Counts counts) {

  /// How large programs are: nodes, statements of the root body and depth.
  private record Size(int nodes, int statements, int depth) {}

  private static final List<Size> SIZES =
      List.of(
          new Size(150, 2, 2), new Size(400, 4, 3), new Size(900, 6, 4), new Size(12_000, 150, 3));

  /// The program of a seed.
  ///
  /// @param shrink how often it was found too large for a class file
  static Program of(long seed, int shrink) {
    return of(seed, Choices.random(seed), shrink);
  }

  /// The program of some decisions.
  static Program of(long seed, Choices choices, int shrink) {
    String name = "P" + seed;
    Size size = SIZES.get(choices.pick(300, 500, 150, 10));
    int nodes = size.nodes >> shrink;
    Draft draft = new Draft(choices, name, nodes);
    if (size.nodes > 10_000) {
      draft.counts.add("huge");
    }
    StringBuilder text = new StringBuilder();
    int helpers = choices.below(3);
    for (int i = 0; i < helpers; i++) {
      draft.helpers.add(draft.calls.declare());
    }
    root(text, draft, size.statements, size.depth);
    StringBuilder inner = new StringBuilder();
    StringBuilder face = new StringBuilder();
    for (Helper each : draft.helpers) {
      draft.calls.write(
          each.home() == Home.INNER ? inner : each.home() == Home.FACE ? face : text, each, 2);
    }
    String source = frame(name, text, inner, face);
    return new Program(seed, name, source, choices.made(), choices.spans(), draft.counts);
  }

  private static void root(StringBuilder text, Draft draft, int statements, int depth) {
    boolean self = draft.choices.below(3) > 0;
    text.append(self ? "" : "static ").append("Future<Object> root() {\n");
    text.append("return async((AsyncBody<Object>) () -> {\n");
    Scope scope = Scope.of(true, self, new Result(Type.OBJECT), List.of());
    boolean end = true;
    for (int i = 0; i < statements && end; i++) {
      int start = draft.choices.here();
      if (draft.choices.chance(90)) {
        end = draft.statements.list(text, scope, depth, 70);
      }
      draft.choices.span(start);
    }
    if (end) {
      text.append("return ").append(draft.expressions.of(Type.OBJECT, scope, depth, "returned"));
      text.append(";\n");
    }
    text.append("});\n}\n\n");
  }

  private static String frame(
      String name, CharSequence own, CharSequence inner, CharSequence face) {
    return """
    package gen;

    import static dev.wakeful.async.Async.*;
    import static dev.wakeful.weave.fuzz.Parts.*;
    import dev.wakeful.async.*;
    import dev.wakeful.future.Future;
    import dev.wakeful.task.Cancelled;
    import dev.wakeful.weave.fuzz.*;
    import dev.wakeful.weave.kit.World;
    import java.io.IOException;
    import java.util.function.Supplier;

    public final class NAME extends Box {
    static World w;
    static int fuel;
    static int guards;
    static NAME self;
    static Inner inner;
    static int sINT;
    static long sLONG;
    static double sDOUBLE;
    static String sSTRING;
    static int[] sINTS;
    static Object sOBJECT;

    public static Future<?> shape(World world) {
    w = world;
    fuel = 40;
    guards = 10_000;
    self = new NAME();
    inner = new Inner();
    sINT = 5;
    sLONG = 6;
    sDOUBLE = 7.5;
    sSTRING = "st";
    sINTS = new int[] {8, 9, 10};
    sOBJECT = "so";
    return self.root();
    }

    public static Object[] state() {
    return new Object[] {sINT, sLONG, sDOUBLE, sSTRING, sINTS, sOBJECT, self.all(), inner.all()};
    }

    static boolean fuel(int cost) {
    return (fuel -= cost) > 0;
    }

    static boolean guard(boolean value) {
    if (--guards < 0) throw new AssertionError("a switch asks its guards for ever");
    return value;
    }

    static void mark() throws Exception {
    fuel--;
    }

    OWN
    static final class Inner extends Box implements Mine {
    INNER
    }

    interface Mine extends Face {
    FACE
    }
    }
    """
        .replace("NAME", name)
        .replace("OWN", own)
        .replace("INNER", inner)
        .replace("FACE", face);
  }
}
