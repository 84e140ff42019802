package dev.wakeful.executor;

import org.jspecify.annotations.Nullable;

/// The two ends of an [InjectQueue], each on cache lines of its own: those who push write one,
/// those who take the other.
final class InjectEnds extends InjectEnd.BehindFront {
  /// An empty queue.
  InjectEnds() {
    super(new Link(null));
  }

  /// One place in the queue. Its `next` goes through the handle of [InjectQueue].
  static final class Link {
    @Nullable Task<?> task;
    @Nullable Link next;

    Link(@Nullable Task<?> task) {
      this.task = task;
    }
  }
}

/// The levels of [InjectEnds], as of [RingEnds].
abstract class InjectEnd {
  @SuppressWarnings("unused") // distance
  private long a0, a1, a2, a3, a4, a5, a6;

  abstract static class Back extends InjectEnd {
    volatile InjectEnds.Link last;
    volatile long pushed;

    Back(InjectEnds.Link none) {
      last = none;
    }
  }

  abstract static class BehindBack extends Back {
    @SuppressWarnings("unused") // distance
    private long b0, b1, b2, b3, b4, b5, b6, b7;

    BehindBack(InjectEnds.Link none) {
      super(none);
    }
  }

  abstract static class Front extends BehindBack {
    InjectEnds.Link first; // guarded by the queue's `takers`
    volatile long popped; // written under the same lock

    Front(InjectEnds.Link none) {
      super(none);
      first = none;
    }
  }

  abstract static class BehindFront extends Front {
    @SuppressWarnings("unused") // distance
    private long c0, c1, c2, c3, c4, c5, c6;

    BehindFront(InjectEnds.Link none) {
      super(none);
    }
  }
}
