package dev.wakeful.weave.kit;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import org.jspecify.annotations.Nullable;

/// A future that waits for nothing but the number of polls it was told to be Pending, writes down
/// what is done to it, and complains when that is not allowed.
final class Leaf<T extends @Nullable Object> implements Future<T> {
  private final World world;
  private final int number;
  private final Answer<T> answer;
  private final int lingering;
  private int pendings;
  private int lingered;
  private boolean polling;
  private boolean started;
  private @Nullable String end;
  private @Nullable Waker waker;

  Leaf(World world, int number, int pendings, int lingering, Answer<T> answer) {
    this.world = world;
    this.number = number;
    this.pendings = pendings;
    this.lingering = lingering;
    this.answer = answer;
  }

  @Override
  public Poll<T> poll(Context cx) throws Exception {
    if (polling) {
      throw world.violated(this + " was polled during a poll of itself");
    }
    if (end != null) {
      throw world.violated(this + " was polled after it " + end);
    }
    polling = true;
    try {
      world.log(started ? "poll " : "start ", this);
      started = true;
      if (pendings > 0) {
        pendings--;
        waker = cx.waker();
        return Poll.pending();
      }
      waker = null;
      end = "had finished";
      return Poll.ready(answer.give());
    } finally {
      polling = false;
    }
  }

  @Override
  public void cancel() {
    if (polling) {
      throw world.violated(this + " was cancelled during a poll of itself");
    }
    world.log("cancel ", this, end == null ? "" : ", which " + end);
    waker = null;
    if (end == null) {
      end = "was cancelled";
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    if (end == null && lingered < lingering) {
      lingered++;
      world.log("linger ", this);
      waker = cx.waker();
      return Poll.pending();
    }
    cancel();
    return Poll.done();
  }

  /// Wakes whoever polled it last.
  void wake() {
    if (waker != null) {
      waker.wake();
    }
  }

  /// Whether it was polled and then forgotten.
  boolean leaked() {
    return started && end == null;
  }

  @Override
  public String toString() {
    return "#" + number;
  }

  /// What a leaf is ready with, or fails with.
  interface Answer<T extends @Nullable Object> {
    T give() throws Exception;
  }
}
