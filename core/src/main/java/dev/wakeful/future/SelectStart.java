package dev.wakeful.future;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A [Select] without branches: what its first handler returns is the type of its value.
///
/// When later handlers return something else, say what they have in common:
/// [Futures#select(Class)].
public final class SelectStart {
  static final SelectStart HERE = new SelectStart();

  private SelectStart() {}

  /// The first branch; see [Select#on].
  ///
  /// @param future polled, and cancelled if it loses
  /// @param handler run on its value if it wins
  public <T extends @Nullable Object, R extends @Nullable Object> Select<R> on(
      Future<T> future, ThrowingFunction<? super T, ? extends R> handler) {
    return new Select<R>("select").on(future, handler);
  }

  /// The first branch; see [Select#onSome].
  ///
  /// @param future polled, and cancelled if it loses
  /// @param handler run on its value if there is one and it wins
  public <T, R extends @Nullable Object> Select<R> onSome(
      Future<Optional<T>> future, ThrowingFunction<? super T, ? extends R> handler) {
    return new Select<R>("select").onSome(future, handler);
  }
}
