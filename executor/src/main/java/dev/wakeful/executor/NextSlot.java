package dev.wakeful.executor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// Room for one task: the one that its worker polls next, whose data is warm.
///
/// | who | reads | writes |
/// |---|---|---|
/// | owner, puts | opaque | release, only when it is empty |
/// | owner, takes | opaque | exchange, only when it is not empty |
/// | thief, takes | | exchange |
///
/// Nobody but the owner puts, so what it has seen empty stays empty; whoever's exchange gives the
/// task has it alone. So putting costs no atomic operation, and looking into an empty slot does not
/// either.
///
/// Thieves come only to a worker that is stuck in a poll (see [Worker#stealNext]): if they came
/// always, the task would change processors each time, which is what the slot is to prevent. Tokio
/// tried that and took it back (#8100).
final class NextSlot {
  private static final VarHandle TASK;

  static {
    try {
      TASK = MethodHandles.lookup().findVarHandle(NextSlot.class, "task", Task.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // read and written through the handle
  private volatile @Nullable Task<?> task;

  /// Whether there is no task: for the owner, or a guess.
  boolean isEmpty() {
    return TASK.getOpaque(this) == null; // pairs with the exchange in take()
  }

  /// Puts a task into the empty slot. Owner only.
  void put(Task<?> next) {
    TASK.setRelease(this, next); // pairs with the exchange of a thief, who polls the task
  }

  /// Takes the task out, if there is one. Any thread.
  @Nullable Task<?> take() {
    return isEmpty() ? null : (Task<?>) TASK.getAndSet(this, null);
  }
}
