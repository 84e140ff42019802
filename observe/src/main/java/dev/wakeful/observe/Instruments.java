package dev.wakeful.observe;

import dev.wakeful.executor.ExecutorListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What a runtime is watched with from outside. Whoever builds a runtime connects what is wanted
/// and closes the instruments with it.
///
/// One thread connects; any may close, also twice.
public final class Instruments implements AutoCloseable {
  private final List<Runnable> connected = new ArrayList<>(); // guarded by itself
  private final Observed runtime;

  /// No instrument yet.
  ///
  /// @param runtime what to look into; it is running
  public Instruments(Observed runtime) {
    this.runtime = runtime;
  }

  /// The listener that writes events named `dev.wakeful.*` into the flight recorder: task spawns
  /// and ends, long polls, blocked workers. While nothing is recorded it costs a few reads for each
  /// spawn. One that does nothing where the module `jdk.jfr` is missing.
  public static ExecutorListener flightListener() {
    return hasFlightRecorder() ? new FlightListener() : ExecutorListener.none();
  }

  /// Writes statistics, steal storms and task dumps into the flight recorder, when it records.
  /// Without effect where the module `jdk.jfr` is missing.
  public void connectFlightRecorder() {
    if (hasFlightRecorder()) {
      add(FlightHooks.of(runtime)::close);
    }
  }

  /// Registers a [RuntimeMXBean] on the server of the platform.
  public void connectJmx() {
    add(RuntimeBean.of(runtime)::close);
  }

  /// Hands out a task dump as text whenever a signal comes, which is a matter of the whole process:
  /// another handler of the signal is replaced.
  ///
  /// @param signal its name without `SIG`, such as `USR2`
  /// @param printer given the dump, on a thread of the JDK
  /// @throws IllegalArgumentException when the JDK or the system does not give this signal away
  public void connectSignal(String signal, Consumer<String> printer) {
    add(DumpSignal.on(signal, runtime, printer)::close);
  }

  /// Disconnects everything.
  @Override
  public void close() {
    List<Runnable> all;
    synchronized (connected) {
      all = new ArrayList<>(connected);
      connected.clear();
    }
    all.forEach(Runnable::run);
  }

  private void add(Runnable disconnect) {
    synchronized (connected) {
      connected.add(disconnect);
    }
  }

  private static boolean hasFlightRecorder() {
    return ModuleLayer.boot().findModule("jdk.jfr").isPresent();
  }
}
