package dev.wakeful.weave.fuzz;

import dev.wakeful.weave.fuzz.Scope.Var;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes what can be assigned, and reads of what consists of parts.
final class Places {
  private final Draft draft;
  private final Choices choices;

  Places(Draft draft) {
    this.draft = draft;
    this.choices = draft.choices;
  }

  /// A local variable, a field, or an element; null when there is no such local variable.
  @Nullable String of(Type type, Scope scope, int depth) {
    return scope.assigns() ? any(type, scope, depth) : null;
  }

  private @Nullable String any(Type type, Scope scope, int depth) {
    boolean isStatic = Type.STATIC.contains(type);
    boolean isElement = type.array() != null;
    return switch (choices.pick(5, isStatic ? 2 : 0, scope.self() ? 2 : 0, 2, isElement ? 3 : 0)) {
      case 0 -> {
        List<Var> vars = scope.assignable(type);
        if (vars.isEmpty()) {
          yield null;
        }
        yield choices.one(vars).name();
      }
      case 1 -> counted("static field", draft.name + ".s" + type);
      case 2 -> counted("field of this", (choices.below(4) == 3 ? "super.f" : "this.f") + type);
      case 3 -> counted("field of an object", field(type, scope, depth));
      default -> counted("element", element(type, scope, depth));
    };
  }

  private String counted(String what, String place) {
    draft.counts.add("place: " + what);
    return place;
  }

  private String field(Type type, Scope scope, int depth) {
    return draft.expressions.of(Type.BOX, scope, depth, "receiver") + ".f" + type;
  }

  private String element(Type type, Scope scope, int depth) {
    Type array = type.array();
    if (array == null) {
      return field(type, scope, depth);
    }
    return draft.expressions.of(array, scope, depth, "array")
        + "["
        + draft.expressions.of(Type.INT, scope, depth, "index")
        + (choices.chance(5) ? "" : " & 1")
        + "]";
  }

  /// The value of a field, of an element, or of a component of a record.
  String read(Type type, Scope scope, int depth) {
    int form = choices.below(3);
    if (form == 1 && type.array() != null) {
      draft.counts.add("read of an element");
      return element(type, scope, depth);
    }
    if (form == 2) {
      String component =
          switch (type) {
            case INT -> "a";
            case LONG -> "b";
            case STRING -> "c";
            default -> null;
          };
      if (component != null) {
        return draft.expressions.of(Type.REC, scope, depth, "receiver") + "." + component + "()";
      }
      String part =
          switch (type) {
            case OBJECT -> "left";
            case DOUBLE -> "right";
            case REC -> "rec";
            default -> null;
          };
      if (part != null) {
        return draft.expressions.of(Type.PAIR, scope, depth, "receiver") + "." + part + "()";
      }
    }
    String place = any(type, scope, depth);
    return place == null ? field(type, scope, depth) : place;
  }
}
