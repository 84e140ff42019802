package dev.wakeful.scope;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Spawner;
import dev.wakeful.executor.TaskAbortHandle;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.stream.FuturesUnordered;
import dev.wakeful.task.AnyThread;
import dev.wakeful.task.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tasks that are joined as they end, whichever is first.
///
/// {@snippet class="snippets.ScopeSnippets" region="join"}
///
/// What holds for every [JoinGroup] holds here. *Cancel-safe: yes: [#joinNext] borrows the set, and
/// a task that was not given stays there.* For futures that need no task of their own see
/// [FuturesUnordered]. After `tokio::task::JoinSet`.
///
/// @param <T> the type of the tasks' values
public final class JoinSet<T extends @Nullable Object> extends JoinGroup<Joined<T>> {
  private final FuturesUnordered<Joined<T>> members = new FuturesUnordered<>();

  /// An empty set.
  public JoinSet() {}

  /// Spawns a task into this set, on the executor that polls here. If somebody waits for this set,
  /// they are woken.
  ///
  /// @param future what to poll
  /// @throws IllegalStateException when no executor polls here, or the set is closed
  public TaskAbortHandle spawn(@AnyThread Future<T> future) {
    mustBeOpen();
    return add(Tasks.spawn(future));
  }

  /// [#spawn(Future)] with a name for messages.
  ///
  /// @param name what to call the task
  /// @param future what to poll
  public TaskAbortHandle spawn(String name, @AnyThread Future<T> future) {
    mustBeOpen();
    return add(Tasks.spawn(name, future));
  }

  /// [#spawn(Future)] on another runtime. When that one closes, the task is joined as cancelled.
  ///
  /// @param spawner who takes the task on
  /// @param future what to poll
  public TaskAbortHandle spawnOn(Spawner spawner, @AnyThread Future<T> future) {
    mustBeOpen();
    return add(spawner.spawn(future));
  }

  /// Takes a task into this set that is there already, whatever it runs on: a call on the blocking
  /// pool, for example.
  ///
  /// @param task its handle, which is this set's from here on
  /// @return the way to abort it, which nobody needs to keep
  public TaskAbortHandle add(JoinHandle<T> task) {
    mustBeOpen();
    members.push(ending(task));
    return task.abortHandle();
  }

  /// A future of the values of all tasks, in the order in which they end.
  ///
  /// When a task fails, it fails with that failure, and the tasks that are left are aborted; they
  /// stay in the set. *Cancel-safe: no: values gathered so far are lost; the tasks that are left
  /// stay in the set and go on.*
  public Future<List<T>> joinAll() {
    return new JoinValues<>(this);
  }

  @Override
  @Nullable Object pollMembers(Context cx) throws Exception {
    return members.pollNextRaw(cx);
  }

  @Override
  void forgetMembers() {
    members.clear();
  }

  @Override
  Joined<?> taskOf(Joined<T> item) {
    return item;
  }

  @Override
  public int size() {
    return members.size();
  }

  @Override
  public List<Future<?>> awaited() {
    return members.awaited();
  }
}
