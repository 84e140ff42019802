package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;

/// A thing to split that gives nothing and takes nothing.
final class Nowhere implements Duplex<Integer, Integer> {
  static SplitCore<Integer, Integer> core() {
    return new SplitCore<>(new Nowhere());
  }

  @Override
  public Next<Integer> pollNext(Context cx) {
    return Next.pending();
  }

  @Override
  public Poll<Void> pollReady(Context cx) {
    return Poll.pending();
  }

  @Override
  public void startSend(Integer item) {}

  @Override
  public Poll<Void> pollFlush(Context cx) {
    return Poll.pending();
  }

  @Override
  public Poll<Void> pollClose(Context cx) {
    return Poll.pending();
  }
}
