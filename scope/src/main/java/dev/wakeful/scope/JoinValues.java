package dev.wakeful.scope;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.future.Traced;
import dev.wakeful.stream.Next;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Future for `joinAll` of a [JoinSet] or a [JoinQueue].
final class JoinValues<T extends @Nullable Object> implements Future<List<T>>, Traced {
  private final List<T> values = new ArrayList<>();
  private @Nullable JoinGroup<Joined<T>> group;

  JoinValues(JoinGroup<Joined<T>> group) {
    this.group = group;
  }

  @Override
  public Poll<List<T>> poll(Context cx) throws Exception {
    JoinGroup<Joined<T>> joined = group;
    if (joined == null) {
      throw Finished.polledAgain("joinAll");
    }
    boolean whole = false;
    try {
      Next<Joined<T>> next = joined.pollNext(cx);
      while (next instanceof Next.Item<Joined<T>>(Joined<T> task)) {
        values.add(task.get());
        next = joined.pollNext(cx);
      }
      whole = true;
      if (next instanceof Next.Pending<?>) {
        return Poll.pending();
      }
      group = null;
      return Poll.ready(values);
    } finally {
      if (!whole) {
        group = null;
        joined.abortAll();
      }
    }
  }

  @Override
  public void cancel() {
    group = null;
  }

  @Override
  public List<Future<?>> awaited() {
    JoinGroup<Joined<T>> joined = group;
    return joined == null ? List.of() : joined.awaited();
  }

  @Override
  public String toString() {
    return "joinAll";
  }
}
