package dev.wakeful.task;

import org.jspecify.annotations.Nullable;

/// The answer of one poll: [Ready] with a value, or [Pending].
///
/// A failure is neither: it is thrown out of `poll`. The interface is sealed, so a `switch` over it
/// needs no default:
///
/// {@snippet class="snippets.PollSnippets" region="switch"}
///
/// What each answer obliges the one who gives it to do is written at
/// [Future#poll][dev.wakeful.future.Future#poll]. The name and the two answers are those of Rust's
/// `std::task::Poll`.
///
/// @param <T> the type of the value
public sealed interface Poll<T extends @Nullable Object> {

  /// Finished: here is the value, and there will be no other.
  ///
  /// @param value what was waited for
  record Ready<T extends @Nullable Object>(T value) implements Poll<T> {}

  /// Not yet: the most recent context's waker will be woken when another poll is worth it.
  ///
  /// There is one instance; get it from [Poll#pending].
  final class Pending<T extends @Nullable Object> implements Poll<T> {
    private static final Pending<?> INSTANCE = new Pending<>();

    /// Nobody reads the value of a `Void`, so its null is harmless; this is the one place that
    /// makes it.
    @SuppressWarnings("NullAway")
    private static final Ready<Void> DONE = new Ready<>(null);

    private Pending() {}

    @Override
    public String toString() {
      return "Pending";
    }
  }

  /// A finished poll.
  ///
  /// @param value what was waited for
  static <T extends @Nullable Object> Poll<T> ready(T value) {
    return new Ready<>(value);
  }

  /// The finished poll of something that has no value to give. Always the same object.
  static Poll<Void> done() {
    return Pending.DONE;
  }

  /// The unfinished poll. Always the same object.
  @SuppressWarnings("unchecked") // Pending holds no T
  static <T extends @Nullable Object> Poll<T> pending() {
    return (Poll<T>) Pending.INSTANCE;
  }

  /// Whether there is a value.
  default boolean isReady() {
    return this instanceof Ready;
  }

  /// Whether there is none yet.
  default boolean isPending() {
    return this instanceof Pending;
  }

  /// The value of a finished poll.
  ///
  /// @throws IllegalStateException when this is [Pending]
  default T get() {
    if (this instanceof Ready<T>(T value)) {
      return value;
    }
    throw new IllegalStateException("the poll is pending and has no value; ask isReady() first");
  }
}
