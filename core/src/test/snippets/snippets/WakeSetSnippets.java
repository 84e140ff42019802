package snippets;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.WakeSet;

/// Ready once all children are.
final class WakeSetSnippets implements Future<Void> {
  private final WakeSet<Child> children = new WakeSet<>();

  void add(Future<Void> future) {
    children.addLast(new Child(future));
  }

  // @start region="poll"
  @Override
  public Poll<Void> poll(Context cx) throws Exception {
    children.begin();
    for (Child child = children.next(cx); child != null; child = children.next(cx)) {
      if (child.future.poll(children.contextOf(child, cx)).isReady()) {
        children.charge(cx);
        children.remove(child);
      }
    }
    return children.isEmpty() ? Poll.done() : Poll.pending();
  }

  // @end

  @Override
  public void cancel() {
    children.cancelAll();
  }

  private static final class Child extends WakeSet.Member {
    private final Future<Void> future;

    Child(Future<Void> future) {
      this.future = future;
    }

    @Override
    protected void cancel() {
      future.cancel();
    }

    @Override
    protected Poll<Void> pollCancel(Context cx) {
      return future.pollCancel(cx);
    }
  }
}
