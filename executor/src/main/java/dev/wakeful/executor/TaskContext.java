package dev.wakeful.executor;

import dev.wakeful.task.Ambient;
import dev.wakeful.task.Context;
import dev.wakeful.task.Slot;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// What one polls tasks with, one after the other: a context, in whose slots that which tasks call
/// finds out which of them it is.
///
/// A number of polls share a [Context], then it is made anew. Each poll stores its task in it, and
/// to store something in what the collector has made old costs the barrier of G1, which has a fence
/// in it; one that takes 64 polls is young.
///
/// One thread at a time owns it; [#task] may be asked by any.
final class TaskContext {
  private static final int USES = 64;

  private static final Slot<TaskContext> SLOT =
      Slot.named("task", "this must be called by a task that a runtime polls");

  private final Slots slots;
  private final @Nullable NextSlot next;
  private Context current;
  private int usesLeft = USES;

  /// One that has polled nothing.
  ///
  /// @param slots what tasks find besides
  TaskContext(Slots slots) {
    this(slots, null);
  }

  /// One that has polled nothing.
  ///
  /// @param slots what tasks find besides
  /// @param next what is to be told of the end of each poll
  TaskContext(Slots slots, @Nullable NextSlot next) {
    this.next = next;
    this.slots = slots.with(SLOT, this);
    this.current = Context.of(Waker.noop(), this.slots);
  }

  /// The task that is polled or cancelled on this thread; null when none is.
  static @Nullable Task<?> taskHere() {
    TaskContext here = Ambient.slots().find(SLOT);
    return here != null ? here.task() : null;
  }

  /// What tasks find.
  Slots slots() {
    return slots;
  }

  /// The context for one more poll.
  ///
  /// @param task what is polled
  /// @param budget how much the poll may do
  Context begin(Task<?> task, int budget) {
    if (--usesLeft < 0) {
      usesLeft = USES - 1;
      Context fresh = Context.of(Waker.noop(), slots);
      VarHandle.storeStoreFence(); // pairs with task(): it is whole when others see it
      current = fresh;
    }
    Context cx = current;
    cx.begin(task, budget);
    return cx;
  }

  /// The poll is over, but for a full fence or an atomic step, which the caller makes before
  /// anything of strangers runs. See [NextSlot].
  void ends() {
    NextSlot told = next;
    if (told != null) {
      told.ends();
    }
  }

  /// Whether the poll under way may do more.
  boolean hasBudget() {
    return current.hasBudget();
  }

  /// The task of the poll under way or of the last one. To another thread it is that of a moment
  /// ago, for the fields are read without order: see [Pulse].
  @Nullable Task<?> task() {
    return current.waker() instanceof Task<?> task ? task : null;
  }

  /// Lets go of the task polled last.
  void forget() {
    current.begin(Waker.noop(), 0);
  }
}
