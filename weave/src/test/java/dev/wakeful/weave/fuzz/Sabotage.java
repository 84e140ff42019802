package dev.wakeful.weave.fuzz;

import java.util.Map;

/// Breaks woven classes, to see whether the fuzzer notices.
interface Sabotage {

  /// Breaks a class.
  ///
  /// @param woven the classes of a program, by name; changed in place
  /// @param seed for what is chosen
  /// @return whether there was anything to break
  boolean apply(Map<String, byte[]> woven, long seed);
}
