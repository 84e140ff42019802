package dev.wakeful.async;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// What to do about a body that was not woven: the system property `wakeful.unwoven`.
enum UnwovenPolicy {
  /// Starting it throws. For builds that must not ship one.
  FAIL,

  /// It runs, and the log says so once for each class. The default.
  WARN,

  /// It runs.
  ALLOW;

  private static final String PROPERTY = "wakeful.unwoven";

  private static final ClassValue<AtomicBoolean> WARNED =
      new ClassValue<>() {
        @Override
        protected AtomicBoolean computeValue(Class<?> type) {
          return new AtomicBoolean();
        }
      };

  /// The policy of this moment.
  ///
  /// @throws IllegalStateException when the property says something else
  static UnwovenPolicy current() {
    return of(System.getProperty(PROPERTY));
  }

  private static UnwovenPolicy of(@Nullable String value) {
    return switch (value) {
      case "fail" -> FAIL;
      case null -> WARN;
      case "warn" -> WARN;
      case "allow" -> ALLOW;
      default ->
          throw new IllegalStateException(
              "-D" + PROPERTY + "=" + value + ": it is fail, warn or allow");
    };
  }

  /// A body of this class is going to be started.
  ///
  /// @param writtenIn the class in whose source it stands
  /// @throws IllegalStateException under [#FAIL]
  void apply(Class<?> writtenIn) {
    switch (this) {
      case FAIL ->
          throw new IllegalStateException(
              "-D" + PROPERTY + "=fail, and " + complaint(writtenIn) + ' ' + REMEDY);
      case WARN -> {
        if (WARNED.get(writtenIn).compareAndSet(false, true)) {
          Logger logger = System.getLogger("dev.wakeful");
          logger.log(
              Level.WARNING,
              () ->
                  complaint(writtenIn)
                      + " They run all the same, each on a virtual thread, thousands of nanoseconds"
                      + " for each await. "
                      + REMEDY
                      + " To silence this: -D"
                      + PROPERTY
                      + "=allow");
        }
      }
      case ALLOW -> {}
    }
  }

  private static String complaint(Class<?> writtenIn) {
    return "the async bodies of " + writtenIn.getName() + " were not woven when it was compiled.";
  }

  private static final String REMEDY =
      """
      Let the compiler see Wakeful's plugin when it compiles that class: \
      in Maven <proc>full</proc> in the configuration of maven-compiler-plugin, \
      in Gradle annotationProcessor(...) with Wakeful's coordinates beside implementation(...), \
      with javac -proc:full.\
      """;
}
