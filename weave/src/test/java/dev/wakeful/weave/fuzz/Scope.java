package dev.wakeful.weave.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What may be used at a place of a program.
///
/// @param vars the variables in sight, the outer ones first
/// @param targets what can be left by `break` or `continue`, the outer ones first
/// @param awaits whether `await` and checked exceptions are allowed
/// @param self whether `this` is a `Box`
/// @param assigns whether anything may be assigned: not in a guard
/// @param result what may be returned; null for nowhere
record Scope(
    List<Var> vars,
    List<Target> targets,
    boolean awaits,
    boolean self,
    boolean assigns,
    @Nullable Result result) {

  /// A local variable or parameter.
  record Var(String name, Type type, boolean assignable, boolean capturable) {}

  /// A statement that can be left early.
  static final class Target {
    /// What it is.
    enum Kind {
      BLOCK,
      SWITCH,
      LOOP
    }

    final String label;
    final Kind kind;
    boolean labelled;
    boolean left;

    Target(String label, Kind kind) {
      this.label = label;
      this.kind = kind;
    }
  }

  /// What a method or body returns.
  ///
  /// @param type null for nothing
  record Result(@Nullable Type type) {}

  /// The inside of a method.
  static Scope of(boolean awaits, boolean self, @Nullable Result result, List<Var> parameters) {
    return new Scope(new ArrayList<>(parameters), List.of(), awaits, self, true, result);
  }

  /// A block in it.
  Scope block() {
    return new Scope(new ArrayList<>(vars), targets, awaits, self, assigns, result);
  }

  /// A block in it that can be left early.
  Scope within(Target target) {
    List<Target> all = new ArrayList<>(targets);
    all.add(target);
    return new Scope(new ArrayList<>(vars), List.copyOf(all), awaits, self, assigns, result);
  }

  /// A block of a switch expression: nothing leaves it.
  Scope expression() {
    return new Scope(new ArrayList<>(vars), List.of(), awaits, self, assigns, null);
  }

  /// The inside of a body or of another lambda, which captures.
  Scope lambda(boolean awaits, @Nullable Result result) {
    return new Scope(captured(), List.of(), awaits, self, assigns, result);
  }

  /// The inside of a guard, which sees what a lambda sees.
  Scope guard() {
    return new Scope(captured(), List.of(), awaits, self, false, null);
  }

  /// The inside of an anonymous class, where nothing is awaited.
  Scope anonymous() {
    return new Scope(captured(), List.of(), false, false, assigns, null);
  }

  /// A block in which nothing is awaited.
  Scope plain() {
    return new Scope(new ArrayList<>(vars), List.of(), false, self, assigns, null);
  }

  private List<Var> captured() {
    List<Var> all = new ArrayList<>();
    for (Var each : vars) {
      if (each.capturable) {
        all.add(new Var(each.name, each.type, false, true));
      }
    }
    return all;
  }

  /// The variables of a type.
  List<Var> of(Type type) {
    return vars.stream().filter(each -> each.type == type).toList();
  }

  /// The variables of a type that may be assigned.
  List<Var> assignable(Type type) {
    return vars.stream().filter(each -> each.type == type && each.assignable).toList();
  }
}
