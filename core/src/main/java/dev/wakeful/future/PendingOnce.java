package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;

/// Future for [Futures#pendingOnce].
final class PendingOnce implements Future<Void> {
  private int polls;

  @Override
  public Poll<Void> poll(Context cx) {
    return switch (polls++) {
      case 0 -> Poll.pending();
      case 1 -> Poll.done();
      default -> throw Finished.polledAgain("pendingOnce");
    };
  }

  @Override
  public void cancel() {
    polls = 2;
  }

  @Override
  public String toString() {
    return "pendingOnce";
  }
}
