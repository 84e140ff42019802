package dev.wakeful.task;

import dev.wakeful.task.WakeSet.Member;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The members of a [WakeSet] in the order the owner wants: each knows the one before it and the
/// one after it, and after the last comes the first.
///
/// A ring, for then the set holds no more than its last member. A reference that is stored in
/// something old costs the collector's barrier, a fence with the collector that the JVM takes by
/// default, and sets are older than their members: so one store for each that comes, and none for
/// most that leave.
///
/// Only the owner changes it. Other threads may walk it, and find what was true a moment ago, or
/// less. Who is first has nobody before it, and so has one that has just left, so a walk ends when
/// it has come round. For that there must be one without anybody before it at any time, whenever
/// the owner is stopped: hence the order of stores and the fences between them, which cost nothing
/// on most processors.
final class MemberRing {
  /// Null when there are none.
  private @Nullable Member last;

  @Nullable Member first() {
    Member end = last;
    return end == null ? null : end.after;
  }

  @Nullable Member last() {
    return last;
  }

  /// Null at the end, and when the member has left.
  static @Nullable Member after(Member member) {
    Member next = member.after;
    return next == member || next.before == null ? null : next;
  }

  void addLast(Member added) {
    Member end = last;
    if (end != null) {
      added.before = end;
      added.after = end.after;
      end.after = added;
    }
    last = added;
  }

  void addFirst(Member added) {
    Member end = last;
    if (end == null) {
      last = added;
    } else {
      Member second = end.after;
      added.after = second;
      end.after = added;
      VarHandle.storeStoreFence(); // pairs with after(): a new first before the old one is none
      second.before = added;
    }
  }

  void remove(Member gone) {
    Member end = last;
    Member before = gone.before;
    Member next = gone.after;
    if (end == null || next == gone) {
      last = null;
    } else if (before == null) {
      next.before = null;
      VarHandle.storeStoreFence(); // pairs with after(): a new first before the old one leaves
      end.after = next;
    } else if (gone == end) {
      before.after = next;
      last = before;
    } else {
      before.after = next;
      next.before = before;
    }
    gone.before = null;
    gone.after = gone;
  }
}
