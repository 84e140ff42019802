package dev.wakeful.testkit;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import org.jspecify.annotations.Nullable;

/// A future around one child that keeps the contract, each duty in a method of its own, for a
/// planted violation to override.
class Broken implements Future<Integer> {
  @Nullable Future<Integer> child;
  @Nullable Waker kept;

  Broken(Future<Integer> child) {
    this.child = child;
  }

  @Override
  public Poll<Integer> poll(Context cx) throws Exception {
    Future<Integer> source = child;
    if (source == null) {
      return again();
    }
    boolean pending = false;
    try {
      Poll<Integer> answer = ask(source, cx);
      pending = answer.isPending();
      return answer;
    } finally {
      if (!pending) {
        forget();
      }
    }
  }

  Poll<Integer> ask(Future<Integer> source, Context cx) throws Exception {
    return source.poll(cx);
  }

  Poll<Integer> again() throws Exception {
    throw Finished.polledAgain("broken");
  }

  void forget() {
    child = null;
  }

  @Override
  public void cancel() {
    Future<Integer> source = child;
    child = null;
    if (source != null) {
      source.cancel();
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    Future<Integer> source = child;
    if (source != null && source.pollCancel(cx).isPending()) {
      return Poll.pending();
    }
    child = null;
    return Poll.done();
  }
}
