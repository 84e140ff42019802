package dev.wakeful.scope;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Spawner;
import dev.wakeful.executor.TaskAbortHandle;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.future.Pair;
import dev.wakeful.stream.FutureMap;
import dev.wakeful.stream.RawNext;
import dev.wakeful.task.AnyThread;
import dev.wakeful.task.Context;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Tasks, each under a key, that are joined as they end, whichever is first.
///
/// A key has one task at a time. A task spawned under a key that has one *replaces* it: the older
/// one is aborted and detached, and its end is never given, be it over already or not. A task that
/// is aborted by its key stays, and is joined as cancelled. A key is there until the end of its
/// task was given.
///
/// What holds for every [JoinGroup] holds here. *Cancel-safe: yes: [#joinNext] borrows the map, and
/// a task that was not given stays there.* For futures that need no task of their own see
/// [FutureMap]. After `JoinMap` of `tokio-util`.
///
/// @param <K> the type of the keys
/// @param <V> the type of the tasks' values
public final class JoinMap<K, V extends @Nullable Object> extends JoinGroup<Pair<K, Joined<V>>> {
  private final FutureMap<K, Joined<V>> members = new FutureMap<>();

  /// An empty map.
  public JoinMap() {}

  /// Spawns a task under a key, on the executor that polls here; it replaces the one that is there.
  /// If somebody waits for this map, they are woken.
  ///
  /// @param key not null
  /// @param future what to poll
  /// @throws IllegalStateException when no executor polls here, or the map is closed
  public TaskAbortHandle spawn(K key, @AnyThread Future<V> future) {
    mustBeOpen();
    return put(key, Tasks.spawn(future));
  }

  /// [#spawn] on another runtime. When that one closes, the task is joined as cancelled.
  ///
  /// @param spawner who takes the task on
  /// @param key not null
  /// @param future what to poll
  public TaskAbortHandle spawnOn(Spawner spawner, K key, @AnyThread Future<V> future) {
    mustBeOpen();
    return put(key, spawner.spawn(future));
  }

  /// Puts a task under a key that is there already, whatever it runs on; it replaces the one that
  /// has the key.
  ///
  /// @param key not null
  /// @param task its handle, which is this map's from here on
  /// @return the way to abort it, which nobody needs to keep
  public TaskAbortHandle put(K key, JoinHandle<V> task) {
    mustBeOpen();
    abort(key);
    members.insert(key, ending(task));
    return task.abortHandle();
  }

  /// Aborts the task under a key; it is joined as any other.
  ///
  /// @param key not null
  /// @return whether there is one
  public boolean abort(K key) {
    return members.get(key).map(JoinMap::abort).orElse(false);
  }

  private static boolean abort(Future<?> member) {
    if (member instanceof Ending<?> ending) {
      ending.abort();
    }
    return true;
  }

  /// Aborts the tasks with these keys; they are joined as any other.
  ///
  /// @param which asked for each key, in the order of spawning
  public void abortMatching(Predicate<? super K> which) {
    for (K key : members.keys()) {
      if (which.test(key)) {
        abort(key);
      }
    }
  }

  /// Whether there is a task under this key whose end was not given.
  ///
  /// @param key not null
  public boolean containsKey(K key) {
    return members.containsKey(key);
  }

  /// Whether the task with this number is here and its end was not given. Looks at all of them.
  ///
  /// @param id its [JoinHandle#id]
  public boolean containsTask(long id) {
    return awaited().stream().anyMatch(each -> each instanceof Ending<?> task && task.id() == id);
  }

  /// The keys of the tasks whose end was not given, in the order of spawning; a view.
  public Set<K> keys() {
    return members.keys();
  }

  @Override
  @Nullable Object pollMembers(Context cx) throws Exception {
    Object raw = members.pollNextRaw(cx);
    return RawNext.isItem(raw) ? withoutBox(raw) : raw;
  }

  @SuppressWarnings("unchecked") // what `members` gives; an Ending does not fail
  private Pair<K, Joined<V>> withoutBox(@Nullable Object raw) throws Exception {
    Pair<K, Outcome<Joined<V>>> given = (Pair<K, Outcome<Joined<V>>>) Objects.requireNonNull(raw);
    return new Pair<>(given.first(), given.second().get());
  }

  @Override
  void forgetMembers() {
    members.clear();
  }

  @Override
  Joined<?> taskOf(Pair<K, Joined<V>> item) {
    return item.second();
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
