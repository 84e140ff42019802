package dev.wakeful.task;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The children of one owner, each with a waker of its own: what a future that polls very many
/// others is built on. Of a million children the owner finds the woken one at once.
///
/// A child is a [Member], and the member *is* the waker its poll is given. A wake-up costs the same
/// however many members there are, and no object.
///
/// {@snippet class="snippets.WakeSetSnippets" region="poll"}
///
/// One owner uses the set, as it would a future; only [Member#wake] may come from any thread.
///
/// # The protocol
///
/// A member is *idle* or *queued*. It begins queued and is polled when the owner takes it.
///
/// - **Waking**: exchange the state for *queued*. Who found *idle* pushes the member on the stack
///   [#woken], and who pushed it on an empty stack wakes the owner. So a member is in the queue
///   once, however often it is woken.
/// - **Taking** ([#next]): exchange the state for *idle*, then poll. A wake before the exchange is
///   answered by this poll, for the exchange reads what the last waker wrote, and so sees what that
///   waker, and each before it, had done. A wake after it pushes again. This is why both sides
///   exchange and neither just stores or looks.
/// - **Going to sleep** ([#next] answers null): the owner takes the whole stack with one exchange
///   and turns it round, so that the first woken comes first. When it was empty, the owner leaves
///   its waker in the [AtomicWaker] and *looks again*. A push before that look is seen; the first
///   push after it finds the stack empty and wakes. Later pushes need not: they are found together
///   with the first. Each other way to answer null has woken the owner.
/// - **Leaving** ([#remove]): exchange the state for *queued*, for ever. Who finds *queued* does
///   nothing, so later wakes are harmless. If it was queued before, it may be in the stack, or a
///   waker may be about to push it: it stays where it is and is thrown away when it comes out.
///
/// The stack needs no counter against ABA, because nobody takes out less than all of it. All
/// accesses to [#woken] and to a member's state are volatile or exchanges; [Member#below] is
/// written before the compare-and-set that publishes it and read after the exchange that takes it.
///
/// # Fairness
///
/// One poll of the owner polls at most as many members as there were when it began, stops after two
/// that woke themselves while they were polled, and stops when the cooperation budget is used up:
/// polling the others would be of no use, and their number might be large. A member that finished
/// without taking from the budget is charged one unit.
///
/// After `FuturesUnordered` of the `futures` crate.
///
/// @param <M> the type of the members
public final class WakeSet<M extends WakeSet.Member> {
  private static final int SELF_WAKES = 2;
  private static final int DEAD_AT_LEAST = 32;
  private static final VarHandle WOKEN;
  private static final VarHandle STATE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WOKEN = lookup.findVarHandle(WakeSet.class, "woken", Member.class);
      STATE = lookup.findVarHandle(Member.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final AtomicWaker owner = new AtomicWaker();

  /// Those woken since the owner last took them, the latest on top.
  private volatile @Nullable Member woken;

  // From here on, only the owner's.

  /// Those to poll before [#woken], the oldest first.
  private @Nullable Member readyFirst;

  private @Nullable Member readyLast;

  /// All members, in the order the owner wants.
  private @Nullable Member first;

  private @Nullable Member last;
  private int size;

  /// How many in the queue are no members any more, at most.
  private int dead;

  private int pollsLeft;
  private int selfWakes;
  private @Nullable Member polled;
  private @Nullable Context used;
  private int unitsBefore;

  /// Whether the owner's waker was left in its cell by the last poll.
  private boolean asleep;

  /// Whether each member has been asked to end.
  private boolean ending;

  /// An empty set.
  public WakeSet() {}

  /// How many members there are.
  public int size() {
    return size;
  }

  /// Whether there are none.
  public boolean isEmpty() {
    return size == 0;
  }

  /// The first member. Other threads may ask, and are told what was true a moment ago.
  public @Nullable M first() {
    return typed(first);
  }

  /// The member after this one; null at the end, and when it is no member any more. Other threads
  /// may ask, as for [#first].
  ///
  /// @param member one of this set
  public @Nullable M after(M member) {
    return typed(((Member) member).after);
  }

  /// Adds a member at the end. It is polled when its turn comes, as if it had been woken; the owner
  /// is not.
  ///
  /// @param member one that has never been in a set
  public void addLast(M member) {
    Member added = enter(member);
    added.before = last;
    if (last == null) {
      first = added;
    } else {
      last.after = added;
    }
    last = added;
  }

  /// Adds a member before all others. Its turn to be polled comes after theirs, all the same.
  ///
  /// @param member as for [#addLast]
  public void addFirst(M member) {
    Member added = enter(member);
    added.after = first;
    if (first == null) {
      last = added;
    } else {
      first.before = added;
    }
    first = added;
  }

  private Member enter(M member) {
    Member added = member;
    if (added.entered) {
      throw new IllegalStateException("a member enters a set once; make another one");
    }
    added.entered = true;
    added.present = true;
    added.set = this;
    size++;
    append(added);
    return added;
  }

  /// Wakes the owner if it sleeps: for an owner that has added a member from outside its poll.
  public void wakeOwner() {
    if (asleep) {
      asleep = false;
      owner.wake();
    }
  }

  /// Begins a poll of the owner.
  public void begin() {
    pollsLeft = size;
    selfWakes = 0;
    polled = null;
    asleep = false;
  }

  /// The next member to poll. Null when no more are to be polled now: the owner answers Pending if
  /// there are members left, and has been woken or will be.
  ///
  /// @param cx the owner's
  public @Nullable M next(Context cx) {
    Member before = polled;
    polled = null;
    if (before != null && before.present && before.state == Member.QUEUED) {
      selfWakes++;
    }
    while (size > 0) {
      Member ready = readyFirst;
      if (ready == null) {
        if (!collect() && !sleepUnlessWoken(cx)) {
          return null;
        }
      } else if (!ready.present) {
        pop(ready);
        ready.set = null; // it has been pushed, so nobody reads this
        dead = Math.max(0, dead - 1);
      } else if (pollsLeft == 0 || selfWakes >= SELF_WAKES) {
        cx.waker().wake();
        return null;
      } else if (!cx.proceed()) {
        return null;
      } else {
        pop(ready);
        pollsLeft--;
        STATE.getAndSet(ready, Member.IDLE); // an exchange: reads what the last waker wrote
        polled = ready;
        return typed(ready);
      }
    }
    return null;
  }

  /// The context to poll a member with; valid during that poll.
  ///
  /// @param member whom to wake
  /// @param cx the owner's
  public Context contextOf(M member, Context cx) {
    unitsBefore = cx.unitsLeft();
    Context context = cx.withWaker(member, used);
    used = context;
    return context;
  }

  /// Takes one unit of the budget for a member that has just answered, unless its poll took some.
  ///
  /// @param cx the owner's
  public void charge(Context cx) {
    if (cx.unitsLeft() == unitsBefore) {
      cx.progress();
    }
  }

  /// Gives a member another turn after all who wait for theirs: for one that has more to give.
  ///
  /// @param member one of this set
  public void again(M member) {
    Member ready = member;
    if (ready.present && (int) STATE.getAndSet(ready, Member.QUEUED) == Member.IDLE) {
      append(ready);
    }
    if (polled == ready) {
      polled = null; // has not woken itself
    }
  }

  /// Takes a member out. Waking it does nothing from here on.
  ///
  /// @param member one of this set, or one that was
  public void remove(M member) {
    Member gone = member;
    if (!gone.present) {
      return;
    }
    gone.present = false;
    size--;
    if (gone.before == null) {
      first = gone.after;
    } else {
      gone.before.after = gone.after;
    }
    if (gone.after == null) {
      last = gone.before;
    } else {
      gone.after.before = gone.before;
    }
    gone.before = null;
    gone.after = null;
    if ((int) STATE.getAndSet(gone, Member.QUEUED) == Member.IDLE) {
      gone.set = null; // no waker finds it idle any more, so nobody reads this
    } else if (++dead > size + DEAD_AT_LEAST) {
      sweep();
    }
  }

  /// Takes all members out and cancels them, in order. One that throws does not keep the others
  /// from it: the first failure is thrown at the end, with the later ones suppressed.
  public void cancelAll() {
    @Nullable Throwable failure = null;
    for (M member = first(); member != null; member = first()) {
      remove(member);
      try {
        member.cancel();
      } catch (RuntimeException | Error e) {
        if (failure == null) {
          failure = e;
        } else if (failure != e) {
          failure.addSuppressed(e);
        }
      }
    }
    switch (failure) {
      case null -> {}
      case Error error -> throw error;
      default -> throw (RuntimeException) failure;
    }
  }

  /// Cancels all members with the time they need: the first call asks each of them, in order; those
  /// that are not done are asked again when they were woken.
  ///
  /// @param cx the owner's
  /// @return Ready when all are out
  public Poll<Void> pollCancelAll(Context cx) {
    begin();
    if (!ending) {
      forgetWoken();
      pollsLeft = 0;
      for (M member = first(); member != null; ) {
        M following = after(member);
        pollCancel(member, cx);
        member = following;
      }
      ending = true;
    }
    for (M member = next(cx); member != null; member = next(cx)) {
      pollCancel(member, cx);
    }
    ending = size > 0;
    return ending ? Poll.pending() : Poll.done();
  }

  private void pollCancel(M member, Context cx) {
    boolean pending = false;
    try {
      pending = member.pollCancel(contextOf(member, cx)).isPending();
    } finally {
      if (!pending) {
        remove(member);
      }
    }
  }

  /// Leaves the owner's waker, then looks once more; whether somebody had been woken after all.
  private boolean sleepUnlessWoken(Context cx) {
    owner.register(cx.waker());
    asleep = !collect();
    return !asleep;
  }

  /// Moves the woken ones to the end of the ready ones, in the order of their waking; whether there
  /// were any.
  private boolean collect() {
    if (woken == null) {
      return false;
    }
    Member top = (Member) WOKEN.getAndSet(this, null);
    Member latest = top;
    Member oldest = null;
    while (top != null) {
      Member below = top.below;
      top.below = oldest;
      oldest = top;
      top = below;
    }
    if (readyLast == null) {
      readyFirst = oldest;
    } else {
      readyLast.below = oldest;
    }
    readyLast = latest;
    return true;
  }

  private void append(Member ready) {
    if (readyLast == null) {
      readyFirst = ready;
    } else {
      readyLast.below = ready;
    }
    readyLast = ready;
  }

  private void pop(Member ready) {
    readyFirst = ready.below;
    if (readyFirst == null) {
      readyLast = null;
    }
    ready.below = null;
  }

  /// Throws those out of the queue that have left the set, lest they pile up when nobody polls.
  private void sweep() {
    collect();
    Member queued = readyFirst;
    readyFirst = null;
    readyLast = null;
    while (queued != null) {
      Member below = queued.below;
      queued.below = null;
      if (queued.present) {
        append(queued);
      } else {
        queued.set = null;
      }
      queued = below;
    }
    dead = 0;
  }

  /// Empties the queue of an owner that is about to poll everyone.
  private void forgetWoken() {
    collect();
    for (Member ready = readyFirst; ready != null; ready = readyFirst) {
      pop(ready);
      if (ready.present) {
        STATE.getAndSet(ready, Member.IDLE);
      } else {
        ready.set = null;
      }
    }
    dead = 0;
  }

  /// Any thread, once for each time the member was found idle.
  private void push(Member member) {
    Member top;
    do {
      top = woken;
      member.below = top;
    } while (!WOKEN.compareAndSet(this, top, member));
    if (top == null) {
      owner.wake();
    }
  }

  @SuppressWarnings("unchecked") // only an M enters
  private @Nullable M typed(@Nullable Member member) {
    return (M) member;
  }

  @Override
  public String toString() {
    return "WakeSet[" + size + "]";
  }

  /// A child, and its waker.
  public abstract static class Member implements Waker {
    /// In the queue, on the way into it, or not in a set.
    private static final int QUEUED = 0;

    /// In a set, and to be put into its queue by whoever wakes it.
    private static final int IDLE = 1;

    private volatile int state;

    /// Read by who found it idle; null when nobody will.
    private @Nullable WakeSet<?> set;

    /// The next in the stack or among the ready ones.
    private @Nullable Member below;

    private @Nullable Member before;
    private @Nullable Member after;
    private boolean entered;
    private boolean present;

    /// For those who extend it: a member of no set.
    protected Member() {}

    /// Cancels the child.
    protected abstract void cancel();

    /// Cancels the child with the time it needs.
    ///
    /// @param cx with this member as its waker
    protected abstract Poll<Void> pollCancel(Context cx);

    @Override
    public final void wake() {
      if ((int) STATE.getAndSet(this, QUEUED) == IDLE) {
        WakeSet<?> home = set;
        if (home != null) {
          home.push(this);
        }
      }
    }
  }
}
