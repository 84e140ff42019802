package dev.wakeful.stream;

import dev.wakeful.future.Future;
import org.jspecify.annotations.Nullable;

/// Sinks that stand at the end of a chain.
public final class Sinks {
  private Sinks() {}

  /// A sink that throws everything away. It always has room, within the budget of a poll.
  public static <T extends @Nullable Object> Sink<T> drain() {
    return new DrainSink<>();
  }

  /// A sink made of a function that makes a future of a state and an item, which gives the next
  /// state.
  ///
  /// It has room while no future is under way; flushing and closing wait for the last one. A
  /// function or future that fails is the end of the sink.
  ///
  /// @param seed the state for the first item
  /// @param step makes the future of an item
  public static <S extends @Nullable Object, T extends @Nullable Object> Sink<T> unfold(
      S seed, Step<S, ? super T> step) {
    return new UnfoldSink<>(seed, step);
  }

  /// What [#unfold] does with an item.
  ///
  /// @param <S> the type of the state
  /// @param <T> the type of the items
  @FunctionalInterface
  public interface Step<S extends @Nullable Object, T extends @Nullable Object> {

    /// Makes the future of an item.
    ///
    /// @param state what the future before gave
    /// @param item what was sent
    /// @return a future of the next state
    /// @throws Exception when it fails, which is the end of the sink
    Future<? extends S> apply(S state, T item) throws Exception;
  }
}
