package dev.wakeful.env;

import java.util.SplittableRandom;
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

  /// Streams that are the same in each run and on each machine: each label's is a
  /// `SplittableRandom` seeded with `seed ^ (label.hashCode() * 0x9E3779B97F4A7C15L)`; the JDK
  /// specifies both.
  ///
  /// @param seed what all streams come from
  static Entropy seeded(long seed) {
    return label -> new SplittableRandom(seed ^ (label.hashCode() * 0x9E3779B97F4A7C15L));
  }
}
