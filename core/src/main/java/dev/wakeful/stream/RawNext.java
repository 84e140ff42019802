package dev.wakeful.stream;

import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The answer of one poll of a stream without its box: the item itself, [#PENDING] or [#END].
///
/// What [Stream#pollNextRaw] answers. [Next] is what people write; this is what the library's own
/// streams use among themselves, because a [Next.Item] is an object, and a chain of ten adapters
/// would make ten of them for every item.
public final class RawNext {

  /// No item yet: the same object as [RawPoll#PENDING]. Compare by identity.
  public static final Object PENDING = RawPoll.PENDING;

  /// No more items. Compare by identity; it is never an item.
  public static final Object END = new RawNext();

  /// One item went to a taker: what [RawStream#pollOneRaw] answers in its place, and nobody else.
  static final Object GIVEN = new RawNext();

  private RawNext() {}

  /// Whether a raw answer is an item, which may be null.
  ///
  /// @param raw what a `pollNextRaw` returned
  public static boolean isItem(@Nullable Object raw) {
    return raw != PENDING && raw != END;
  }

  /// The raw form of an answer.
  ///
  /// @param answer what a `pollNext` returned; null, which breaks its contract, is refused
  public static @Nullable Object of(Next<?> answer) {
    return switch (Objects.requireNonNull(
        answer, "pollNext() returned null instead of an answer")) {
      case Next.Item<?>(var value) -> value;
      case Next.Pending<?> pending -> PENDING;
      case Next.End<?> end -> END;
    };
  }

  /// The answer that people read.
  ///
  /// @param raw what a `pollNextRaw` of a `Stream<T>` returned
  /// @param <T> the type of that stream's items
  public static <T extends @Nullable Object> Next<T> box(@Nullable Object raw) {
    if (raw == PENDING) {
      return Next.pending();
    }
    return raw == END ? Next.end() : Next.item(RawPoll.<T>value(raw));
  }

  @Override
  public String toString() {
    return this == END ? "END" : "GIVEN";
  }
}
