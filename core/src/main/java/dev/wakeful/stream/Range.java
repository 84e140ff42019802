package dev.wakeful.stream;

import dev.wakeful.task.Context;

/// Stream for [Stream#range].
final class Range extends RawStream<Integer> {
  private int next;
  private final int end;
  private boolean ended;

  Range(int from, int to) {
    this.next = from;
    this.end = to;
    this.ended = from >= to;
  }

  @Override
  public Object pollNextRaw(Context cx) {
    if (ended) {
      return RawNext.END;
    }
    if (!mayGive(cx)) {
      return RawNext.PENDING;
    }
    Integer item = next++;
    ended = next == end;
    return item;
  }

  @Override
  Object pollOneRaw(Context cx, Taker<? super Integer> taker) throws Exception {
    if (ended) {
      return RawNext.END;
    }
    if (!mayGive(cx)) {
      return RawNext.PENDING;
    }
    int item = next++;
    ended = next == end;
    taker.take(item);
    return RawNext.GIVEN;
  }

  @Override
  Object pollAllRaw(Context cx, Taker<? super Integer> taker) throws Exception {
    int item = next;
    try {
      while (item != end && !ended) {
        int many = cx.proceed((int) Math.min((long) end - item, Integer.MAX_VALUE));
        if (many == 0) {
          return RawNext.PENDING;
        }
        for (int stop = item + many; item != stop; ) {
          taker.take(item++);
        }
      }
    } finally {
      next = item; // what a failure keeps from being given has used its units up
      ended |= item == end;
    }
    return RawNext.END;
  }

  @Override
  public void cancel() {
    ended = true;
  }

  @Override
  public String toString() {
    return "range";
  }
}
