package dev.wakeful.weave.fuzz;

import dev.wakeful.weave.fuzz.Draft.Form;
import dev.wakeful.weave.fuzz.Draft.Helper;
import dev.wakeful.weave.fuzz.Draft.Home;
import dev.wakeful.weave.fuzz.Expressions.Typed;
import dev.wakeful.weave.fuzz.Scope.Result;
import dev.wakeful.weave.fuzz.Scope.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes bodies in bodies, and calls of the methods that make bodies.
final class Calls {
  private final Draft draft;
  private final Choices choices;

  Calls(Draft draft) {
    this.draft = draft;
    this.choices = draft.choices;
  }

  /// An await of a body that is written there.
  String nested(Type type, Scope scope, int depth, String where) {
    draft.counts.add("await " + where);
    String text = body(type, scope, depth);
    return "await((Future<" + type.boxed + ">) " + text + ")";
  }

  /// A future of a body that is written there.
  private String body(Type type, Scope scope, int depth) {
    String t = type.boxed;
    switch (choices.pick(4, 1, 2, 1, 1)) {
      case 0 -> {
        draft.counts.add("nested body");
        return "async((AsyncBody<" + t + ">) " + lambda("()", List.of(), type, scope, depth) + ")";
      }
      case 1 -> {
        draft.counts.add("nested body");
        return "((AsyncBody<"
            + t
            + ">) "
            + lambda("()", List.of(), type, scope, depth)
            + ").start()";
      }
      case 2 -> {
        draft.counts.add("body with a parameter");
        Var a = parameter(draft.expressions.type());
        return "((AsyncFunction<"
            + a.type().boxed
            + ", "
            + t
            + ">) "
            + lambda(a.name(), List.of(a), type, scope, depth)
            + ").start("
            + of(a.type(), scope, depth)
            + ")";
      }
      case 3 -> {
        draft.counts.add("body with two parameters");
        Var a = parameter(draft.expressions.type());
        Var b = parameter(draft.expressions.type());
        return "((AsyncBiFunction<"
            + a.type().boxed
            + ", "
            + b.type().boxed
            + ", "
            + t
            + ">) "
            + lambda("(" + a.name() + ", " + b.name() + ")", List.of(a, b), type, scope, depth)
            + ").start("
            + of(a.type(), scope, depth)
            + ", "
            + of(b.type(), scope, depth)
            + ")";
      }
      default -> {
        return reference(type, scope, depth);
      }
    }
  }

  private String of(Type type, Scope scope, int depth) {
    return draft.expressions.of(type, scope, depth, "argument of a body");
  }

  /// A body that is a reference to something that does not await.
  private String reference(Type type, Scope scope, int depth) {
    draft.counts.add("plain method as a body");
    return switch (type) {
      case INT ->
          choices.below(2) == 0
              ? "((AsyncFunction<String, Integer>) String::length).start("
                  + of(Type.STRING, scope, depth)
                  + ")"
              : "((AsyncBody<Integer>) " + of(Type.BOX, scope, depth) + "::tag).start()";
      case STRING ->
          "((AsyncFunction<Object, String>) Parts::text).start("
              + of(Type.OBJECT, scope, depth)
              + ")";
      case BOX -> "((AsyncBody<Box>) Box::new).start()";
      case COLOR ->
          "((AsyncFunction<String, Color>) Color::valueOf).start("
              + of(Type.STRING, scope, depth)
              + ")";
      case LONG ->
          "((AsyncBiFunction<Long, Long, Long>) Math::max).start("
              + of(Type.LONG, scope, depth)
              + ", "
              + of(Type.LONG, scope, depth)
              + ")";
      default ->
          "((AsyncFunction<"
              + type.boxed
              + ", "
              + type.boxed
              + ">) Parts::id).start("
              + of(type, scope, depth)
              + ")";
    };
  }

  private Var parameter(Type type) {
    boolean assignable = choices.below(2) > 0 && type.isReference();
    return new Var(draft.fresh("a"), type, assignable, !assignable);
  }

  /// A lambda that returns a value, or nothing if the type is null.
  private String lambda(
      String head, List<Var> parameters, @Nullable Type type, Scope scope, int depth) {
    Scope inner = scope.lambda(true, new Result(type));
    inner.vars().addAll(parameters);
    if (type != null && choices.below(3) == 0) {
      return head + " -> " + draft.expressions.of(type, inner, depth, "returned");
    }
    StringBuilder text = new StringBuilder(head).append(" -> {\n");
    code(text, inner, type, depth);
    return text.append("}").toString();
  }

  /// The code of a method or body.
  void code(StringBuilder text, Scope scope, @Nullable Type type, int depth) {
    boolean end = draft.statements.list(text, scope, depth);
    if (end && type != null) {
      text.append("return ")
          .append(draft.expressions.of(type, scope, depth, "returned"))
          .append(";\n");
    }
  }

  /// An await of a helper, if there is one of that type.
  String helper(Type type, Scope scope, int depth, String where) {
    List<Helper> fit = draft.helpers.stream().filter(each -> each.type() == type).toList();
    if (fit.isEmpty()) {
      return nested(type, scope, depth, where);
    }
    draft.counts.add("await " + where);
    Helper helper = choices.one(fit);
    draft.counts.add("call of a helper: " + helper.home() + " " + helper.form());
    String receiver =
        switch (helper.home()) {
          case STATIC -> draft.name;
          case INSTANCE -> draft.name + ".self";
          case INNER, FACE -> draft.name + ".inner";
        };
    String arguments =
        draft.expressions.arguments(scope, depth, null, helper.parameters().toArray(Type[]::new));
    return "("
        + draft.name
        + ".fuel(6) ? await((Future<"
        + type.boxed
        + ">) "
        + receiver
        + "."
        + helper.name()
        + "("
        + arguments
        + ")) : "
        + draft.expressions.of(type, scope, 0, "branch")
        + ")";
  }

  /// A helper that is not written yet.
  Helper declare() {
    Home home = choices.one(Home.STATIC, Home.INSTANCE, Home.INNER, Home.FACE);
    boolean own = home == Home.STATIC || home == Home.INSTANCE;
    Form form = own && choices.below(3) == 0 ? Form.REFERENCE : Form.METHOD;
    List<Type> parameters = new ArrayList<>();
    int count = choices.below(form == Form.METHOD ? 4 : 3);
    for (int i = 0; i < count; i++) {
      parameters.add(draft.expressions.type());
    }
    return new Helper(draft.fresh("m"), home, form, parameters, draft.expressions.type());
  }

  /// Its declaration.
  void write(StringBuilder text, Helper helper, int depth) {
    String head =
        switch (helper.home()) {
          case STATIC -> "static ";
          case FACE -> "default ";
          case INSTANCE, INNER -> "";
        };
    List<Var> parameters = helper.parameters().stream().map(this::parameter).toList();
    String declared =
        parameters.stream()
            .map(each -> each.type().java + " " + each.name())
            .collect(Collectors.joining(", ", "(", ")"));
    Type type = helper.type();
    boolean self = helper.home() == Home.INSTANCE || helper.home() == Home.INNER;
    text.append(head).append("Future<").append(type.boxed).append("> ");
    if (helper.form() == Form.REFERENCE) {
      String names =
          helper.parameters().stream()
              .map(each -> draft.fresh("b"))
              .collect(Collectors.joining(", "));
      text.append(referenced(helper, names)).append("private ").append(head).append(type.java);
      text.append(" r").append(helper.name()).append(declared).append(" throws Exception {\n");
      Scope scope = Scope.of(true, self, new Result(type), parameters);
      code(text, scope, type, depth);
      if (choices.below(2) == 0) {
        draft.counts.add("helper by reference");
      }
    } else {
      Scope scope = Scope.of(false, self, null, parameters);
      text.append(helper.name()).append(declared).append(" {\n");
      text.append("return async((AsyncBody<").append(type.boxed).append(">) ");
      text.append(lambda("()", List.of(), type, scope, depth)).append(");\n");
    }
    text.append("}\n\n");
  }

  /// The method that starts a body by reference.
  private String referenced(Helper helper, String names) {
    List<Type> types = helper.parameters();
    String[] each = types.isEmpty() ? new String[0] : names.split(", ");
    StringBuilder text = new StringBuilder(helper.name()).append("(");
    StringBuilder generic = new StringBuilder("<");
    for (int i = 0; i < each.length; i++) {
      text.append(i == 0 ? "" : ", ").append(types.get(i).java).append(" ").append(each[i]);
      generic.append(types.get(i).boxed).append(", ");
    }
    generic.append(helper.type().boxed).append(">");
    String noun = List.of("AsyncBody", "AsyncFunction", "AsyncBiFunction").get(each.length);
    String on = helper.home() == Home.STATIC ? draft.name : "this";
    return text.append(") {\nreturn ((")
        .append(noun)
        .append(generic)
        .append(") ")
        .append(on)
        .append("::r")
        .append(helper.name())
        .append(").start(")
        .append(names)
        .append(");\n}\n\n")
        .toString();
  }

  /// Statements about bodies; whether they can complete.
  boolean statement(StringBuilder text, Scope scope, int depth) {
    Type type = draft.expressions.type();
    switch (choices.below(4)) {
      case 0 -> {
        draft.counts.add("body that returns nothing");
        draft.counts.add("await statement");
        text.append("await((Future<Void>) async((AsyncAction) ");
        text.append(lambda("()", List.of(), null, scope, depth)).append("));\n");
      }
      case 1 -> {
        draft.counts.add("body started twice");
        String name = draft.fresh("body");
        Typed typed = new Typed(lambda("()", List.of(), type, scope, depth), type);
        text.append("AsyncBody<" + type.boxed + "> " + name + " = " + typed.text() + ";\n");
        String await = "await(" + name + ".start())";
        text.append("w.log(\"" + name + " \", " + await + ", \" \", " + await + ");\n");
      }
      case 2 -> {
        draft.counts.add("body kept in a variable");
        Var a = parameter(type);
        String name = draft.fresh("each");
        text.append("AsyncConsumer<" + type.boxed + "> " + name + " = ");
        text.append(lambda(a.name(), List.of(a), null, scope, depth)).append(";\n");
        text.append("await(" + name + ".start(" + of(type, scope, depth) + "));\n");
        if (!draft.statements.list(text, scope.block(), 0)) {
          return false;
        }
        text.append("await(" + name + ".start(" + of(type, scope, depth) + "));\n");
      }
      default -> {
        draft.counts.add("future kept in a variable");
        String name = draft.fresh("future");
        text.append(
            "Future<" + type.boxed + "> " + name + " = " + body(type, scope, depth) + ";\n");
        Scope between = scope.expression();
        if (!draft.statements.list(text, between, 0)) {
          return false;
        }
        String value = draft.fresh("v");
        text.append(type.java + " " + value + " = await(" + name + ");\n");
        scope.vars().add(new Var(value, type, false, true));
      }
    }
    return true;
  }
}
