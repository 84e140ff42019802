package dev.wakeful.weave.javac;

import java.lang.ref.WeakReference;
import java.util.function.Predicate;
import javax.annotation.processing.ProcessingEnvironment;
import org.jspecify.annotations.Nullable;

/// Where plugin and processor of one compilation find each other: on their thread.
///
/// javac starts both on one thread, the plugin first, but tells neither of the other; a build tool
/// may have loaded them by two class loaders and wrapped the processor's environment. So what they
/// share is made of JDK classes only: a system property of the thread, there from the start of the
/// plugin to that of the processor or to the end of the compilation. It refers weakly to the
/// compilation, so nothing outlives it.
final class Meeting {
  private Meeting() {}

  /// Waits on this thread for the processor of the compilation.
  static void wait(Predicate<ProcessingEnvironment> compilation) {
    System.getProperties().put(place(), new WeakReference<>(compilation));
  }

  /// Joins the compilation that waits on this thread.
  ///
  /// @return whether there is one
  static boolean join(ProcessingEnvironment environment) {
    Predicate<ProcessingEnvironment> compilation = waiting(System.getProperties().remove(place()));
    return compilation != null && compilation.test(environment);
  }

  /// Waits no longer.
  static void leave(Predicate<ProcessingEnvironment> compilation) {
    if (waiting(System.getProperties().get(place())) == compilation) {
      System.getProperties().remove(place());
    }
  }

  @SuppressWarnings("unchecked") // nobody else has this name
  private static @Nullable Predicate<ProcessingEnvironment> waiting(@Nullable Object reference) {
    return reference == null
        ? null
        : ((WeakReference<Predicate<ProcessingEnvironment>>) reference).get();
  }

  private static String place() {
    return "dev.wakeful.weave.meeting." + Thread.currentThread().threadId();
  }
}
