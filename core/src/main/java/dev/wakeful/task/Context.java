package dev.wakeful.task;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a poll is given: the [Waker] of the task, its cooperation budget, and the slots of the
/// runtime that polls.
///
/// A context is valid during the poll it was given to and no longer; keep its waker, never the
/// context itself: an executor uses one context for many polls. One thread uses it at a time.
///
/// **Cooperation.** A task that always finds its channels full and its sockets readable would never
/// return to the executor. So each poll starts with a budget (128 in the runtimes of this library),
/// and a leaf future (a socket, a timer, a channel) plays along in two lines:
///
/// {@snippet class="snippets.ContextSnippets" region="cooperate"}
///
/// The idea and the number are Tokio's (`tokio::task::coop`).
///
/// **Slots** let a leaf find its timer or its reactor without thread-locals, so that a sleep
/// belongs to the runtime that polls it. See [Slot].
@NotShareable
public final class Context {
  /// Budget of a context that no executor limits.
  private static final int UNLIMITED = -1;

  private Waker waker;
  private final Budget budget;
  private final Slots slots;

  private Context(Waker waker, Budget budget, Slots slots) {
    this.waker = waker;
    this.budget = budget;
    this.slots = slots;
  }

  /// A context with this waker, no slots and no limit on the budget: for tests and for futures
  /// polled by hand.
  ///
  /// @param waker whom to wake
  public static Context of(Waker waker) {
    return of(waker, Slots.none());
  }

  /// A context with this waker and these slots, and no limit on the budget.
  ///
  /// @param waker whom to wake
  /// @param slots what leaf futures find
  public static Context of(Waker waker, Slots slots) {
    return new Context(Objects.requireNonNull(waker), new Budget(UNLIMITED), slots);
  }

  /// The waker to keep when the answer is going to be Pending.
  public Waker waker() {
    return waker;
  }

  /// A context for a child whose wake-ups must arrive elsewhere; it shares this one's budget and
  /// slots.
  ///
  /// @param other whom the child is to wake
  public Context withWaker(Waker other) {
    return other == waker ? this : new Context(Objects.requireNonNull(other), budget, slots);
  }

  /// As [#withWaker], in an object that was made so before, if it fits: for an owner of many
  /// children, who would make one for every poll of every child.
  ///
  /// @param used what an earlier call gave; its poll is over
  Context withWaker(Waker other, @Nullable Context used) {
    if (used == null || used.budget != budget || used.slots != slots) {
      return new Context(other, budget, slots);
    }
    used.waker = other;
    return used;
  }

  /// A context for a child that finds other slots; it shares this one's waker and budget.
  ///
  /// For futures that hand something down to whatever they poll: take [#slots] and add to them.
  ///
  /// @param other what the child finds
  public Context withSlots(Slots other) {
    return other == slots ? this : new Context(waker, budget, Objects.requireNonNull(other));
  }

  /// How much of the budget is left; negative when it is unlimited.
  int unitsLeft() {
    return budget.left;
  }

  /// What the runtime has put into all slots, for a future that polls another one later with a
  /// context of its own.
  public Slots slots() {
    return slots;
  }

  /// What the runtime has put into this slot.
  ///
  /// @param slot the name of the thing
  /// @throws IllegalStateException when the runtime has nothing there; the message says which
  ///   runtime would
  public <T> T require(Slot<T> slot) {
    return slots.require(slot);
  }

  /// What the runtime has put into this slot, or null.
  ///
  /// @param slot the name of the thing
  public <T> @Nullable T find(Slot<T> slot) {
    return slots.find(slot);
  }

  /// Whether a leaf future may go on. When false, the budget of this poll is used up, the waker has
  /// been woken, and the caller must return Pending without doing anything.
  public boolean proceed() {
    if (budget.left != 0) {
      return true;
    }
    waker.wake();
    return false;
  }

  /// Whether [#proceed] would let a leaf future go on; wakes nobody. For one who can choose to do
  /// less, such as a loop that would rather leave the rest to the next poll.
  public boolean hasBudget() {
    return budget.left != 0;
  }

  /// Takes one unit of the budget: a leaf future calls it when it is about to answer Ready.
  public void progress() {
    if (budget.left > 0) {
      budget.left--;
    }
  }

  /// [#proceed] and [#progress] for a leaf that can answer Ready often in one poll, such as a
  /// source of items that are all there.
  ///
  /// @param most how often it could; at least once
  /// @return how often it may, for which the units are taken. When zero, the waker has been woken,
  ///   and the caller must return Pending without doing anything
  public int proceed(int most) {
    int left = budget.left;
    if (left < 0) {
      return most;
    }
    if (left == 0) {
      waker.wake();
      return 0;
    }
    int taken = Math.min(left, most);
    budget.left = left - taken;
    return taken;
  }

  /// A context for a child that must be heard even when the budget of this poll is used up; it
  /// shares this one's waker and slots, and as long as there is budget it is this one.
  ///
  /// For timeouts: what they limit may be what used up the budget.
  public Context beyondBudget() {
    return budget.left == 0 ? of(waker, slots) : this;
  }

  /// For executors: points this context at the task polled next and fills its budget.
  ///
  /// @param next whom to wake from now on
  /// @param units how often leaf futures may answer Ready in this poll
  public void begin(Waker next, int units) {
    waker = next;
    budget.left = units;
  }

  @Override
  public String toString() {
    return "Context[" + waker + ", " + slots + "]";
  }

  /// The rest of a poll's budget, shared by a context and the children made from it.
  private static final class Budget {
    private int left;

    Budget(int left) {
      this.left = left;
    }
  }
}
