package dev.wakeful.scope;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Spawner;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A spawner that keeps what it is given, for a test that polls it itself.
final class Later implements Spawner {
  /// The tasks, in the order of their coming.
  final List<Future<?>> tasks = new ArrayList<>(); // guarded by itself

  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(Future<T> future) {
    synchronized (tasks) {
      tasks.add(future);
    }
    return new Handle<>();
  }

  /// The task that came at this place.
  Future<?> task(int at) {
    synchronized (tasks) {
      return tasks.get(at);
    }
  }

  /// A handle that knows nothing: scopes ask it for names only.
  private static final class Handle<T extends @Nullable Object> implements JoinHandle<T> {
    @Override
    public Poll<T> poll(Context cx) {
      return Poll.pending();
    }

    @Override
    public void abort() {}

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public long id() {
      return 1;
    }

    @Override
    public String name() {
      return "task";
    }
  }
}
