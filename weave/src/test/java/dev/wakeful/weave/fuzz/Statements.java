package dev.wakeful.weave.fuzz;

import dev.wakeful.weave.fuzz.Expressions.Typed;
import dev.wakeful.weave.fuzz.Scope.Target;
import dev.wakeful.weave.fuzz.Scope.Var;

/// Writes statements. Each says whether it can complete normally, as the language defines it, so
/// that nothing unreachable is written.
final class Statements {
  private final Draft draft;
  private final Choices choices;
  private final Jumps jumps;

  Statements(Draft draft) {
    this.draft = draft;
    this.choices = draft.choices;
    this.jumps = new Jumps(draft);
  }

  /// Some statements; they declare into the scope.
  boolean list(StringBuilder text, Scope scope, int depth) {
    return list(text, scope, depth, 60);
  }

  /// So many statements as this chance in a hundred of one more gives.
  boolean list(StringBuilder text, Scope scope, int depth, int percent) {
    boolean end = true;
    while (end) {
      int start = choices.here();
      if (!choices.chance(percent) || draft.spent()) {
        break;
      }
      end = one(text, scope, depth);
      choices.span(start);
    }
    return end;
  }

  private boolean one(StringBuilder text, Scope scope, int depth) {
    boolean deep = depth > 0;
    boolean awaits = scope.awaits();
    int inner = depth - 1;
    int form =
        choices.pick(
            2,
            6,
            4,
            3,
            awaits ? 3 : 0,
            deep ? 3 : 0,
            deep ? 3 : 0,
            deep ? 2 : 0,
            deep && awaits ? 4 : 0,
            deep && awaits ? 2 : 0,
            3,
            deep ? 1 : 0,
            deep && awaits ? 2 : 0,
            deep ? 2 : 0,
            deep ? 1 : 0,
            1);
    switch (form) {
      case 0 ->
          text.append(
              "w.log(\"" + draft.fresh("l") + "\"" + draft.expressions.shown(scope) + ");\n");
      case 1 -> declare(text, scope, depth);
      case 2 -> assign(text, scope, depth);
      case 3 -> change(text, scope, depth);
      case 4 -> {
        Typed typed = draft.expressions.any(scope, depth, "awaited");
        draft.counts.add("await statement");
        text.append(
            "await((Future<"
                + typed.type().boxed
                + ">) w.<"
                + typed.type().boxed
                + ">value("
                + typed.text()
                + "));\n");
      }
      case 5 -> {
        return condition(text, scope, inner);
      }
      case 6 -> {
        return jumps.loop(text, scope, inner);
      }
      case 7 -> {
        return jumps.choose(text, scope, inner);
      }
      case 8 -> {
        return attempt(text, scope, inner);
      }
      case 9 -> {
        return resource(text, scope, inner);
      }
      case 10 -> {
        text.append("if (" + x(Type.BOOL, scope, depth, "condition") + ") {\n");
        jumps.leave(text, scope, inner);
        text.append("}\n");
      }
      case 11 -> {
        return block(text, scope, inner);
      }
      case 12 -> {
        return draft.calls.statement(text, scope, inner);
      }
      case 13 -> {
        return assigned(text, scope, inner);
      }
      case 14 -> monitor(text, scope, inner);
      default -> {
        return !jumps.leave(text, scope, inner);
      }
    }
    return true;
  }

  private String x(Type type, Scope scope, int depth, String where) {
    return draft.expressions.of(type, scope, depth, where);
  }

  private void declare(StringBuilder text, Scope scope, int depth) {
    Type type = draft.expressions.type();
    boolean assignable = choices.below(2) > 0;
    String name = draft.fresh("v");
    String value = x(type, scope, depth, "initializer");
    text.append(assignable ? "" : "final ")
        .append(type.java + " " + name + " = " + bounded(type, value) + ";\n");
    scope.vars().add(new Var(name, type, assignable, !assignable));
  }

  private static String bounded(Type type, String value) {
    return type == Type.STRING ? "cut(" + value + ")" : value;
  }

  private void assign(StringBuilder text, Scope scope, int depth) {
    Type type = draft.expressions.type();
    String place = draft.places.of(type, scope, depth);
    if (place == null) {
      declare(text, scope, depth);
      return;
    }
    draft.counts.add("assignment");
    text.append(place + " = " + bounded(type, x(type, scope, depth, "assigned")) + ";\n");
  }

  private void change(StringBuilder text, Scope scope, int depth) {
    Type type = choices.below(3) == 0 ? Type.STRING : choices.one(Type.INTEGRAL);
    String change =
        type == Type.STRING || choices.below(2) == 0
            ? draft.operators.compound(type, scope, depth)
            : draft.operators.count(type, scope, depth);
    text.append("w.note(\"" + draft.fresh("c") + "\", " + change + ");\n");
  }

  private boolean condition(StringBuilder text, Scope scope, int depth) {
    draft.counts.add("if");
    Scope then = scope.block();
    if (choices.below(4) == 3) {
      String value = draft.expressions.any(scope, depth, "matched").text();
      text.append(
          "if (((Object) " + value + ") instanceof " + draft.operators.bindings(then) + ") {\n");
    } else {
      text.append("if (" + x(Type.BOOL, scope, depth, "condition") + ") {\n");
    }
    boolean end = list(text, then, depth);
    if (choices.below(2) == 0) {
      text.append("}\n");
      return true;
    }
    text.append("} else {\n");
    end |= list(text, scope.block(), depth);
    text.append("}\n");
    return end;
  }

  private boolean block(StringBuilder text, Scope scope, int depth) {
    draft.counts.add("block");
    Target target = new Target(draft.fresh("block"), Target.Kind.BLOCK);
    StringBuilder inside = new StringBuilder();
    boolean end = list(inside, scope.within(target), depth);
    text.append(target.labelled ? target.label + ": " : "")
        .append("{\n")
        .append(inside)
        .append("}\n");
    return end || target.left;
  }

  /// A variable that is assigned on every path.
  private boolean assigned(StringBuilder text, Scope scope, int depth) {
    draft.counts.add("assigned later");
    Type type = draft.expressions.type();
    String name = draft.fresh("v");
    text.append(type.java + " " + name + ";\n");
    text.append("if (" + x(Type.BOOL, scope, depth, "condition") + ") {\n");
    Scope then = scope.block();
    boolean end = list(text, then, 0);
    if (end) {
      text.append(name + " = " + bounded(type, x(type, then, depth, "assigned")) + ";\n");
    }
    text.append("} else {\n");
    if (choices.below(3) > 0 || !jumps.leave(text, scope, depth)) {
      end = true;
      text.append(name + " = " + bounded(type, x(type, scope, depth, "assigned")) + ";\n");
    }
    text.append("}\n");
    scope.vars().add(new Var(name, type, false, true));
    return end;
  }

  /// A monitor in which nothing is awaited.
  private void monitor(StringBuilder text, Scope scope, int depth) {
    draft.counts.add("synchronized");
    text.append("synchronized (" + x(Type.BOX, scope, depth, "monitor") + ") {\n");
    list(text, scope.plain(), 0);
    text.append("}\n");
  }

  private boolean attempt(StringBuilder text, Scope scope, int depth) {
    draft.counts.add("try");
    text.append("try {\n" + draft.name + ".mark();\n");
    boolean end = list(text, scope.block(), depth, 70);
    boolean last = choices.below(3) == 0;
    boolean caught = false;
    String[] kinds = {
      "IOException | Oops",
      "ArithmeticException | IllegalStateException",
      "RuntimeException",
      "Exception",
      "Bad",
      "Cancelled",
      "Throwable"
    };
    int from = choices.below(kinds.length);
    int many = last ? choices.below(3) : 1 + choices.below(2);
    for (int i = from; i < kinds.length && many > 0; i++, many--) {
      caught = true;
      end |= handler(text, kinds[i], scope, depth);
    }
    if (last || !caught) {
      draft.counts.add("finally");
      text.append("} finally {\n");
      // a jump out of it is rare, or nothing would ever be thrown
      Scope inside = choices.chance(15) ? scope.block() : scope.expression();
      end &= list(text, inside, depth);
    }
    text.append("}\n");
    return end;
  }

  private boolean handler(StringBuilder text, String kind, Scope scope, int depth) {
    draft.counts.add("catch " + kind);
    String name = draft.fresh("e");
    text.append("} catch (" + kind + " " + name + ") {\n");
    Scope inside = scope.block();
    text.append("w.log(\"caught \", " + name + ");\n");
    inside.vars().add(new Var(name, Type.OBJECT, false, true));
    boolean end = list(text, inside, depth);
    if (end && choices.chance(20)) {
      draft.counts.add("rethrown");
      boolean wrapped = choices.below(2) == 0;
      text.append(
          "throw "
              + (wrapped ? "new IllegalStateException(\"wrapped\", " + name + ")" : name)
              + ";\n");
      return false;
    }
    return end;
  }

  private boolean resource(StringBuilder text, Scope scope, int depth) {
    draft.counts.add("try with resources");
    text.append("try (");
    int many = 1 + choices.below(2);
    for (int i = 0; i < many; i++) {
      String name = draft.fresh("r");
      String failure =
          choices.chance(25)
              ? ", failure(" + x(Type.INT, scope, depth, "argument") + ", \"close " + name + "\")"
              : "";
      String open = "w.open(\"" + name + "\"" + failure + ")";
      if (choices.below(2) > 0) {
        draft.counts.add("await resource");
        open = "await(w.<World.Resource>value(" + open + "))";
      }
      text.append(i == 0 ? "" : "; ").append("World.Resource " + name + " = " + open);
    }
    text.append(") {\n");
    boolean end = list(text, scope.block(), depth, 70);
    if (choices.below(3) == 0) {
      end |= handler(text, "Exception", scope, depth);
    }
    text.append("}\n");
    return end;
  }
}
