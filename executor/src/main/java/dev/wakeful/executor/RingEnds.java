package dev.wakeful.executor;

/// The two counts of a [RunQueue], each on a cache line of its own: thieves write one, the owner
/// the other.
final class RingEnds extends RingEnd.BehindTail {}

/// The levels of [RingEnds]: the JVM keeps the fields of a superclass before those of a subclass,
/// so each level is a distance or a count.
abstract class RingEnd {
  @SuppressWarnings("unused") // distance
  private long a0, a1, a2, a3, a4, a5, a6;

  abstract static class Head extends RingEnd {
    volatile int head;
  }

  abstract static class BehindHead extends Head {
    @SuppressWarnings("unused") // distance
    private long b0, b1, b2, b3, b4, b5, b6, b7;
  }

  abstract static class Tail extends BehindHead {
    /// Read plainly by its only writer; all others go through the handle.
    int tail;
  }

  abstract static class BehindTail extends Tail {
    @SuppressWarnings("unused") // distance
    private long c0, c1, c2, c3, c4, c5, c6;
  }
}
