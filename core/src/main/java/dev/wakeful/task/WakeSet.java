package dev.wakeful.task;

import org.jspecify.annotations.Nullable;

/// The children of one owner, each with a waker of its own: what a future that polls very many
/// others is built on. Of a million children the owner finds the woken one at once.
///
/// A child is a [Member], and the member *is* the waker its poll is given. A wake-up costs the same
/// however many members there are, and no object.
///
/// {@snippet class="snippets.WakeSetSnippets" region="poll"}
///
/// One owner uses the set, as it would a future; only [Member#wake] may come from any thread. How
/// the two meet is written at the head of `WakeQueue`.
///
/// **Fairness.** One poll of the owner polls at most as many members as there were when it began,
/// stops after two that woke themselves while they were polled, and stops when the cooperation
/// budget is used up: to poll the others would be of no use, and their number might be large. A
/// member that finished without taking from the budget is charged one unit.
///
/// After `FuturesUnordered` of the `futures` crate.
///
/// @param <M> the type of the members
public final class WakeSet<M extends WakeSet.Member> {
  private static final int SELF_WAKES = 2;
  private static final int DEAD_AT_LEAST = 32;

  /// How many polls share a context. The collector's barrier is cheap on stores to what is young,
  /// and each poll stores its waker.
  private static final int USES = 64;

  private final WakeQueue queue = new WakeQueue();

  private final MemberRing all = new MemberRing();
  private int size;

  /// Whether the last member is new and waits for its turn, behind those the queue knows of. They
  /// are told of it when the next one comes: most come alone, and the ring has it already.
  private boolean lastIsNew;

  /// How many in the queue are no members any more, about.
  private int dead;

  private int pollsLeft;
  private int selfWakes;

  /// Whether the member that [#used] names has been polled since [#begin].
  private boolean polled;

  /// The context of the last member that was polled, or of another that leaves.
  private @Nullable Context used;

  private int usesLeft;

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
    return typed(all.first());
  }

  /// The member after this one; null at the end, and when this is no member any more. Other threads
  /// may ask, as for [#first].
  ///
  /// @param member one of this set
  public @Nullable M after(M member) {
    return typed(MemberRing.after(member));
  }

  /// Adds a member at the end. It is polled when its turn comes, as if it had been woken; the owner
  /// is not woken.
  ///
  /// @param member one that has never been in a set
  public void addLast(M member) {
    enter(member);
    all.addLast(member);
    lastIsNew = true;
  }

  /// Adds a member before all others. Its turn to be polled comes after theirs, all the same.
  ///
  /// @param member as for [#addLast]
  public void addFirst(M member) {
    enter(member);
    all.addFirst(member);
    queue.append(member);
  }

  private void enter(Member member) {
    if (member.entered) {
      throw new IllegalStateException("a member enters a set once; make another one");
    }
    member.entered = true;
    member.present = true;
    member.queue = queue;
    size++;
    queueLast();
  }

  /// Tells the queue of a last member that is new, before another comes behind it.
  private void queueLast() {
    Member last = all.last();
    if (lastIsNew && last != null) {
      queue.append(last);
    }
    lastIsNew = false;
  }

  /// Wakes the owner if it sleeps: for an owner that has added a member from outside its poll.
  public void wakeOwner() {
    if (asleep) {
      asleep = false;
      queue.wakeSleeper();
    }
  }

  /// Begins a poll of the owner.
  public void begin() {
    pollsLeft = size;
    selfWakes = 0;
    polled = false;
    asleep = false;
    queue.begin();
  }

  /// The next member to poll. Null when no more are to be polled now: the owner answers Pending if
  /// there are members left, and has been woken or will be.
  ///
  /// @param cx the owner's
  public @Nullable M next(Context cx) {
    if (polled && used != null && used.waker() instanceof Member last && last.wokeItself()) {
      selfWakes++;
    }
    polled = false;
    while (size > 0) {
      Member ready = take();
      if (ready == null) {
        asleep = queue.sleepUnlessWoken(cx.waker());
        if (asleep) {
          return null;
        }
      } else if (!ready.present) {
        ready.queue = null; // whoever has just read this makes it come out once more
        dead = Math.max(0, dead - 1);
      } else if (pollsLeft == 0 || selfWakes >= SELF_WAKES) {
        queue.putBack(ready);
        cx.waker().wake();
        return null;
      } else if (!cx.proceed()) {
        queue.putBack(ready);
        return null;
      } else {
        pollsLeft--;
        queue.release(ready);
        return typed(ready);
      }
    }
    return null;
  }

  /// Takes out whose turn is next; null when nobody is left.
  private @Nullable Member take() {
    Member ready = queue.takeKnown();
    if (ready == null) {
      ready = lastIsNew ? all.last() : queue.takeWoken();
      lastIsNew = false;
    }
    return ready;
  }

  /// The context to poll a member with; valid during that poll.
  ///
  /// @param member whom to wake
  /// @param cx the owner's
  public Context contextOf(M member, Context cx) {
    unitsBefore = cx.unitsLeft();
    Context context = cx.withWaker(member, --usesLeft > 0 ? used : null);
    if (context != used) {
      used = context;
      usesLeft = USES;
    }
    polled = true;
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
    if (ready.present && !queue.isFront(ready) && ready.becomeQueued()) {
      queueLast();
      queue.append(ready);
    }
    if (used != null && used.waker() == ready) {
      polled = false; // has not woken itself
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
    boolean unknown = lastIsNew && gone == all.last();
    lastIsNew = lastIsNew && !unknown;
    all.remove(gone);
    if (queue.leaveFront(gone)) {
      sweep();
    }
    if (unknown || !gone.isQueued()) {
      gone.queue = null; // a waker that has just read this makes it come out once more, that is all
    } else if (++dead > size + DEAD_AT_LEAST) {
      sweep();
    }
  }

  private void sweep() {
    queueLast();
    queue.sweep();
    dead = 0;
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
      for (M member = first(); member != null; ) {
        M following = after(member);
        pollCancel(member, cx);
        member = following;
      }
      ending = true;
      pollsLeft = 0;
    }
    for (M member = next(cx); member != null; member = next(cx)) {
      pollCancel(member, cx);
    }
    ending = size > 0;
    return ending ? Poll.pending() : Poll.done();
  }

  /// Empties the queue of an owner that is about to poll everyone.
  private void forgetWoken() {
    sweep();
    Member ready = take();
    for (int left = size; ready != null; left--) {
      if (left == 0) {
        queue.putBack(ready);
        return;
      }
      queue.release(ready);
      ready = take();
    }
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

  @SuppressWarnings("unchecked") // only an M enters
  private @Nullable M typed(@Nullable Member member) {
    return (M) member;
  }

  @Override
  public String toString() {
    return "WakeSet[" + size + "]";
  }

  /// A child, and its waker: that is given to others by the first poll, and by nobody before.
  public abstract static class Member extends WakeState implements Waker {
    /// Where it is brought when it is woken; null when nobody needs to.
    @Nullable WakeQueue queue;

    /// The next in the queue, see there.
    @Nullable Member below;

    /// The neighbours, see [MemberRing].
    @Nullable Member before;

    Member after = this;
    private boolean entered;

    /// Whether it is in the set; only the owner's.
    boolean present;

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
      WakeQueue home = queue;
      if (isIdle() && (home == null || home.enterFront(this))) {
        return;
      }
      if (becomeQueued() && home != null) {
        home.push(this);
      }
    }

    final boolean wokeItself() {
      WakeQueue home = queue;
      return present && home != null && (isQueued() || home.isFront(this));
    }
  }
}
