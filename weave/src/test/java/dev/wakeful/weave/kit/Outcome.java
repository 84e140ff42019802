package dev.wakeful.weave.kit;

import java.util.List;

/// All that can be told of one run: two runs of the same code are equal when these are.
///
/// @param result the value or the failure with cause and suppressed ones, or that it was cancelled
/// @param log what happened, in order; failures reported as unhandled are among it
/// @param suspensions how often the whole was Pending
/// @param violations what was not allowed to happen; the list of a sound run is empty
public record Outcome(String result, List<String> log, int suspensions, List<String> violations) {

  /// The whole as text.
  public String text() {
    return "  result: "
        + result
        + "\n  suspensions: "
        + suspensions
        + "\n  log:\n    "
        + String.join("\n    ", log)
        + (violations.isEmpty() ? "" : "\n  violations:\n    " + String.join("\n    ", violations));
  }
}
