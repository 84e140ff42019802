package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#failed].
final class Failed<T extends @Nullable Object> implements Future<T> {
  private @Nullable Exception failure;

  Failed(Exception failure) {
    this.failure = Objects.requireNonNull(failure);
  }

  @Override
  public Poll<T> poll(Context cx) throws Exception {
    Exception thrown = failure;
    if (thrown == null) {
      throw Finished.polledAgain("failed");
    }
    failure = null;
    throw thrown;
  }

  @Override
  public void cancel() {
    failure = null;
  }

  @Override
  public String toString() {
    return "failed";
  }
}
