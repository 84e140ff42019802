package dev.wakeful.task;

import dev.wakeful.task.WakeSet.Member;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The members of a [WakeSet] that wait to be polled: any thread pushes, the owner takes.
///
/// # The protocol
///
/// A member is *idle* or *queued*. It begins queued and is polled when the owner takes it; the
/// first poll is what gives others its waker.
///
/// - **Waking one when nobody waits** ([#enterFront]), the usual case: the member is idle and
///   [#front] is empty; put it there, and wake the owner if it sleeps. One step, and the member
///   stays idle. A waker that finds its own member there exchanges it for itself: the owner's
///   exchange reads that, and so sees what this waker had done.
/// - **Waking one while another is in front** ([#push]): exchange the state for *queued*. Who found
///   *idle* pushes the member on the stack [#woken], and who pushed on an empty stack wakes the
///   owner. It need not if somebody is in front *still*, after the push: whoever came there wakes
///   the owner or is seen before it sleeps, and the owner looks at both.
/// - **Taking from the front**: exchange it for nothing, then poll. Those on the stack are taken
///   with it, lest they wait behind who comes to the front next.
/// - **Taking one that is queued** ([WakeState#becomeIdle]): exchange the state for *idle*, then
///   poll. A wake before the exchange is answered by this poll, for the exchange reads what the
///   last waker wrote, and so sees what that waker, and each before it, had done. A wake after it
///   comes to the front or pushes again. This is why both sides exchange, and neither just stores
///   or looks. Before the first poll there is no other side, and a store will do.
/// - **Twice**: of two who wake one member just when another leaves the front, one may come there
///   and the other push. The member is polled once for each; it is on the stack once, for the state
///   says so, and being in front does not use the links of the stack.
/// - **Going to sleep** ([#sleepUnlessWoken]): nobody was found; the owner leaves its waker, says
///   that it is *asleep* and *looks again*. Who came before that look is seen; the first who comes
///   after it finds the owner asleep, and wakes. Later pushes need not: they are found together
///   with the first. An owner that answers Pending without having gone to sleep has woken itself.
/// - **Waking up** ([#begin]): most owners say nothing of it. They are believed to be asleep, so
///   that they need not say so, which costs a fence, when they sleep again; their waker stays where
///   it is. Who comes while they run wakes them for nothing. An owner that finds such a one says
///   *awake* at once ([#isBusy]), and so it does for [#BUSY] polls from then on: where several
///   threads wake members, that is the rule. No fence: who believes it asleep a little longer wakes
///   it for nothing.
/// - **Leaving**, by the owner: an idle member loses its `queue`, so a later wake finds nowhere to
///   bring it, and is taken from the front. One that is queued may be in the stack, or a waker may
///   be about to push it, as one may who read `queue` before: it is thrown away when it comes out.
///
/// The owner takes the whole stack with one exchange and turns it round, so that the first woken
/// comes first, but for one who pushes just when the front is taken: one step for each push. The
/// stack needs no counter against ABA, because nobody takes out less than all of it.
///
/// A reference that is stored costs the collector's barrier, and most turns have one member: hence
/// the care to store nothing where one comes and goes alone.
///
/// All accesses to [#front], [#woken] and to the state of a member that was polled are volatile or
/// stronger, and so is saying *asleep*. A member's `below` is written before the compare-and-set
/// that publishes it and read after the exchange that takes it, or else it is the owner's alone;
/// its `queue` is written before its first poll.
final class WakeQueue {
  /// For how many polls an owner that was woken for nothing says that it is awake.
  private static final int BUSY = 64;

  private static final VarHandle FRONT;
  private static final VarHandle WOKEN;
  private static final VarHandle ASLEEP;

  static {
    try {
      FRONT = MethodHandles.lookup().findVarHandle(WakeQueue.class, "front", Member.class);
      WOKEN = MethodHandles.lookup().findVarHandle(WakeQueue.class, "woken", Member.class);
      ASLEEP = MethodHandles.lookup().findVarHandle(WakeQueue.class, "asleep", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// The owner's waker, as of its last sleep.
  private volatile @Nullable Waker owner;

  /// Whether the owner is to be woken; written by the owner.
  private volatile boolean asleep;

  /// Who was woken when nobody was in front.
  private volatile @Nullable Member front;

  /// Those woken since, the latest on top.
  private volatile @Nullable Member woken;

  /// Only the owner's: those to poll before [#woken], the oldest first.
  private @Nullable Member first;

  /// The last of them; null when there are less than two.
  private @Nullable Member last;

  /// Only the owner's: whether the one taken last was in front.
  private boolean fromFront;

  /// Only the owner's: whether those were taken since its last sleep who came before it ended.
  private boolean ran;

  /// Only the owner's: how many polls are to say that they are awake.
  private int busy;

  /// Puts an idle member in front, unless another is there. Any thread.
  ///
  /// @return false when it must be pushed
  boolean enterFront(Member member) {
    while (true) {
      Member found = front;
      if (found == null) {
        if (FRONT.compareAndSet(this, null, member)) {
          if (asleep) {
            wakeOwner();
          }
          return true;
        }
      } else if (found != member) {
        return false;
      } else if (FRONT.compareAndSet(this, member, member)) {
        return true; // the owner's exchange reads this one, and sees what this waker had done
      }
    }
  }

  /// Pushes a member that has just become queued. Any thread.
  void push(Member member) {
    Member top;
    do {
      top = woken;
      member.below = top;
    } while (!WOKEN.compareAndSet(this, top, member));
    if (top == null && asleep && front == null) {
      wakeOwner();
    }
  }

  private void wakeOwner() {
    Waker waker = owner;
    if (waker != null) {
      waker.wake();
    }
  }

  // What follows is for the owner.

  /// Takes out the member whose turn is next, of those known; null when there is none.
  @Nullable Member takeKnown() {
    fromFront = false;
    Member head = first;
    if (head != null) {
      first = head.below;
      head.below = null;
      if (first == last) {
        last = null;
      }
    }
    return head;
  }

  /// Takes out the one that was woken first, when nobody else is known; keeps the others. Null when
  /// nobody was woken.
  @Nullable Member takeWoken() {
    fromFront = front != null;
    if (!fromFront && woken == null) {
      return null;
    }
    if (ran) {
      isBusy();
    }
    ran = true;
    return fromFront ? takeFront() : takeStack();
  }

  /// Somebody has come while the owner ran.
  private void isBusy() {
    busy = BUSY;
    stayAwake();
  }

  /// Takes who is in front, and the stack with it, lest those wait behind who comes to the front
  /// next.
  private Member takeFront() {
    Member taken = (Member) FRONT.getAndSet(this, null);
    if (woken != null) {
      putBefore(takeStack());
    }
    return taken;
  }

  /// Whether it is in front.
  boolean isFront(Member member) {
    return front == member;
  }

  /// Lets the member that was taken last be woken again, for it is polled now.
  void release(Member taken) {
    if (!fromFront) {
      taken.becomeIdle();
    }
  }

  /// Takes a member that leaves the set from the front.
  ///
  /// @return whether others wait behind it: they must be taken in, for who is woken next comes to
  ///   the front
  boolean leaveFront(Member gone) {
    return front == gone && FRONT.compareAndSet(this, gone, null) && woken != null;
  }

  /// Takes the stack; keeps all but the oldest. One that is alone, as is usual, costs no store.
  private Member takeStack() {
    Member top = (Member) WOKEN.getAndSet(this, null);
    Member oldest = top;
    Member above = null;
    while (oldest.below != null) {
      Member below = oldest.below;
      oldest.below = above;
      above = oldest;
      oldest = below;
    }
    if (above != null) {
      first = above;
      last = above == top ? null : top;
    }
    return oldest;
  }

  /// Puts back who was taken last: its turn is still the next.
  void putBack(Member taken) {
    if (!fromFront || taken.becomeQueued()) {
      putBefore(taken);
    }
  }

  private void putBefore(Member taken) {
    Member next = first;
    taken.below = next;
    first = taken;
    if (next != null && last == null) {
      last = next;
    }
  }

  /// Puts a member that has just become queued behind those who are known to be.
  void append(Member member) {
    if (first == null) {
      first = member;
      return;
    }
    Member end = last == null ? first : last;
    end.below = member;
    last = member;
  }

  /// Leaves the owner's waker, then looks once more: whether nobody has been woken.
  boolean sleepUnlessWoken(Waker waker) {
    Waker before = owner;
    if (before != waker && (before == null || !before.willWake(waker))) {
      owner = waker; // volatile: a full fence before the look
    }
    if (!asleep) {
      asleep = true; // volatile: a full fence before the look
    }
    ran = front != null || woken != null;
    return !ran;
  }

  /// Wakes the owner that sleeps, unless a push since then has done so.
  void wakeSleeper() {
    if (front == null && woken == null) {
      wakeOwner();
    }
  }

  /// A poll of the owner begins.
  void begin() {
    if (busy > 0) {
      busy--;
      stayAwake();
    }
  }

  /// From here on nobody needs to wake the owner until it sleeps again.
  private void stayAwake() {
    ASLEEP.setOpaque(this, false); // pairs with the look in push(), which may come too late
  }

  /// Throws those out who have left the set, lest they pile up while nobody polls.
  void sweep() {
    Member known = first;
    Member since = null;
    first = null;
    last = null;
    if (woken != null) {
      since = takeStack();
      since.below = first;
      first = null;
      last = null;
    }
    keepPresent(known);
    keepPresent(since);
  }

  private void keepPresent(@Nullable Member chain) {
    Member at = chain;
    while (at != null) {
      Member below = at.below;
      at.below = null;
      if (at.present) {
        append(at);
      } else {
        at.queue = null;
      }
      at = below;
    }
  }
}
