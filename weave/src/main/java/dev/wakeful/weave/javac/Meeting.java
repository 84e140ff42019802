package dev.wakeful.weave.javac;

import java.lang.ref.WeakReference;
import java.util.function.Predicate;
import javax.annotation.processing.ProcessingEnvironment;
import org.jspecify.annotations.Nullable;

/// Where plugin and processor of one compilation find each other: on their thread.
///
/// javac starts both on one thread, the plugin first, but tells neither of the other; a build tool
/// may have loaded them by two class loaders and wrapped the processor's environment. So what they
/// share is made of JDK classes only: one thread-local in the table of system properties. It refers
/// weakly to the compilation, so nothing outlives it.
final class Meeting {
  private static final String NAME = "dev.wakeful.weave.meeting";

  private Meeting() {}

  /// Waits on this thread for the processor of the compilation.
  static void wait(Predicate<ProcessingEnvironment> compilation) {
    place().set(new WeakReference<>(compilation));
  }

  /// Joins the compilation that waits on this thread.
  ///
  /// @return whether there is one
  static boolean join(ProcessingEnvironment environment) {
    ThreadLocal<@Nullable WeakReference<Predicate<ProcessingEnvironment>>> place = place();
    WeakReference<Predicate<ProcessingEnvironment>> waiting = place.get();
    place.remove();
    Predicate<ProcessingEnvironment> compilation = waiting == null ? null : waiting.get();
    return compilation != null && compilation.test(environment);
  }

  /// Waits no longer.
  static void leave(Predicate<ProcessingEnvironment> compilation) {
    ThreadLocal<@Nullable WeakReference<Predicate<ProcessingEnvironment>>> place = place();
    WeakReference<Predicate<ProcessingEnvironment>> waiting = place.get();
    if (waiting != null && waiting.get() == compilation) {
      place.remove();
    }
  }

  @SuppressWarnings("unchecked") // nobody else has this name
  private static ThreadLocal<@Nullable WeakReference<Predicate<ProcessingEnvironment>>> place() {
    return (ThreadLocal<@Nullable WeakReference<Predicate<ProcessingEnvironment>>>)
        System.getProperties().computeIfAbsent(NAME, name -> new ThreadLocal<>());
  }
}
