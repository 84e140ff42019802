package dev.wakeful.task;

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
  /// @param answer what a `poll` returned
  public static @Nullable Object of(Poll<?> answer) {
    return answer instanceof Poll.Ready<?>(var value) ? value : PENDING;
  }

  /// The answer that people read.
  ///
  /// @param raw what a `pollRaw` of a `Future<T>` returned
  /// @param <T> the type of that future's value
  @SuppressWarnings({"unchecked", "NullAway"}) // the value of a Future<T> is a T, null included
  public static <T extends @Nullable Object> Poll<T> box(@Nullable Object raw) {
    return raw == PENDING ? Poll.pending() : Poll.ready((T) raw);
  }

  @Override
  public String toString() {
    return "PENDING";
  }
}
