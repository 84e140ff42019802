package dev.wakeful.scope;

import dev.wakeful.task.Ambient;
import dev.wakeful.task.Slot;
import dev.wakeful.task.Slots;
import org.jspecify.annotations.Nullable;

/// The values of task-locals at a place: one, and those it was bound inside of.
///
/// @param local whose value it is
/// @param value never null
/// @param outer those around it; null when there are none
record Bindings(TaskLocal<?> local, Object value, @Nullable Bindings outer) {

  /// Where a poll finds them, and through [Ambient] all code that it calls.
  private static final Slot<Bindings> SLOT =
      Slot.named("task-local values", "bind them with TaskLocal.scope");

  /// Those of the code that calls; null when there are none.
  static @Nullable Bindings here() {
    return in(Ambient.slots());
  }

  static @Nullable Bindings in(Slots slots) {
    return slots.find(SLOT);
  }

  /// The same slots, but for these values.
  Slots over(Slots slots) {
    return slots.with(SLOT, this);
  }

  /// The value of a task-local; null when it has none.
  static @Nullable Object find(TaskLocal<?> local) {
    Bindings at = here();
    while (at != null && at.local != local) {
      at = at.outer;
    }
    return at == null ? null : at.value;
  }
}
