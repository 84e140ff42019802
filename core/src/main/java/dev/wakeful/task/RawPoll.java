package dev.wakeful.task;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A poll's answer without its box: the value itself, or [#PENDING].
///
/// What [Future#pollRaw][dev.wakeful.future.Future#pollRaw] answers. [Poll] is what people write;
/// this is what generated code and the library's own futures use among themselves, because a
/// [Poll.Ready] is an object and an awaited value that is already there should cost none.
public final class RawPoll {

  /// Not yet. Compare by identity; it is never the value of a future.
  public static final Object PENDING = new RawPoll();

  private RawPoll() {}

  /// The raw form of an answer.
  ///
  /// @param answer what a `poll` returned; null, which breaks its contract, is refused
  public static @Nullable Object of(Poll<?> answer) {
    return switch (Objects.requireNonNull(answer, "poll() returned null instead of an answer")) {
      case Poll.Ready<?>(var value) -> value;
      case Poll.Pending<?> pending -> PENDING;
    };
  }

  /// The answer that people read.
  ///
  /// @param raw what a `pollRaw` of a `Future<T>` returned
  /// @param <T> the type of that future's value
  @SuppressWarnings("unchecked") // a raw null is a T that holds nothing, as the shared answer does
  public static <T extends @Nullable Object> Poll<T> box(@Nullable Object raw) {
    if (raw == PENDING) {
      return Poll.pending();
    }
    return raw == null ? (Poll<T>) Poll.done() : Poll.ready(RawPoll.<T>value(raw));
  }

  /// The value of a future, once its raw answer is not [#PENDING].
  ///
  /// @param raw what a `pollRaw` of a `Future<T>` returned
  /// @param <T> the type of that future's value
  @SuppressWarnings({
    "unchecked", // the value of a Future<T> is a T,
    "NullAway", // null included,
    "TypeParameterUnusedInFormals" // and T is lost in the raw form
  })
  public static <T extends @Nullable Object> T value(@Nullable Object raw) {
    return (T) raw;
  }

  @Override
  public String toString() {
    return "PENDING";
  }
}
