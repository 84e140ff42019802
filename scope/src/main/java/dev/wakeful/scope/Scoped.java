package dev.wakeful.scope;

import dev.wakeful.executor.Spawner;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.future.Elapsed;
import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.future.Shutdown;
import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.future.Timers;
import dev.wakeful.future.Traced;
import dev.wakeful.scope.TaskScope.Deadline;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Unhandled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [TaskScope#run]: the owner's side of a scope.
///
/// Each poll leaves its waker in the scope, and then looks at everything: whether time is over,
/// whether the runtime is to end, what the body does, whether the last child has gone.
///
/// @param <T> the type of the body's value
final class Scoped<T extends @Nullable Object> implements Future<T>, Traced {
  private final ScopeOptions options;
  private @Nullable ThrowingFunction<TaskScope, ? extends Future<T>> open;
  private @Nullable TaskScope scope;
  private @Nullable Future<T> body;
  private @Nullable Future<Void> ending;
  private @Nullable Future<Void> alarm;
  private @Nullable Future<Void> shutdown;
  private @Nullable Poll<T> value;

  Scoped(ScopeOptions options, ThrowingFunction<TaskScope, ? extends Future<T>> body) {
    this.options = Objects.requireNonNull(options);
    this.open = Objects.requireNonNull(body);
  }

  @Override
  public Poll<T> poll(Context cx) throws Exception {
    TaskScope running = scope;
    if (running == null) {
      running = open(cx);
    }
    if (!advance(running, cx)) {
      return Poll.pending();
    }
    Poll<T> answer = value;
    Throwable failure = running.failure(answer != null);
    cancel();
    if (failure != null) {
      throw TaskScope.thrown(failure);
    }
    return Objects.requireNonNull(answer, "a scope ends with a value or a failure");
  }

  /// Opens the scope and has the body made.
  private TaskScope open(Context cx) {
    ThrowingFunction<TaskScope, ? extends Future<T>> make = open;
    if (make == null) {
      throw Finished.polledAgain("scope");
    }
    Spawner given = options.spawner();
    Spawner spawner = given != null ? given : TaskExecutor.current();
    TaskScope opened =
        new TaskScope(options, spawner, TaskScope.around(cx.slots()), cx.slots(), deadline(cx));
    open = null;
    scope = opened;
    Deadline deadline = opened.deadline();
    if (deadline != null) {
      alarm = deadline.timers().sleepUntil(deadline.at());
    }
    Shutdown wish = cx.find(Shutdown.SLOT);
    if (wish != null && !options.finishOnShutdown()) {
      shutdown = wish.requested();
    }
    try {
      body = make.apply(opened);
    } catch (Throwable failure) {
      opened.failed(opened, failure);
    }
    return opened;
  }

  private @Nullable Deadline deadline(Context cx) {
    Duration limit = options.deadline();
    if (limit == null) {
      return null;
    }
    Timers timers = cx.require(Timers.SLOT);
    return new Deadline(timers, timers.deadline(limit), limit);
  }

  /// One poll of everything.
  ///
  /// @return whether the scope has ended
  private boolean advance(TaskScope running, Context cx) {
    running.owner().register(cx.waker());
    if (!running.isCancelled()) {
      watch(running, cx);
    }
    pollBody(running, cx);
    return body == null && running.tryEnd();
  }

  private void watch(TaskScope running, Context cx) {
    try {
      Deadline deadline = running.deadline();
      if (alarm != null && deadline != null && alarm.poll(cx.beyondBudget()).isReady()) {
        alarm = null;
        running.failed(running, new Elapsed(deadline.limit()));
      } else if (shutdown != null && shutdown.poll(cx.beyondBudget()).isReady()) {
        shutdown = null;
        running.cancel(
            new Cancelled("the scope " + running.name() + " was cancelled: its runtime is to end"));
      }
    } catch (Throwable broken) {
      alarm = null; // the runtime has closed its timers
      running.failed(running, broken);
    }
  }

  private void pollBody(TaskScope running, Context cx) {
    Future<T> polled = body;
    if (polled == null) {
      return;
    }
    Context inner = cx.withSlots(running.handDown(cx.slots()));
    try {
      if (running.isCancelled()) {
        pollEnding(polled, inner);
        return;
      }
      Poll<T> answer = polled.poll(inner);
      if (answer.isReady()) {
        body = null;
        value = answer;
        if (options.policy() == ScopePolicy.FIRST_SUCCESS) {
          running.cancel(null);
        }
      }
    } catch (Throwable failure) {
      body = null;
      ending = null;
      running.failed(running, failure);
    }
  }

  private void pollEnding(Future<T> polled, Context cx) throws Exception {
    Future<Void> cleanup = ending;
    if (cleanup == null) {
      cleanup = polled.cancelWithin(options.grace());
      ending = cleanup;
    }
    if (cleanup.poll(cx).isReady()) {
      body = null;
      ending = null;
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    TaskScope running = scope;
    if (running == null) {
      cancel();
      return Poll.done();
    }
    running.cancel(null);
    if (!advance(running, cx)) {
      return Poll.pending();
    }
    Throwable failure = running.failure(value != null);
    cancel();
    if (failure != null) {
      Unhandled.report(cx.slots(), "the " + running + ", while it was cancelled,", failure);
    }
    return Poll.done();
  }

  @Override
  public void cancel() {
    open = null;
    TaskScope running = scope;
    scope = null;
    Future<?> left = ending != null ? ending : body;
    body = null;
    ending = null;
    value = null;
    cancel(alarm);
    alarm = null;
    cancel(shutdown);
    shutdown = null;
    cancel(left); // first: scopes in it that cannot wait are left to this one
    if (running != null) {
      running.abandon();
    }
  }

  private static void cancel(@Nullable Future<?> part) {
    if (part != null) {
      part.cancel();
    }
  }

  @Override
  public List<Future<?>> awaited() {
    List<Future<?>> parts = new ArrayList<>();
    Future<?> first = ending != null ? ending : body;
    if (first != null) {
      parts.add(first);
    }
    return parts;
  }

  @Override
  public String toString() {
    return "scope " + options.name();
  }
}
