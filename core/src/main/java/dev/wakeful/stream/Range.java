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
    if (!cx.proceed()) {
      return RawNext.PENDING;
    }
    cx.progress();
    Integer item = next++;
    ended = next == end;
    return item;
  }

  @Override
  Object pollAllRaw(Context cx, Taker<? super Integer> taker) throws Exception {
    while (!ended) {
      if (!mayGive(cx)) {
        return RawNext.PENDING;
      }
      int item = next++;
      ended = next == end;
      taker.take(item);
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
