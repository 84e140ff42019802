package dev.wakeful.scope;

import dev.wakeful.future.Future;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import org.jspecify.annotations.Nullable;

/// Future for [TaskLocal#scope] and [TaskLocal#inherit]: values are bound whenever the inner future
/// runs.
///
/// They are bound twice: in [Ambient], for code that this thread calls, and in the context, for a
/// body that runs on a thread of its own and finds the slots of the poll there.
final class Bound<T extends @Nullable Object> extends Around<T> {
  private final String name;
  private final Binding around;
  private final Binding inContext;

  Bound(String name, Future<T> inner, TaskLocal.Bind bind) {
    super(inner);
    this.name = name;
    this.around = new Binding(bind);
    this.inContext = new Binding(bind);
  }

  @Override
  String name() {
    return name;
  }

  @Override
  @Nullable Object pollInner(Future<T> future, Context cx) throws Exception {
    Slots here = around.in(Ambient.slots());
    Context inside = cx.withSlots(inContext.in(cx.slots()));
    return Ambient.<@Nullable Object>call(() -> here, () -> future.pollRaw(inside));
  }

  @Override
  void cancelInner(Future<T> future) {
    Slots here = around.in(Ambient.slots());
    Ambient.run(() -> here, future::cancel);
  }

  @Override
  Poll<Void> pollCancelInner(Future<T> future, Context cx) {
    Slots here = around.in(Ambient.slots());
    Context inside = cx.withSlots(inContext.in(cx.slots()));
    PollCancel poll = new PollCancel(future, inside);
    Ambient.run(() -> here, poll);
    return poll.answer;
  }

  /// One call of `pollCancel`, which throws nothing checked.
  private static final class PollCancel implements Runnable {
    private final Future<?> future;
    private final Context cx;
    private Poll<Void> answer = Poll.pending();

    PollCancel(Future<?> future, Context cx) {
      this.future = future;
      this.cx = cx;
    }

    @Override
    public void run() {
      answer = future.pollCancel(cx);
    }
  }
}
