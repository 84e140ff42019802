package dev.wakeful.env;

import java.util.random.RandomGenerator;

/// Independent random streams, told apart by a label.
///
/// A seeded implementation gives the same stream for the same label, so that one more draw in one
/// place does not shift the draws in another. Any thread may ask for a stream; a stream belongs to
/// one thread at a time.
public interface Entropy {

  /// A stream of its own.
  ///
  /// @param label who draws from it, such as "steal/worker-1"
  RandomGenerator stream(String label);
}
