package dev.wakeful.env;

import java.io.IOException;

/// The world outside, as one object: clock, randomness, threads, parking, sockets.
///
/// Any thread may use it. Each runtime has one and hands it down; there is no global.
public interface Env {

  /// Where time comes from.
  Clock clock();

  /// Where chance comes from.
  Entropy entropy();

  /// Where threads come from.
  Threads threads();

  /// Where sockets come from.
  Sockets sockets();

  /// Where addresses of hosts come from.
  Resolver resolver();

  /// A new parker for one thread.
  Parker newParker();

  /// A new poller, which the caller closes.
  ///
  /// @throws IOException when the kernel has none to give
  Poller newPoller() throws IOException;

  /// How many worker threads a runtime has when its program does not say: as many as the system
  /// property `wakeful.worker.threads` says, or else the environment variable
  /// `WAKEFUL_WORKER_THREADS`, or else as there are processors, of which a container may see fewer
  /// than the machine has.
  ///
  /// @throws IllegalArgumentException when the property or the variable is no such number
  default int workers() {
    return WorkerCount.ofThisProcess();
  }

  /// The real world. Always the same object; it holds nothing that must be closed.
  static Env system() {
    return SystemEnv.INSTANCE;
  }
}
