package dev.wakeful.task;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a runtime provides to the futures it polls: an immutable list of filled [Slot]s.
///
/// Looking one up compares a few references; there are never many.
public final class Slots {
  private static final Slots NONE = new Slots(new Object[0]);

  /// Slot and content in turn.
  private final Object[] pairs;

  private Slots(Object[] pairs) {
    this.pairs = pairs;
  }

  /// No slot filled.
  public static Slots none() {
    return NONE;
  }

  /// These slots and one more. A slot filled twice holds the later content.
  ///
  /// @param slot the name
  /// @param content what is to be found there
  public <T> Slots with(Slot<T> slot, T content) {
    Object[] more = Arrays.copyOf(pairs, pairs.length + 2);
    System.arraycopy(pairs, 0, more, 2, pairs.length);
    more[0] = slot;
    more[1] = content;
    return new Slots(more);
  }

  /// The content of a slot, or null when it is empty.
  ///
  /// @param slot the name
  @SuppressWarnings("unchecked") // with() put a T behind a Slot<T>
  public <T> @Nullable T find(Slot<T> slot) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i] == slot) {
        return (T) pairs[i + 1];
      }
    }
    return null;
  }

  /// The content of a slot.
  ///
  /// @param slot the name
  /// @throws IllegalStateException when it is empty, with the slot's advice
  public <T> T require(Slot<T> slot) {
    T content = find(slot);
    if (content == null) {
      throw slot.missing();
    }
    return content;
  }

  @Override
  public String toString() {
    StringBuilder names = new StringBuilder("slots");
    for (int i = 0; i < pairs.length; i += 2) {
      names.append(i == 0 ? ": " : ", ").append(pairs[i]);
    }
    return names.toString();
  }
}
