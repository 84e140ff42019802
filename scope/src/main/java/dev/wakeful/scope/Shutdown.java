package dev.wakeful.scope;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.future.Traced;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Future for [JoinGroup#shutdown].
final class Shutdown implements Future<Void>, Traced {
  private @Nullable JoinGroup<?> group;
  private boolean begun;

  Shutdown(JoinGroup<?> group) {
    this.group = group;
  }

  @Override
  public Poll<Void> poll(Context cx) {
    JoinGroup<?> ending = group;
    if (ending == null) {
      throw Finished.polledAgain("shutdown");
    }
    if (!begun) {
      begun = true;
      ending.abortAll();
    }
    Poll<Void> answer = ending.pollEmpty(cx);
    if (answer.isReady()) {
      group = null;
    }
    return answer;
  }

  @Override
  public void cancel() {
    group = null;
  }

  @Override
  public List<Future<?>> awaited() {
    JoinGroup<?> ending = group;
    return ending == null ? List.of() : ending.awaited();
  }

  @Override
  public String toString() {
    return "shutdown";
  }
}
