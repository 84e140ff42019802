package dev.wakeful.observe;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A wish to see a runtime's tasks whenever a signal of the operating system comes.
///
/// A process has one handler for each signal. It is set at the first wish and shared by all that
/// come after; when the last is closed it stays, and shows nothing: what it would be put back to is
/// not known.
final class DumpSignal implements AutoCloseable {
  /// Who has asked for which signal.
  private static final Map<String, List<DumpSignal>> WISHES = new TreeMap<>(); // guarded by itself

  /// Those who have asked for the same signal, this one too.
  private final List<DumpSignal> all; // guarded by WISHES

  private final Observed runtime;
  private final Consumer<String> printer;

  private DumpSignal(List<DumpSignal> all, Observed runtime, Consumer<String> printer) {
    this.all = all;
    this.runtime = runtime;
    this.printer = printer;
  }

  /// From now on the signal shows the runtime's tasks.
  ///
  /// @throws IllegalArgumentException when the JDK or the system does not give this signal away
  static DumpSignal on(String signal, Observed runtime, Consumer<String> printer) {
    synchronized (WISHES) {
      List<DumpSignal> all = WISHES.get(signal);
      if (all == null) {
        all = new ArrayList<>();
        handle(signal, all);
        WISHES.put(signal, all);
      }
      DumpSignal wish = new DumpSignal(all, runtime, printer);
      all.add(wish);
      return wish;
    }
  }

  @Override
  public void close() {
    synchronized (WISHES) {
      all.remove(this);
    }
  }

  private static void showAll(List<DumpSignal> all) {
    List<DumpSignal> wishes;
    synchronized (WISHES) {
      wishes = List.copyOf(all);
    }
    for (DumpSignal wish : wishes) {
      wish.printer.accept(wish.runtime.dump().toString());
    }
  }

  /// The JDK's way to signals is no public one, and may go: it is looked up where it is wanted.
  private static void handle(String signal, List<DumpSignal> all) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      showAll(all);
                      yield null;
                    }
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> signal.hashCode();
                    default -> "task dumps at " + signal;
                  });
      type.getMethod("handle", type, handlerType)
          .invoke(null, type.getConstructor(String.class).newInstance(signal), handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "no task dump at the signal "
              + signal
              + ": the JDK does not give it away (USR2 is free on Linux and macOS; the module"
              + " jdk.unsupported must be there)",
          e);
    }
  }
}
