package dev.wakeful.async;

import dev.wakeful.future.Future;
import org.jspecify.annotations.Nullable;

/// What the weaver makes of a body that is kept in a variable: the body's interface, with `start`
/// for the method to implement. For generated code only.
///
/// The weaver turns the lambda into one of these by pointing its `invokedynamic` at the method that
/// makes the frame.
public final class Woven {
  private Woven() {}

  /// The complaint about a body that was called like a method.
  ///
  /// @param method its name
  public static IllegalStateException called(String method) {
    return new IllegalStateException(
        "`" + method + "` of an async body was called; start the body, and await the future");
  }

  /// A woven [AsyncBody].
  public interface Body<T extends @Nullable Object> extends AsyncBody<T> {
    @Override
    Future<T> start();

    @Override
    default T run() {
      throw called("run");
    }
  }

  /// A woven [AsyncAction].
  public interface Action extends AsyncAction {
    @Override
    Future<Void> start();

    @Override
    default void run() {
      throw called("run");
    }
  }

  /// A woven [AsyncFunction].
  public interface Function<A extends @Nullable Object, T extends @Nullable Object>
      extends AsyncFunction<A, T> {
    @Override
    Future<T> start(A argument);

    @Override
    default T apply(A argument) {
      throw called("apply");
    }
  }

  /// A woven [AsyncBiFunction].
  public interface BiFunction<
          A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object>
      extends AsyncBiFunction<A, B, T> {
    @Override
    Future<T> start(A first, B second);

    @Override
    default T apply(A first, B second) {
      throw called("apply");
    }
  }

  /// A woven [AsyncConsumer].
  public interface Consumer<A extends @Nullable Object> extends AsyncConsumer<A> {
    @Override
    Future<Void> start(A argument);

    @Override
    default void accept(A argument) {
      throw called("accept");
    }
  }

  /// A woven [AsyncBiConsumer].
  public interface BiConsumer<A extends @Nullable Object, B extends @Nullable Object>
      extends AsyncBiConsumer<A, B> {
    @Override
    Future<Void> start(A first, B second);

    @Override
    default void accept(A first, B second) {
      throw called("accept");
    }
  }
}
