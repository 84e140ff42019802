package dev.wakeful.weave.fuzz;

import dev.wakeful.weave.fuzz.Scope.Target;
import dev.wakeful.weave.fuzz.Scope.Target.Kind;
import dev.wakeful.weave.fuzz.Scope.Var;
import java.util.List;

/// Writes loops and switches, and what leaves them.
final class Jumps {
  private final Draft draft;
  private final Choices choices;

  Jumps(Draft draft) {
    this.draft = draft;
    this.choices = draft.choices;
  }

  private String x(Type type, Scope scope, int depth, String where) {
    return draft.expressions.of(type, scope, depth, where);
  }

  /// `return`, `throw`, `break` or `continue`, whichever may stand there.
  ///
  /// @return whether one was written
  boolean leave(StringBuilder text, Scope scope, int depth) {
    boolean returns = scope.result() != null;
    int form =
        choices.pick(scope.targets().isEmpty() ? 0 : 4, returns ? 1 : 0, scope.awaits() ? 1 : 0, 1);
    switch (form) {
      case 0 -> jump(text, scope);
      case 1 -> {
        draft.counts.add("return");
        Type type = scope.result() == null ? null : scope.result().type();
        text.append(
            "return" + (type == null ? "" : " " + x(type, scope, depth, "returned")) + ";\n");
      }
      case 2 -> {
        draft.counts.add("throw");
        String message = x(Type.STRING, scope, depth, "argument");
        String kind =
            choices.one(
                "IllegalStateException",
                "java.io.IOException",
                "Oops",
                "Bad",
                "ArithmeticException");
        text.append("throw new " + kind + "(" + message + ");\n");
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void jump(StringBuilder text, Scope scope) {
    Target target = choices.one(scope.targets().reversed());
    boolean further = target.kind == Kind.LOOP && choices.below(2) > 0;
    Target nearest = null;
    for (Target each : scope.targets()) {
      if (each.kind == Kind.LOOP || (!further && each.kind == Kind.SWITCH)) {
        nearest = each;
      }
    }
    boolean labelled = target != nearest || choices.below(4) == 3;
    draft.counts.add((further ? "continue" : "break") + (labelled ? " with a label" : ""));
    target.labelled |= labelled;
    target.left |= !further;
    text.append((further ? "continue" : "break") + (labelled ? " " + target.label : "") + ";\n");
  }

  /// A loop of any kind.
  boolean loop(StringBuilder text, Scope scope, int depth) {
    Target target = new Target(draft.fresh("loop"), Kind.LOOP);
    Scope inside = scope.within(target);
    StringBuilder loop = new StringBuilder();
    String fuel = draft.name + ".fuel(1)";
    String i = draft.fresh("i");
    int kind = choices.below(6);
    draft.counts.add(
        "loop: " + List.of("for", "while", "do", "forever", "array", "iterable").get(kind));
    boolean end = true;
    switch (kind) {
      case 0 -> {
        String bound = choices.below(3) > 0 ? "3" : x(Type.INT, scope, depth, "condition");
        String step =
            choices.below(3) > 0
                ? i + "++"
                : i + " += 1 + (" + x(Type.INT, scope, depth, "update") + " & 1)";
        loop.append(
            "for (int " + i + " = 0; " + i + " < " + bound + " && " + fuel + "; " + step + ") {\n");
        inside.vars().add(new Var(i, Type.INT, false, false));
        draft.statements.list(loop, inside, depth, 70);
      }
      case 1 -> {
        text.append("int " + i + " = 0;\n");
        loop.append(
            "while ("
                + i
                + "++ < 3 && "
                + fuel
                + " && "
                + x(Type.BOOL, scope, depth, "condition")
                + ") {\n");
        draft.statements.list(loop, inside, depth, 70);
      }
      case 2 -> {
        loop.append("do {\n");
        boolean last = draft.statements.list(loop, inside, depth, 70);
        if (!last) {
          // the condition must be reachable
          loop =
              new StringBuilder("do {\nif (" + draft.name + ".fuel(0)) {\n")
                  .append(loop.substring(5))
                  .append("}\n");
        }
        loop.append("} while (" + fuel + " && " + x(Type.BOOL, scope, depth, "condition") + ");\n");
      }
      case 3 -> {
        loop.append("while (true) {\nif (!" + fuel + ") break;\n");
        draft.statements.list(loop, inside, depth, 70);
      }
      case 4 -> {
        Type element = choices.one(Type.INT, Type.LONG, Type.STRING, Type.INTS, Type.BYTE);
        Type array = element.array();
        String all = x(array == null ? Type.INTS : array, scope, depth, "iterated");
        boolean assignable = choices.below(2) > 0;
        loop.append(
            "for (" + element.java + " " + i + " : " + all + ") {\nif (!" + fuel + ") break;\n");
        inside.vars().add(new Var(i, element, assignable, !assignable));
        draft.statements.list(loop, inside, depth, 70);
      }
      default -> {
        Type element = choices.one(Type.STRING, Type.OBJECT, Type.REC);
        String all = draft.expressions.arguments(scope, depth, null, element, element);
        loop.append(
            "for ("
                + element.java
                + " "
                + i
                + " : java.util.Arrays.<"
                + element.java
                + ">asList("
                + all
                + ")) {\nif (!"
                + fuel
                + ") break;\n");
        inside.vars().add(new Var(i, element, false, true));
        draft.statements.list(loop, inside, depth, 70);
      }
    }
    text.append(target.labelled ? target.label + ":\n" : "").append(loop);
    text.append(kind == 2 ? "" : "}\n");
    return end;
  }

  /// A switch statement of any kind.
  boolean choose(StringBuilder text, Scope scope, int depth) {
    Target target = new Target(draft.fresh("switch"), Kind.SWITCH);
    Scope inside = scope.within(target);
    StringBuilder all = new StringBuilder("switch (");
    int kind = choices.below(4);
    draft.counts.add("switch: " + List.of("groups", "rules", "strings", "patterns").get(kind));
    boolean end =
        switch (kind) {
          case 0 -> {
            all.append(x(Type.INT, scope, depth, "selector") + " & 3) {\n");
            yield groups(all, inside, depth, List.of("0", "1, 2"), target);
          }
          case 1 -> {
            all.append(x(Type.COLOR, scope, depth, "selector") + ") {\n");
            yield rules(all, inside, depth, List.of("RED", "GREEN"));
          }
          case 2 -> {
            all.append(x(Type.STRING, scope, depth, "selector") + ") {\n");
            yield groups(all, inside, depth, List.of("\"s\"", "\"r1\", \"x\""), target);
          }
          default -> {
            all.append(
                "(Object) " + draft.expressions.any(scope, depth, "selector").text() + ") {\n");
            yield patterns(all, inside, depth);
          }
        };
    text.append(target.labelled ? target.label + ":\n" : "").append(all).append("}\n");
    return end || target.left;
  }

  private boolean groups(
      StringBuilder all, Scope scope, int depth, List<String> labels, Target target) {
    for (String label : labels) {
      all.append("case " + label + ":\n");
      if (draft.statements.list(all, scope.block(), depth) && choices.below(2) == 0) {
        target.left = true;
        all.append("break;\n");
      }
    }
    if (choices.below(2) == 0) {
      return true;
    }
    all.append("default:\n");
    return draft.statements.list(all, scope.block(), depth);
  }

  private boolean rules(StringBuilder all, Scope scope, int depth, List<String> labels) {
    boolean end = false;
    for (String label : labels) {
      all.append("case " + label + " -> {\n");
      end |= draft.statements.list(all, scope.block(), depth);
      all.append("}\n");
    }
    all.append("default -> {\n");
    end |= draft.statements.list(all, scope.block(), depth);
    all.append("}\n");
    return end;
  }

  private boolean patterns(StringBuilder all, Scope scope, int depth) {
    boolean end = false;
    int many = 1 + choices.below(3);
    for (int i = 0; i < many; i++) {
      Scope block = scope.block();
      String pattern = draft.operators.bindings(block);
      Scope guard = block.guard();
      all.append(
          "case "
              + pattern
              + " when "
              + draft.name
              + ".guard("
              + x(Type.BOOL, guard, depth, "guard")
              + ") -> {\n");
      draft.counts.add("guard");
      end |= draft.statements.list(all, block, depth);
      all.append("}\n");
    }
    all.append((choices.below(2) == 0 ? "case null, " : "") + "default -> {\n");
    end |= draft.statements.list(all, scope.block(), depth);
    all.append("}\n");
    return end;
  }
}
