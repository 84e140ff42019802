package dev.wakeful.weave.fuzz;

import dev.wakeful.weave.fuzz.Scope.Var;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes expressions: the forms that a type has of its own.
final class Operators {
  private final Draft draft;
  private final Choices choices;

  Operators(Draft draft) {
    this.draft = draft;
    this.choices = draft.choices;
  }

  /// An expression of exactly a type, unless that is `Object`.
  String of(Type type, Scope scope, int depth) {
    return switch (type) {
      case INT, LONG, FLOAT, DOUBLE -> number(type, scope, depth);
      case BYTE, SHORT, CHAR ->
          switch (choices.below(4)) {
            case 0, 1 -> cast(type, choices.one(Type.NUMBERS), scope, depth);
            case 2 -> count(type, scope, depth);
            default -> compound(type, scope, depth);
          };
      case BOOL -> truth(scope, depth);
      case STRING -> string(scope, depth);
      case BOXED ->
          choices.below(3) < 2
              ? "Integer.valueOf(" + x(Type.INT, scope, depth, "argument") + ")"
              : count(type, scope, depth);
      case OBJECT -> "((Object) " + draft.expressions.any(scope, depth, "cast").text() + ")";
      case INTS, LONGS, DOUBLES, BYTES, STRINGS, GRID -> array(type, scope, depth);
      case REC ->
          "(new R("
              + draft.expressions.arguments(scope, depth, null, Type.INT, Type.LONG, Type.STRING)
              + "))";
      case PAIR ->
          "(new Q("
              + draft.expressions.arguments(scope, depth, null, Type.OBJECT, Type.DOUBLE, Type.REC)
              + "))";
      case BOX ->
          "(new Box("
              + draft.expressions.arguments(scope, depth, null, Type.INT, Type.DOUBLE, Type.STRING)
              + "))";
      case COLOR -> "Color.values()[" + x(Type.INT, scope, depth, "index") + " & 1]";
    };
  }

  private String x(Type type, Scope scope, int depth, String where) {
    return draft.expressions.of(type, scope, depth, where);
  }

  private String number(Type type, Scope scope, int depth) {
    boolean integral = type == Type.INT || type == Type.LONG;
    return switch (choices.pick(8, 2, 2, 2, 2, 2)) {
      case 0 -> binary(type, integral, scope, depth);
      case 1 ->
          "(" + choices.one("-", integral ? "~" : "+") + x(type, scope, depth, "operand") + ")";
      case 2 -> cast(type, choices.one(Type.NUMBERS), scope, depth);
      case 3 -> count(type, scope, depth);
      case 4 -> compound(type, scope, depth);
      default -> call(type, scope, depth);
    };
  }

  private String binary(Type type, boolean integral, Scope scope, int depth) {
    String left = x(type, scope, depth, "left operand");
    int operator = choices.below(integral ? 10 : 4);
    String right = x(operator > 7 ? Type.INT : type, scope, depth, "right operand");
    String sign = List.of("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>>").get(operator);
    boolean byZero = operator == 3 || operator == 4;
    if (integral && byZero && !choices.chance(10)) {
      right = "(" + right + " | 1)";
    }
    return "(" + left + " " + sign + " " + right + ")";
  }

  private String cast(Type type, Type from, Scope scope, int depth) {
    // twice: what is unboxed cannot be narrowed by the same cast
    return "((" + type.java + ") (" + from.java + ") " + x(from, scope, depth, "cast") + ")";
  }

  private String call(Type type, Scope scope, int depth) {
    Expressions all = draft.expressions;
    draft.counts.add("call");
    return switch (type) {
      case INT ->
          switch (choices.below(4)) {
            case 0 ->
                "mix(" + all.arguments(scope, depth, null, Type.INT, Type.LONG, Type.STRING) + ")";
            case 1 ->
                x(
                        choices.one(Type.INTS, Type.DOUBLES, Type.STRINGS, Type.GRID),
                        scope,
                        depth,
                        "receiver")
                    + ".length";
            case 2 -> anonymous(scope, depth);
            default -> x(Type.BOX, scope, depth, "receiver") + ".tag()";
          };
      case LONG -> {
        String arguments = all.arguments(scope, depth, null, Type.LONG);
        yield scope.self() && choices.below(2) > 0
            ? choices.one("own(", "super.own(") + arguments + ")"
            : "sum("
                + arguments
                + ", "
                + all.arguments(scope, depth, null, Type.INT, Type.DOUBLE, Type.BYTE)
                + ")";
      }
      case DOUBLE ->
          "blend("
              + all.arguments(scope, depth, null, Type.FLOAT, Type.DOUBLE, Type.INT, Type.INT)
              + ")";
      default -> "Float.sum(" + all.arguments(scope, depth, null, Type.FLOAT, Type.FLOAT) + ")";
    };
  }

  private String anonymous(Scope scope, int depth) {
    draft.counts.add("anonymous class");
    Scope inner = scope.anonymous();
    return "(new Face() { public int tag() { return "
        + x(Type.INT, inner, depth, "plain")
        + "; } }).tag()";
  }

  /// `++` and `--`.
  String count(Type type, Scope scope, int depth) {
    String place = draft.places.of(type, scope, depth);
    if (place == null) {
      return x(type, scope, depth, "operand");
    }
    draft.counts.add("++ or --");
    String sign = choices.one("++", "--");
    return choices.below(2) == 0 ? "(" + place + sign + ")" : "(" + sign + place + ")";
  }

  /// A compound assignment.
  String compound(Type type, Scope scope, int depth) {
    String place = draft.places.of(type, scope, depth);
    if (place == null) {
      return x(type, scope, depth, "operand");
    }
    draft.counts.add("compound assignment");
    String to = "(" + place + " ";
    if (type == Type.STRING) {
      return to + "+= text(" + draft.expressions.any(scope, depth, "compound").text() + "))";
    }
    if (type == Type.BOOL) {
      return to + choices.one("&=", "|=", "^=") + " " + x(type, scope, depth, "compound") + ")";
    }
    if (type == Type.BOXED || !Type.NUMBERS.contains(type)) {
      return to + "= " + x(type, scope, depth, "assigned") + ")";
    }
    boolean integral = type != Type.FLOAT && type != Type.DOUBLE;
    String sign = choices.one("+=", "-=", "*=", integral ? "^=" : "/=", integral ? "<<=" : "+=");
    boolean bits = sign.equals("^=") || sign.equals("<<=");
    Type other = bits ? choices.one(Type.INT, Type.LONG) : choices.one(Type.NUMBERS);
    return to + sign + " " + x(other, scope, depth, "compound") + ")";
  }

  private String truth(Scope scope, int depth) {
    return switch (choices.pick(6, 5, 2, 2, 3, 2, 1)) {
      case 0 -> {
        Type type = choices.one(Type.NUMBERS);
        yield "("
            + x(type, scope, depth, "left operand")
            + choices.one(" < ", " > ", " <= ", " == ", " != ")
            + x(type, scope, depth, "right operand")
            + ")";
      }
      case 1 -> {
        draft.counts.add("short circuit");
        yield "("
            + x(Type.BOOL, scope, depth, "left operand")
            + choices.one(" && ", " || ")
            + x(Type.BOOL, scope, depth, "conditional operand")
            + ")";
      }
      case 2 -> "(!" + x(Type.BOOL, scope, depth, "operand") + ")";
      case 3 ->
          "("
              + x(Type.BOOL, scope, depth, "left operand")
              + choices.one(" & ", " | ", " ^ ")
              + x(Type.BOOL, scope, depth, "right operand")
              + ")";
      case 4 -> pattern(scope, depth);
      case 5 ->
          "java.util.Objects.equals("
              + draft.expressions.arguments(scope, depth, null, Type.STRING, Type.OBJECT)
              + ")";
      default -> compound(Type.BOOL, scope, depth);
    };
  }

  private String pattern(Scope scope, int depth) {
    String value = "((Object) " + draft.expressions.any(scope, depth, "matched").text() + ")";
    draft.counts.add("pattern");
    Scope inner = scope.block();
    String pattern = bindings(inner);
    return "("
        + value
        + " instanceof "
        + pattern
        + " && "
        + x(Type.BOOL, inner, depth, "conditional operand")
        + ")";
  }

  /// A pattern, whose variables come into scope.
  String bindings(Scope scope) {
    return switch (choices.below(5)) {
      case 0 -> "Integer " + bound(scope, Type.BOXED);
      case 1 -> "String " + bound(scope, Type.STRING);
      case 2 ->
          "R(int "
              + bound(scope, Type.INT)
              + ", long "
              + bound(scope, Type.LONG)
              + ", String "
              + bound(scope, Type.STRING)
              + ")";
      case 3 ->
          "Q(Object "
              + bound(scope, Type.OBJECT)
              + ", double "
              + bound(scope, Type.DOUBLE)
              + ", R(var "
              + bound(scope, Type.INT)
              + ", var "
              + bound(scope, Type.LONG)
              + ", var "
              + bound(scope, Type.STRING)
              + "))";
      default -> "Color " + bound(scope, Type.COLOR);
    };
  }

  private String bound(Scope scope, Type type) {
    String name = draft.fresh("p");
    scope.vars().add(new Var(name, type, false, true));
    return name;
  }

  private String string(Scope scope, int depth) {
    return switch (choices.pick(6, 2, 2, 2)) {
      case 0 -> {
        draft.counts.add("concatenation");
        StringBuilder sum = new StringBuilder("cut(\"+\"");
        int parts = 1 + choices.below(3);
        for (int i = 0; i < parts; i++) {
          Type type = choices.one(Type.ALL);
          String part = x(type, scope, depth, "concatenated");
          sum.append(" + ").append(isText(type) ? part : "text(" + part + ")");
        }
        yield sum.append(")").toString();
      }
      case 1 -> "text(" + draft.expressions.any(scope, depth, "argument").text() + ")";
      case 2 -> compound(Type.STRING, scope, depth);
      default ->
          "join("
              + draft.expressions.arguments(
                  scope, depth, null, Type.OBJECT, Type.LONG, Type.STRING, Type.CHAR)
              + ")";
    };
  }

  private static boolean isText(Type type) {
    return type.element() == null && type != Type.OBJECT && type != Type.PAIR;
  }

  private String array(Type type, Scope scope, int depth) {
    Type element = type.element();
    @Nullable String text = null;
    if (element != null) {
      int form = choices.pick(6, 2, 2);
      if (form == 0) {
        StringBuilder all = new StringBuilder("(new " + type.java + " {");
        int size = 2 + choices.below(2);
        for (int i = 0; i < size; i++) {
          all.append(i == 0 ? "" : ", ").append(x(element, scope, depth, "array element"));
        }
        text = all.append("})").toString();
      } else if (form == 1 && type != Type.GRID) {
        text =
            "(new " + element.java + "[(" + x(Type.INT, scope, depth, "array size") + " & 1) + 2])";
      }
    }
    return text == null ? x(type, scope, depth, "receiver") + ".clone()" : text;
  }
}
