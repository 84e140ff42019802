package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A combinator that does nothing but run a function when its source ends.
///
/// Steps upon steps may be as many as there is memory for: each poll counts how deep it is, and
/// what is below [Spine#DEEP] is polled by a [Spine], which needs no stack.
///
/// @param <T> the type of the source's value
/// @param <U> the type of the combinator's value
abstract class Step<T extends @Nullable Object, U extends @Nullable Object> extends Adapter<T, U> {

  Step(Future<T> source) {
    super(source);
  }

  /// What the value of the source makes of this one: the same, unless overridden. The source has
  /// been released.
  @Nullable Object onValue(T value) throws Exception {
    return value;
  }

  /// What the failure of the source makes of this one: the same, unless overridden.
  @Nullable Object onFailure(Exception failure) throws Exception {
    throw failure;
  }

  /// What an error of the source makes of this one: the same, unless overridden.
  @Nullable Object onError(Error error) {
    throw error;
  }

  @Override
  public final @Nullable Object pollRaw(Context cx) throws Exception {
    return pollAt(cx, 0);
  }

  /// One poll.
  ///
  /// @param depth how many steps are being polled above this one
  @Nullable Object pollAt(Context cx, int depth) throws Exception {
    if (!sourceIsAlive()) {
      throw Finished.polledAgain(name()); // our own complaint, no end of the source
    }
    Object raw;
    try {
      raw = pollSource(cx, depth);
    } catch (Exception e) {
      return onFailure(e);
    } catch (Error e) {
      return onError(e);
    }
    return raw == RawPoll.PENDING ? raw : onValue(RawPoll.value(raw));
  }

  /// The source has ended so, polled by somebody else.
  ///
  /// @param raw its value
  /// @param failure why it has none
  final @Nullable Object settle(@Nullable Object raw, @Nullable Throwable failure)
      throws Exception {
    replaceSource(null);
    return switch (failure) {
      case null -> onValue(RawPoll.value(raw));
      case Exception e -> onFailure(e);
      case Error e -> onError(e);
      default -> throw new IllegalStateException("neither exception nor error", failure);
    };
  }

  /// The source has gone on with another future, which has the same type of value.
  @SuppressWarnings("unchecked") // the second future of a chain ends as the chain does
  final void waitFor(Future<?> next) {
    replaceSource((Future<T>) next);
  }

  /// Polls a child, and lets it know how deep it is.
  ///
  /// @param depth that of the one who waits for it
  static @Nullable Object poll(Future<?> child, Context cx, int depth) throws Exception {
    return child instanceof Step<?, ?> step ? step.pollAt(cx, depth + 1) : child.pollRaw(cx);
  }

  /// What a function of the user's made, which must not be null.
  final <M> M made(@Nullable M thing, String noun) {
    return Objects.requireNonNull(
        thing, () -> "the function given to `" + name() + "` returned null instead of " + noun);
  }
}
