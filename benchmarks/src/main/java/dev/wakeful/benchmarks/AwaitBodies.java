package dev.wakeful.benchmarks;

import dev.wakeful.future.Future;

/// The asynchronous code that [AwaitBench] measures, as one way of writing futures has it.
///
/// All sums are small enough to need no box, whoever makes them.
interface AwaitBodies {

  /// Awaits a leaf so many times; the sum of what it gave.
  Future<Integer> loop(Future<Integer> leaf, int times);

  /// Nine different bodies, each of which awaits the next one and adds 1; the last awaits the leaf.
  Future<Integer> nested(Future<Integer> leaf);

  /// One body that awaits itself so deep and adds 1 each time; the deepest awaits the leaf.
  Future<Integer> recursive(Future<Integer> leaf, int depth);

  /// Awaits the leaf once, and needs the five other arguments after that.
  Future<Integer> call(
      Future<Integer> leaf, int number, long large, double broken, String text, int[] array);

  /// Awaits the leaf; counts how often that has come to an end, be it by cancellation.
  Future<Integer> guarded(Future<Integer> leaf, int[] ended);

  /// Awaits the leaf while three variables are alive: an int, a long and a reference.
  Future<Integer> threeLocals(Future<Integer> leaf, int seed);
}
