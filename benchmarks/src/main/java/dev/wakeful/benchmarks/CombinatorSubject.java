package dev.wakeful.benchmarks;

/// What every subject of [CombinatorsBench] can do in its own words. All of it ends at once, on the
/// calling thread.
interface CombinatorSubject {

  /// The number of something that is already there, after so many steps that add one.
  int chain(int start, int depth);

  /// The sum of the numbers below `count`, each after so many steps that add one.
  int items(int count, int depth);

  /// The sum of the numbers below `count`, each given by something asynchronous that is ready, at
  /// most `limit` of them in flight, in order.
  int buffered(int count, int limit);

  /// The sum of the numbers below `count`, from two sources of half as many.
  int merged(int count);

  /// So many in flight at a time, none of them ready.
  InFlight inFlight(int members);

  /// Some that wait.
  interface InFlight {

    /// One is completed with a number; its result is taken, and another takes its place.
    ///
    /// @return the sum of all results so far
    long turn(int index, int number);
  }
}
