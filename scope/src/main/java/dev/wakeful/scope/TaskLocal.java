package dev.wakeful.scope;

import dev.wakeful.future.Future;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Slots;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A value that goes with a task: bound around a future, it is found by all code which that future
/// runs, on whatever thread it is polled.
///
/// {@snippet class="snippets.ScopeSnippets" region="local"}
///
/// What a `ScopedValue` is for a call, this is for a future, which is many calls: the value is
/// bound again around each poll, around `cancel`, and around clean-up. So it is there in a
/// `finally` or a `close` that runs because the task was aborted. Bodies of `async` find it, woven
/// or not. An inner [#scope] of the same task-local hides the outer one while it lasts.
///
/// **Not inherited.** A task that is spawned inside starts with no values, for it may outlive them.
/// [#inherit] hands them on. Neither do calls on the blocking pool have them.
///
/// Make it a constant; two of the same name are two. Any thread may use it. A poll costs a scoped
/// binding more, some tens of nanoseconds. After `tokio::task_local!`.
///
/// @param <T> the type of the value
public final class TaskLocal<T> {
  private final String name;

  private TaskLocal(String name) {
    this.name = Objects.requireNonNull(name);
  }

  /// A new task-local, bound nowhere.
  ///
  /// @param name for messages
  public static <T> TaskLocal<T> named(String name) {
    return new TaskLocal<>(name);
  }

  /// A future inside of which this task-local has a value.
  ///
  /// *Cancel-safe: as the future.*
  ///
  /// @param value what [#get] answers inside; not null
  /// @param future what to poll
  public <F extends @Nullable Object> Future<F> scope(T value, Future<F> future) {
    Objects.requireNonNull(value, () -> "the value given to task-local " + name + " is null");
    return new Bound<>(
        "scope of task-local " + name, future, outer -> new Bindings(this, value, outer));
  }

  /// Calls something inside of which this task-local has a value, on this thread and now.
  ///
  /// @param value what [#get] answers inside; not null
  /// @param body what to call
  /// @return what the body returned
  /// @throws Exception what the body throws
  public <R extends @Nullable Object> R syncScope(
      T value, ScopedValue.CallableOp<R, Exception> body) throws Exception {
    Objects.requireNonNull(value, () -> "the value given to task-local " + name + " is null");
    Slots here = new Bindings(this, value, Bindings.here()).over(Ambient.slots());
    return Ambient.call(() -> here, body);
  }

  /// A future that finds the values which all task-locals have here and now: for a task that is to
  /// have those of the one that spawns it.
  ///
  /// *Cancel-safe: as the future.*
  ///
  /// @param future what to spawn, `Tasks.spawn(TaskLocal.inherit(future))`
  public static <F extends @Nullable Object> Future<F> inherit(Future<F> future) {
    Bindings here = Bindings.here();
    return here == null ? future : new Bound<>("inherit", future, outer -> here);
  }

  /// The value here.
  ///
  /// @throws IllegalStateException when there is none
  public T get() {
    T value = find();
    if (value == null) {
      throw new IllegalStateException(
          "the task-local "
              + name
              + " has no value on "
              + Thread.currentThread()
              + ": bind it with scope(value, future); a spawned task has those of its parent only"
              + " with TaskLocal.inherit(future)");
    }
    return value;
  }

  /// The value here, or this when there is none.
  ///
  /// @param other the answer then
  public T orElse(T other) {
    T value = find();
    return value == null ? other : value;
  }

  /// Whether there is a value here.
  public boolean isBound() {
    return find() != null;
  }

  @SuppressWarnings("unchecked") // only scope() and syncScope() bind it, to a T
  private @Nullable T find() {
    return (T) Bindings.find(this);
  }

  @Override
  public String toString() {
    return "task-local " + name;
  }

  /// What is bound, given what was bound before.
  interface Bind {
    Bindings inside(@Nullable Bindings outer);
  }
}
