package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A stream that a future stops: what [Stream#takeUntil] gives.
///
/// @param <T> the type of the items
/// @param <R> the type of the future's value
public interface TakeUntil<T extends @Nullable Object, R extends @Nullable Object>
    extends Stream<T> {

  /// How the future ended, given once; empty while it has not ended, and when the stream ended
  /// first.
  Optional<Outcome<R>> takeResult();

  /// Takes the future out, which is the caller's from here on; then nothing stops the stream. Empty
  /// when the future has ended, when the stream has, and when it was taken before. Not during a
  /// poll.
  Optional<Future<R>> takeFuture();
}
