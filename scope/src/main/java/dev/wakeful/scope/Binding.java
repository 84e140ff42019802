package dev.wakeful.scope;

import dev.wakeful.task.Slots;
import org.jspecify.annotations.Nullable;

/// Puts values of task-locals into slots, and remembers the last answer: a task is polled with the
/// same slots most of the time.
///
/// One thread uses it at a time.
final class Binding {
  private final TaskLocal.Bind bind;
  private @Nullable Slots from;
  private Slots to = Slots.none();

  Binding(TaskLocal.Bind bind) {
    this.bind = bind;
  }

  /// These slots with the values.
  Slots in(Slots slots) {
    if (from != slots) {
      to = bind.inside(Bindings.in(slots)).over(slots);
      from = slots;
    }
    return to;
  }
}
