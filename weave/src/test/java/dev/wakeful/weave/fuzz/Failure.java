package dev.wakeful.weave.fuzz;

import dev.wakeful.weave.fuzz.Compilers.Form;

/// A program that did not do the same woven and unwoven.
///
/// @param kind what kind of disagreement: a shrunk program must have the same
/// @param program the program
/// @param form how it was compiled
/// @param what the schedule and both records, or a complaint
record Failure(Kind kind, Program program, Form form, String what) {

  /// Kinds of disagreement.
  enum Kind {
    NOT_COMPILED,
    COMPILER_CRASHED,
    COMPILED_WRONGLY,
    NOT_WOVEN,
    TOO_LARGE,
    NOT_VERIFIED,
    NOT_STARTED,
    VIOLATION,
    DIFFERENCE
  }

  /// All that is needed to replay it.
  String text() {
    return "-Dfuzz.seed="
        + program.seed()
        + " (form "
        + form
        + "): "
        + kind
        + "\n"
        + what
        + "\n--- source\n"
        + program.source();
  }
}
