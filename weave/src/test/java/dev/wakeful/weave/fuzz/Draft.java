package dev.wakeful.weave.fuzz;

import java.util.ArrayList;
import java.util.List;

/// A program that is being written: what all parts of the generator share.
final class Draft {
  /// A method of the program that makes a future, or that is a body by reference.
  record Helper(String name, Home home, Form form, List<Type> parameters, Type type) {}

  /// Where a helper is declared.
  enum Home {
    STATIC,
    INSTANCE,
    INNER,
    FACE
  }

  /// What a helper is.
  enum Form {
    /// A method that returns `async(() -> ...)`.
    METHOD,
    /// A method that awaits, used by reference.
    REFERENCE
  }

  final Choices choices;
  final Counts counts = new Counts();
  final String name;
  final List<Helper> helpers = new ArrayList<>();
  final Expressions expressions;
  final Statements statements;
  final Operators operators;
  final Places places;
  final Calls calls;
  private int names;
  private int left;

  Draft(Choices choices, String name, int size) {
    this.choices = choices;
    this.name = name;
    this.left = size;
    expressions = new Expressions(this);
    operators = new Operators(this);
    places = new Places(this);
    statements = new Statements(this);
    calls = new Calls(this);
  }

  /// A name that was not used yet.
  String fresh(String prefix) {
    return prefix + names++;
  }

  /// Whether the program is as large as it may be; counts what is asked for.
  boolean spent() {
    return --left < 0;
  }
}
