package dev.wakeful.scope;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Spawner;
import dev.wakeful.executor.TaskAbortHandle;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.stream.FuturesOrdered;
import dev.wakeful.task.AnyThread;
import dev.wakeful.task.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tasks that are joined in the order in which they were spawned; one that ends early waits for its
/// turn.
///
/// What holds for every [JoinGroup] holds here. *Cancel-safe: yes: [#joinNext] borrows the queue,
/// and a task that was not given stays there.* For futures that need no task of their own see
/// [FuturesOrdered]. After `JoinQueue` of `tokio-util`.
///
/// @param <T> the type of the tasks' values
public final class JoinQueue<T extends @Nullable Object> extends JoinGroup<Joined<T>> {
  private final FuturesOrdered<Joined<T>> members = new FuturesOrdered<>();

  /// An empty queue.
  public JoinQueue() {}

  /// Spawns a task into this queue, on the executor that polls here. If somebody waits for this
  /// queue, they are woken.
  ///
  /// @param future what to poll
  /// @throws IllegalStateException when no executor polls here, or the queue is closed
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

  /// Takes a task into this queue that is there already, whatever it runs on: a call on the
  /// blocking pool, for example.
  ///
  /// @param task its handle, which is this queue's from here on
  /// @return the way to abort it, which nobody needs to keep
  public TaskAbortHandle add(JoinHandle<T> task) {
    mustBeOpen();
    members.pushBack(ending(task));
    return task.abortHandle();
  }

  /// A future of the values of all tasks, in the order of spawning.
  ///
  /// When the turn of a task comes that has failed, it fails with that failure, and the tasks that
  /// are left are aborted; they stay in the queue. *Cancel-safe: no: values gathered so far are
  /// lost; the tasks that are left stay in the queue and go on.*
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
