package dev.wakeful.executor;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;

/// Future for [Tasks#consumeBudget].
final class ConsumeBudget implements Future<Void> {
  private boolean finished;

  @Override
  public Poll<Void> poll(Context cx) {
    if (finished) {
      throw Finished.polledAgain("consumeBudget");
    }
    if (!cx.proceed()) {
      return Poll.pending();
    }
    cx.progress();
    finished = true;
    return Poll.done();
  }

  @Override
  public void cancel() {
    finished = true;
  }

  @Override
  public String toString() {
    return "consumeBudget";
  }
}
