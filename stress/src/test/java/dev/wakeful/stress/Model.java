package dev.wakeful.stress;

import org.jetbrains.lincheck.Lincheck;

/// Runs whole protocols under Lincheck's model checker, with every thread and every lock of them.
///
/// A model is an ordinary block of code that starts its own threads and joins them; it fails by an
/// exception or by a deadlock. The checker is sequentially consistent: what only a missing fence
/// can break belongs into a jcstress test.
public final class Model {
  /// How many quarters of the usual number of interleavings; the profiles set it.
  private static final int QUARTERS = Integer.getInteger("stress.quarters", 1);

  private static final int SEARCH = 20_000;

  @SuppressWarnings("unused") // the store is what counts: see share()
  private static volatile Object shared = Model.class;

  private Model() {}

  /// Tells the checker that an object, and whatever its fields lead to, is shared by threads. It
  /// takes steps on what it believes to be one thread's own as one step, and does not follow what a
  /// thread is given when it starts.
  ///
  /// @param object what the threads share
  public static void share(Object object) {
    shared = object;
  }

  /// Tries interleavings until one fails or enough have passed.
  ///
  /// @param interleavings how many in the short form of the build
  /// @param protocol what to run, from the start each time; it must capture nothing
  /// @throws RuntimeException with the failing interleaving, step by step
  public static void explore(int interleavings, Runnable protocol) {
    Lincheck.runConcurrentTest(interleavings * QUARTERS / 4, protocol);
  }

  /// Tries the interleavings of a weakened twin until one fails. The checker draws them by lot, so
  /// the limit is far above what any twin needs; the fault ends the search, so it costs nothing.
  ///
  /// @param twin what to run, from the start each time; it must capture nothing
  /// @throws RuntimeException with the failing interleaving, step by step
  public static void search(Runnable twin) {
    Lincheck.runConcurrentTest(SEARCH, twin);
  }

  /// Fails the model when something does not hold. The checker cannot follow the fluent kind of
  /// assertion.
  ///
  /// @param otherwise what has gone wrong when it does not hold
  /// @param holds what must be true
  public static void check(String otherwise, boolean holds) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /// Starts the bodies, each on a thread of its own, and waits for all.
  ///
  /// They must be classes and not lambdas: the checker finds out what threads share by following
  /// fields, cannot follow those of a lambda, and takes steps on what it believes to be one
  /// thread's own as one step. So it would miss most interleavings.
  ///
  /// @param bodies what the threads do
  public static void threads(Runnable... bodies) {
    Thread[] threads = new Thread[bodies.length];
    for (int i = 0; i < bodies.length; i++) {
      if (bodies[i].getClass().isHidden()) {
        throw new IllegalArgumentException("a lambda: " + bodies[i]);
      }
      threads[i] = new Thread(bodies[i]);
    }
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError("nobody interrupts a model", e);
      }
    }
  }
}
