package dev.wakeful.executor;

import dev.wakeful.executor.TaskInfo.State;
import dev.wakeful.future.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// Gathers what becomes a [TaskDump]. One thread uses it, once.
///
/// It reads what others write, and writes nothing but the numbers of tasks that nobody had asked
/// for theirs.
final class DumpTaker {
  private final List<Glimpse> workers = new ArrayList<>();
  private final List<Lent> roots = new ArrayList<>();
  private final Map<Task<?>, @Nullable String> running = new LinkedHashMap<>();
  private final SequencedSet<Task<?>> seen = new LinkedHashSet<>();
  private final Map<Long, Task<?>> tasks = new LinkedHashMap<>();

  /// A worker that is awake.
  ///
  /// @param task what it polls or has just polled
  void awake(String worker, @Nullable Task<?> task) {
    if (task != null && task.isAwake()) {
      running.put(task, worker);
      workers.add(new Glimpse(worker, WorkerInfo.State.POLLING, task));
    } else {
      workers.add(new Glimpse(worker, WorkerInfo.State.AWAKE, null));
    }
  }

  /// A worker that sleeps.
  void asleep(String worker, WorkerInfo.State how) {
    workers.add(new Glimpse(worker, how, null));
  }

  /// A call of `blockOn`.
  void root(Pulse pulse) {
    Thread thread = pulse.thread();
    Future<?> future = pulse.polled();
    if (thread != null && future != null) {
      roots.add(new Lent(thread.getName(), future));
    }
  }

  /// A task, perhaps not for the first time.
  void task(Task<?> task) {
    if (!task.isOver()) {
      seen.add(task);
    }
  }

  /// What has been gathered. Tasks that have ended by now are left out.
  TaskDump take(String name) {
    List<TaskInfo> infos = new ArrayList<>(seen.size());
    for (Task<?> task : seen.reversed()) { // the oldest first, to be numbered in that order
      tasks.put(task.id(), task);
      TaskInfo info = look(task);
      if (info != null) {
        infos.add(info);
      }
    }
    infos.sort(Comparator.comparingLong(TaskInfo::id));
    List<WaitCycle> cycles = WaitGraph.cycles(infos).stream().filter(this::isStillThere).toList();
    List<WorkerInfo> polling = workers.stream().map(Glimpse::info).toList();
    List<RootInfo> lent = roots.stream().map(Lent::info).toList();
    return new TaskDump(name, polling, infos, lent, cycles);
  }

  /// A call of `blockOn`. What it waits for may be a task, which is asked for its number when all
  /// have one, so that older tasks have lower ones.
  private record Lent(String thread, Future<?> future) {
    RootInfo info() {
      return new RootInfo(thread, Awaited.chain(future));
    }
  }

  /// What a worker was about; its task is asked for its number as late.
  private record Glimpse(String worker, WorkerInfo.State state, @Nullable Task<?> task) {
    WorkerInfo info() {
      return task == null
          ? new WorkerInfo(worker, state, 0, null)
          : new WorkerInfo(worker, state, task.id(), task.name());
    }
  }

  private @Nullable TaskInfo look(Task<?> task) {
    Future<?> future = task.polled();
    if (future == null) {
      return null;
    }
    StackTraceElement spawnedAt = null;
    if (future instanceof SpawnSite<?> site) {
      spawnedAt = site.site();
      future = site.future();
    }
    String worker = running.get(task);
    boolean awake = task.isAwake();
    State state = !awake ? State.WAITING : worker != null ? State.RUNNING : State.SCHEDULED;
    return new TaskInfo(
        task.id(),
        task.name(),
        state,
        state == State.RUNNING ? worker : null,
        spawnedAt,
        Awaited.chain(future));
  }

  /// The tasks were not looked at all at once, so a cycle may be made of two moments. One that is
  /// found again by a second look at each of its tasks was there in between.
  private boolean isStillThere(WaitCycle cycle) {
    for (TaskInfo before : cycle.tasks()) {
      Task<?> task = tasks.get(before.id());
      TaskInfo now = task == null ? null : look(task);
      if (now == null || now.state() != State.WAITING || !now.joins().equals(before.joins())) {
        return false;
      }
    }
    return true;
  }
}
