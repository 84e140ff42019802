package dev.wakeful.scope;

import dev.wakeful.future.Future;
import org.jspecify.annotations.Nullable;

/// Future for [TaskTracker#track].
final class Tracked<T extends @Nullable Object> extends Around<T> {
  private final TaskTracker.Token token;

  Tracked(Future<T> inner, TaskTracker.Token token) {
    super(inner);
    this.token = token;
  }

  @Override
  String name() {
    return "track";
  }

  @Override
  void released() {
    token.close();
  }
}
