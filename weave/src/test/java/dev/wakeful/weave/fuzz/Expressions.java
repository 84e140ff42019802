package dev.wakeful.weave.fuzz;

import dev.wakeful.weave.fuzz.Scope.Result;
import dev.wakeful.weave.fuzz.Scope.Var;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes expressions: the forms that there are for every type.
///
/// What they return can stand anywhere an operand can: it is a primary, or in parentheses.
final class Expressions {
  private final Draft draft;
  private final Choices choices;

  Expressions(Draft draft) {
    this.draft = draft;
    this.choices = draft.choices;
  }

  /// An expression of exactly a type, unless that is `Object`.
  ///
  /// @param depth how deep it may be
  /// @param where what it is to the whole, for the counts
  String of(Type type, Scope scope, int depth, String where) {
    int start = choices.here();
    String text = any(type, scope, depth, where);
    choices.span(start);
    // the cast changes nothing, but without it javac attributes arguments of arguments many times
    return text.length() > 40 && type != Type.OBJECT ? "((" + type.java + ") " + text + ")" : text;
  }

  private String any(Type type, Scope scope, int depth, String where) {
    if (depth <= 0 || draft.spent()) {
      return leaf(type, scope, choices.pick(1, 2, 6));
    }
    boolean awaits = scope.awaits();
    int inner = depth - 1;
    int form =
        choices.pick(
            1,
            2,
            5,
            awaits ? 7 : 0,
            10,
            2,
            awaits ? 1 : 0,
            awaits ? 2 : 0,
            1,
            2,
            1,
            3,
            1,
            1,
            awaits ? 1 : 0);
    return switch (form) {
      case 0, 1, 2 -> leaf(type, scope, form);
      case 3 -> await(type, of(type, scope, inner, "awaited"), where);
      case 4 -> draft.operators.of(type, scope, inner);
      case 5 -> ternary(type, scope, inner);
      case 6 -> draft.calls.nested(type, scope, inner, where);
      case 7 -> draft.calls.helper(type, scope, inner, where);
      case 8 -> choose(type, scope, inner);
      case 9 -> assignment(type, scope, inner);
      case 10 ->
          "w.<"
              + type.boxed
              + ">note(\""
              + draft.fresh("n")
              + "\", "
              + of(type, scope, inner, "argument")
              + ")";
      case 11 -> draft.places.read(type, scope, inner);
      case 12 -> generic(type, scope, inner);
      case 13 -> lambda(type, scope, inner);
      default -> failing(type, scope, inner, where);
    };
  }

  /// What `await` makes of a leaf.
  private String await(Type type, String value, String where) {
    draft.counts.add("await " + where);
    draft.counts.add("await of " + type.java);
    String how = choices.pick(6, 1) == 0 ? "value" : "lingering";
    return "await((Future<" + type.boxed + ">) w.<" + type.boxed + ">" + how + "(" + value + "))";
  }

  private String leaf(Type type, Scope scope, int form) {
    if (form == 2) {
      List<Var> vars = scope.of(type);
      if (!vars.isEmpty()) {
        return choices.one(vars).name();
      }
    }
    return form == 0 ? type.simplest : literal(type);
  }

  private String literal(Type type) {
    int n = choices.below(8);
    if (type.isReference() && n == 7 && choices.chance(30)) {
      draft.counts.add("null");
      return "((" + type.java + ") null)";
    }
    return switch (type) {
      case INT -> List.of("0", "1", "2", "3", "(-1)", "1000", "70000", "Integer.MIN_VALUE").get(n);
      case LONG ->
          List.of("0L", "1L", "2L", "(-3L)", "5000000000L", "7L", "9L", "Long.MAX_VALUE").get(n);
      case DOUBLE ->
          List.of("0.0", "1.0", "2.5", "(-.5)", "1e9", "3.0", "Double.NaN", "1e300").get(n);
      case FLOAT -> List.of("0f", "1f", "2.5f", "(-.5f)", "1e9f", "3f", "4f", "1e30f").get(n);
      case BYTE -> "((byte) " + 37 * n + ")";
      case SHORT -> "((short) " + 7777 * n + ")";
      case CHAR -> "'" + (char) ('a' + n) + "'";
      case BOOL -> n % 2 == 0 ? "true" : "false";
      case STRING -> "\"" + "abcdefgh".substring(n) + "\"";
      case OBJECT ->
          List.of(
                  "\"ob\"",
                  "((Object) 5)",
                  "((Object) 6L)",
                  "((Object) 'x')",
                  "((Object) new R(1, 2, null))",
                  "((Object) Color.BLUE)",
                  "((Object) 2.5)",
                  "((Object) new int[3])")
              .get(n);
      case BOXED -> "Integer.valueOf(" + 100 * n + ")";
      case COLOR -> "Color." + List.of("RED", "GREEN", "BLUE").get(n % 3);
      case REC -> "(new R(" + n + ", " + n + "L, \"r" + n + "\"))";
      case PAIR -> "(new Q(" + n + ", " + n + ".5, new R(1, 2, \"r" + n + "\")))";
      case BOX -> "(new Box(" + n + ", " + n + ".25, \"b" + n + "\"))";
      default -> type.simplest;
    };
  }

  private String ternary(Type type, Scope scope, int depth) {
    draft.counts.add("conditional");
    return "("
        + of(Type.BOOL, scope, depth, "condition")
        + " ? "
        + of(type, scope, depth, "branch")
        + " : "
        + of(type, scope, depth, "branch")
        + ")";
  }

  /// A switch expression.
  private String choose(Type type, Scope scope, int depth) {
    draft.counts.add("switch expression");
    Scope inner = scope.expression();
    StringBuilder text = new StringBuilder("(switch (");
    boolean colors = choices.chance(30);
    if (colors) {
      text.append(of(Type.COLOR, scope, depth, "selector"));
    } else {
      text.append(of(Type.INT, scope, depth, "selector")).append(" & 3");
    }
    text.append(") {\n");
    int cases = 1 + choices.below(2);
    for (int i = 0; i < cases; i++) {
      text.append("case ").append(colors ? List.of("GREEN", "BLUE").get(i) : i + "").append(" -> ");
      rule(text, type, inner, depth);
    }
    text.append("default -> ");
    rule(text, type, inner, depth);
    return text.append("})").toString();
  }

  private void rule(StringBuilder text, Type type, Scope scope, int depth) {
    if (!choices.chance(30)) {
      text.append(of(type, scope, depth, "yielded")).append(";\n");
      return;
    }
    draft.counts.add("yield");
    Scope block = scope.block();
    text.append("{\n");
    if (draft.statements.list(text, block, depth)) {
      String value = of(type, block, depth, "yielded");
      if (value.startsWith("(")) {
        // javac takes `yield (` for a call of a method
        String name = draft.fresh("y");
        text.append(type.java + " " + name + " = " + value + ";\n");
        value = name;
      }
      text.append("yield ").append(value).append(";\n");
    }
    text.append("}\n");
  }

  private String assignment(Type type, Scope scope, int depth) {
    String place = draft.places.of(type, scope, depth);
    if (place == null) {
      return leaf(type, scope, 2);
    }
    draft.counts.add("assignment in expression");
    return "(" + place + " = " + of(type, scope, depth, "assigned") + ")";
  }

  private String generic(Type type, Scope scope, int depth) {
    String of = "Parts.<" + type.boxed + ">";
    String value = of(type, scope, depth, "argument");
    if (choices.below(2) == 0) {
      return of + "id(" + value + ")";
    }
    String first = of(Type.BOOL, scope, depth, "argument");
    return of + "choose(" + first + ", " + of(type, scope, depth, "argument") + ", " + value + ")";
  }

  /// A lambda that is no body.
  private String lambda(Type type, Scope scope, int depth) {
    draft.counts.add("plain lambda");
    Scope inner = scope.lambda(false, new Result(type));
    return "((Supplier<" + type.boxed + ">) () -> " + of(type, inner, depth, "plain") + ").get()";
  }

  /// An await that fails, if that is what a condition says.
  private String failing(Type type, Scope scope, int depth, String where) {
    draft.counts.add("await of a failure");
    draft.counts.add("await " + where);
    return "("
        + of(Type.BOOL, scope, depth, "condition")
        + " ? "
        + of(type, scope, depth, "branch")
        + " : await((Future<"
        + type.boxed
        + ">) w.<"
        + type.boxed
        + ">fail(failure("
        + of(Type.INT, scope, depth, "argument")
        + ", \""
        + draft.fresh("f")
        + "\"))))";
  }

  /// An expression of any type, and that.
  ///
  /// @param text the expression
  /// @param type its type
  record Typed(String text, Type type) {}

  /// An expression of any type.
  Typed any(Scope scope, int depth, String where) {
    Type type = choices.one(Type.ALL);
    return new Typed(of(type, scope, depth, where), type);
  }

  /// The types of variables, the common ones more often.
  Type type() {
    return choices.below(3) > 0 ? choices.one(Type.ALL) : Type.ALL.get(choices.below(6));
  }

  /// The variables of a scope to be written down, some of them.
  String shown(Scope scope) {
    StringBuilder text = new StringBuilder();
    List<Var> vars = scope.vars();
    int some = vars.isEmpty() ? 0 : choices.below(Math.min(4, vars.size()) + 1);
    for (int i = 0; i < some; i++) {
      text.append(", \" \", ").append(choices.one(vars).name());
    }
    return text.toString();
  }

  /// For arguments of a call: expressions of these types.
  String arguments(Scope scope, int depth, @Nullable String first, Type... types) {
    StringBuilder text = new StringBuilder(first == null ? "" : first);
    for (Type each : types) {
      text.append(text.isEmpty() ? "" : ", ").append(of(each, scope, depth, "argument"));
    }
    return text.toString();
  }
}
