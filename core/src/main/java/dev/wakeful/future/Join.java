package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Future for the methods [Futures#join] and [Futures#tryJoin].
final class Join<T extends @Nullable Object> extends Several<T> {
  private final boolean failsAtOnce;
  private final Function<@Nullable Object[], T> tuple;
  private final @Nullable Object[] values;
  private int left;
  private @Nullable Exception failure;

  /// A future of the tuple that the function makes of the children's values.
  Join(boolean failsAtOnce, Function<@Nullable Object[], T> tuple, Future<?>... children) {
    super(children.length);
    this.failsAtOnce = failsAtOnce;
    this.tuple = tuple;
    this.values = new Object[children.length];
    this.left = children.length;
    for (Future<?> child : children) {
      add(child);
    }
  }

  @Override
  String name() {
    return failsAtOnce ? "tryJoin" : "join";
  }

  @Override
  boolean advance(int at, Context cx) throws Exception {
    try {
      Object raw = pollChild(at, cx);
      if (raw == RawPoll.PENDING) {
        return false;
      }
      values[at] = raw;
    } catch (Exception e) {
      if (failsAtOnce) {
        throw e;
      }
      failure = Failures.first(failure, e);
    }
    left--;
    return false;
  }

  @Override
  @Nullable Object answer() throws Exception {
    if (left > 0) {
      return RawPoll.PENDING;
    }
    if (failure != null) {
      throw failure;
    }
    return tuple.apply(values);
  }

  @Override
  void forget() {
    Arrays.fill(values, null);
    failure = null;
  }
}
