package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// The half of a [Split] that takes. It holds one item until the other half lets it through and the
/// whole has room.
///
/// @param <T> the type of the other half's items
/// @param <U> the type of the items
public final class SplitSink<T extends @Nullable Object, U extends @Nullable Object>
    extends CheckedSink<U> {
  final SplitCore<T, U> core;

  /// An item, or Pending when none is held.
  private @Nullable Object held = RawNext.PENDING;

  private boolean left;

  SplitSink(SplitCore<T, U> core) {
    this.core = core;
  }

  @Override
  String name() {
    return "split";
  }

  @Override
  Poll<Void> ready(Context cx) throws Exception {
    if (held == RawNext.PENDING) {
      return Poll.done();
    }
    if (!core.lock.pollLock(cx.waker())) {
      return Poll.pending();
    }
    try {
      return give(cx);
    } finally {
      core.lock.unlock();
    }
  }

  @Override
  void take(U item) {
    held = item;
  }

  @Override
  Poll<Void> flushed(Context cx) throws Exception {
    if (!core.lock.pollLock(cx.waker())) {
      return Poll.pending();
    }
    try {
      return give(cx).isReady() ? core.whole.pollFlush(cx) : Poll.pending();
    } finally {
      core.lock.unlock();
    }
  }

  @Override
  Poll<Void> closed(Context cx) throws Exception {
    if (!core.lock.pollLock(cx.waker())) {
      return Poll.pending();
    }
    Poll<Void> answer;
    try {
      answer = give(cx).isReady() ? core.whole.pollClose(cx) : Poll.pending();
    } finally {
      core.lock.unlock();
    }
    if (answer.isReady() && core.end(SplitCore.SINK)) {
      core.cancel();
    }
    return answer;
  }

  /// Gives the item that is held to the whole, under the lock.
  private Poll<Void> give(Context cx) throws Exception {
    if (held != RawNext.PENDING) {
      if (core.whole.pollReady(cx).isPending()) {
        return Poll.pending();
      }
      Object item = held;
      held = RawNext.PENDING;
      core.whole.startSend(RawPoll.value(item));
    }
    return Poll.done();
  }

  /// Is put together with the other half.
  void leave() {
    if (held != RawNext.PENDING) {
      throw new IllegalStateException(
          "the sink half holds an item that did not get through; flush() it first");
    }
    if (!isOpen()) {
      throw new IllegalStateException("the sink half was closed, has failed or was cancelled");
    }
    left = true;
    cancel();
  }

  @Override
  void release() {
    held = RawNext.PENDING;
    if (!left && core.drop(SplitCore.SINK)) {
      core.cancel();
    }
  }

  @Override
  Poll<Void> releasing(Context cx) {
    held = RawNext.PENDING;
    return core.drop(SplitCore.SINK) ? core.pollCancel(cx) : Poll.done();
  }
}
