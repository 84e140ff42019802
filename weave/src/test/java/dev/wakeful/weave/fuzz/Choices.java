package dev.wakeful.weave.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The decisions that a program is made of, as a list of numbers.
///
/// A program is a function of this list, and 0 is always the simplest decision. So a list can be
/// made shorter, or have zeros put into it, and is a simpler program still, which is all that the
/// [Shrinker] knows. (The idea is Hypothesis's.)
final class Choices {
  private final int[] given;
  private final @Nullable SplittableRandom random;
  private int[] made = new int[256];
  private int count;
  private final List<Span> spans = new ArrayList<>();

  /// The decisions of one statement or expression.
  record Span(int start, int end) {
    int length() {
      return end - start;
    }
  }

  private Choices(int[] given, @Nullable SplittableRandom random) {
    this.given = given;
    this.random = random;
  }

  /// Decisions at random.
  static Choices random(long seed) {
    return new Choices(new int[0], new SplittableRandom(seed));
  }

  /// Decisions made before; after the last one, only zeros.
  static Choices of(int[] given) {
    return new Choices(given, null);
  }

  /// A number from 0 to below a bound.
  int below(int bound) {
    int value;
    if (count < given.length) {
      value = given[count] % bound;
    } else {
      value = random == null ? 0 : random.nextInt(bound);
    }
    if (count == made.length) {
      made = Arrays.copyOf(made, 2 * count);
    }
    made[count++] = value;
    return value;
  }

  /// True so often in a hundred; false is the simpler.
  boolean chance(int percent) {
    return below(100) >= 100 - percent;
  }

  /// The index of a weight; heavier ones come more often, the first is the simplest.
  int pick(int... weights) {
    int at = below(Arrays.stream(weights).sum());
    for (int i = 0; i < weights.length; i++) {
      at -= weights[i];
      if (at < 0) {
        return i;
      }
    }
    throw new AssertionError(Arrays.toString(weights));
  }

  /// One of some.
  @SafeVarargs
  final <T> T one(T... all) {
    return all[below(all.length)];
  }

  /// One of some.
  <T> T one(List<T> all) {
    return all.get(below(all.size()));
  }

  /// Where a span may begin.
  int here() {
    return count;
  }

  /// Ends a span.
  void span(int start) {
    if (count > start) {
      spans.add(new Span(start, count));
    }
  }

  /// All decisions so far.
  int[] made() {
    return Arrays.copyOf(made, count);
  }

  /// All spans so far.
  List<Span> spans() {
    return List.copyOf(spans);
  }
}
