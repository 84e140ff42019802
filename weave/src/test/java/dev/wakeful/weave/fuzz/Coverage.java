package dev.wakeful.weave.fuzz;

import java.util.Map;
import java.util.TreeMap;

/// What a thousand programs must have had at least, for the fuzzer to mean anything: about a third
/// of what they have.
final class Coverage {
  /// What, and how often.
  static final Map<String, Integer> REQUIRED = new TreeMap<>();

  static {
    String[] positions = {
      "argument",
      "argument of a body",
      "array",
      "array element",
      "array size",
      "assigned",
      "awaited",
      "branch",
      "cast",
      "compound",
      "concatenated",
      "condition",
      "conditional operand",
      "guard",
      "index",
      "initializer",
      "iterated",
      "left operand",
      "matched",
      "monitor",
      "operand",
      "receiver",
      "resource",
      "returned",
      "right operand",
      "selector",
      "statement",
      "update",
      "yielded"
    };
    for (String each : positions) {
      REQUIRED.put("await " + each, 5);
    }
    for (Type each : Type.ALL) {
      REQUIRED.put("await of " + each.java, 20);
    }
    for (Compilers.Form each : Compilers.Form.values()) {
      REQUIRED.put("form " + each, 200);
    }
    for (String each : new String[] {"array", "do", "for", "forever", "iterable", "while"}) {
      REQUIRED.put("loop: " + each, 80);
    }
    for (String each : new String[] {"groups", "patterns", "rules", "strings"}) {
      REQUIRED.put("switch: " + each, 80);
    }
    for (String each :
        new String[] {"element", "field of an object", "field of this", "static field"}) {
      REQUIRED.put("place: " + each, 300);
    }
    for (String each : new String[] {"FACE METHOD", "INNER METHOD", "STATIC METHOD"}) {
      REQUIRED.put("call of a helper: " + each, 5);
    }
    for (String each : new String[] {"CUT", "GRACEFUL", "HARD", "NATURAL"}) {
      REQUIRED.put("run ends: " + each, 150);
    }
    for (String each : new String[] {"cancelled", "thrown", "value"}) {
      REQUIRED.put("result: " + each, 300);
    }
    REQUIRED.put("anonymous class", 10);
    REQUIRED.put("assignment in expression", 300);
    REQUIRED.put("bodies woven", 2000);
    REQUIRED.put("body started twice", 100);
    REQUIRED.put("body that returns nothing", 100);
    REQUIRED.put("body with two parameters", 100);
    REQUIRED.put("break with a label", 100);
    REQUIRED.put("catch Cancelled", 100);
    REQUIRED.put("catch IOException | Oops", 60);
    REQUIRED.put("caught", 200);
    REQUIRED.put("caught a cancellation", 15);
    REQUIRED.put("compound assignment", 500);
    REQUIRED.put("conditional", 500);
    REQUIRED.put("continue with a label", 15);
    REQUIRED.put("finally", 200);
    REQUIRED.put("future kept in a variable", 80);
    REQUIRED.put("guard", 100);
    REQUIRED.put("huge", 2);
    REQUIRED.put("leaf cancelled", 400);
    REQUIRED.put("leaf lingered", 15);
    REQUIRED.put("nested body", 500);
    REQUIRED.put("plain lambda", 300);
    REQUIRED.put("plain method as a body", 80);
    REQUIRED.put("reported", 10);
    REQUIRED.put("short circuit", 150);
    REQUIRED.put("suspensions", 4000);
    REQUIRED.put("switch expression", 250);
    REQUIRED.put("synchronized", 100);
    REQUIRED.put("throw", 300);
    REQUIRED.put("try with resources", 200);
    REQUIRED.put("yield", 150);
  }

  private Coverage() {}
}
