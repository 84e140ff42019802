package dev.wakeful.executor;

import org.jspecify.annotations.Nullable;

/// What a listener may know of a task. Any thread may ask.
public sealed interface TaskMeta permits HeardTask {

  /// A number that no other task of this process has.
  long id();

  /// The name given at spawn, or one made of the [#id].
  String name();

  /// The line that spawned it, if the executor [remembers it][Setup#spawnSites].
  @Nullable StackTraceElement spawnedAt();
}
