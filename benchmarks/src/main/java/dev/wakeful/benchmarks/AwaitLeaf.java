package dev.wakeful.benchmarks;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.Arrays;

/// What is awaited: a queue that gives 1 for ever. It allocates nothing, may be awaited again and
/// again, and plays along in the cooperation budget as any leaf does.
///
/// Each answer is read from memory and moves the head, so that a compiler which sees through a body
/// cannot make a multiplication of its loop.
abstract class AwaitLeaf implements Future<Integer> {
  private static final Poll<Integer> ONE = Poll.ready(1);

  private final Integer[] ring = new Integer[8];
  private int head;

  AwaitLeaf() {
    Arrays.fill(ring, 1);
  }

  /// Whether there is something; if not, the waker has been woken.
  abstract boolean isReady(Context cx);

  @Override
  public final Poll<Integer> poll(Context cx) {
    return pollRaw(cx) == RawPoll.PENDING ? Poll.pending() : ONE;
  }

  @Override
  public final Object pollRaw(Context cx) {
    if (!cx.proceed() || !isReady(cx)) {
      return RawPoll.PENDING;
    }
    cx.progress();
    return ring[head++ & 7];
  }

  /// Always ready.
  static final class Ready extends AwaitLeaf {
    @Override
    boolean isReady(Context cx) {
      return true;
    }
  }

  /// Pending at every other poll, and wakes the task at once.
  static final class Once extends AwaitLeaf {
    private boolean waited;

    @Override
    boolean isReady(Context cx) {
      boolean ready = waited;
      waited = !ready;
      if (!ready) {
        cx.waker().wake();
      }
      return ready;
    }

    @Override
    public void cancel() {
      waited = false;
    }
  }
}
