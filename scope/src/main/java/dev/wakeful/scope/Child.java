package dev.wakeful.scope;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Spawner;
import dev.wakeful.executor.TaskCancelled;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.future.Traced;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A child of a scope: what its parent and its joiner see of it. What its executor sees is
/// [Running].
///
/// The executor's task never fails and is aborted by nobody: an abort is a wish, which the next
/// poll answers with clean-up under a grace time. So the child is over when its clean-up is.
///
/// | step | done by | in this order |
/// |---|---|---|
/// | wish | any thread | raise the wish, wake the task; the task leaves its waker, then looks |
/// | end | the task | release the future, tell the scope of a failure, set the outcome, wake the joiner, leave the scope |
/// | join | the joiner | leave the waker, then look for the outcome |
///
/// @param <T> the type of the value
final class Child<T extends @Nullable Object> implements JoinHandle<T> {
  /// End, after clean-up.
  static final int END = 1;

  /// End at once.
  static final int KILL = 2;

  private static final Object CANCELLED = "cancelled";

  private final TaskScope scope;
  private final @Nullable String name;
  private final AtomicInteger wish = new AtomicInteger();
  private final AtomicWaker task = new AtomicWaker();
  private final AtomicWaker joiner = new AtomicWaker();
  private volatile @Nullable Object outcome; // Poll.Ready, Failed or CANCELLED
  private volatile @Nullable JoinHandle<Void> handle;
  private boolean taken; // the joiner's

  Child(TaskScope scope, @Nullable String name) {
    this.scope = scope;
    this.name = name;
  }

  /// Hands the future to an executor.
  void start(Spawner spawner, Future<T> future) {
    handle = spawner.spawn(name, new Running(Tasks.spawnedHere(future)));
  }

  /// Wishes the child's end.
  ///
  /// @param how [#END] or [#KILL]; the stronger wish counts
  void ask(int how) {
    wish.accumulateAndGet(how, Math::max);
    task.wake();
  }

  @Override
  public void abort() {
    ask(END);
  }

  @Override
  public boolean isFinished() {
    return outcome != null;
  }

  @Override
  public long id() {
    return task().id();
  }

  @Override
  public String name() {
    return task().name();
  }

  private JoinHandle<Void> task() {
    return Objects.requireNonNull(handle, "the scope hands out no child before it was started");
  }

  @Override
  public Poll<T> poll(Context cx) throws Exception {
    if (taken) {
      throw Finished.polledAgain("the handle of task " + name());
    }
    if (!cx.proceed()) {
      return Poll.pending();
    }
    joiner.register(cx.waker());
    Object end = outcome;
    if (end == null) {
      return Poll.pending();
    }
    taken = true;
    cx.progress();
    return open(end);
  }

  @SuppressWarnings("unchecked") // only the poll of a Future<T> puts a Ready here
  private Poll<T> open(Object end) throws Exception {
    if (end instanceof Poll.Ready<?> ready) {
      return (Poll.Ready<T>) ready;
    }
    if (end instanceof Failed(Throwable failure)) {
      scope.taken(this);
      throw TaskScope.thrown(failure);
    }
    throw new TaskCancelled(name());
  }

  /// Gives up the value; a failure is the scope's all the same.
  @Override
  public void cancel() {
    taken = true;
  }

  @Override
  public String toString() {
    return "task " + (handle == null ? name : name()) + " of the scope " + scope.name();
  }

  /// How a child ended that threw something.
  private record Failed(Throwable failure) {}

  /// What the executor polls.
  private final class Running implements Future<Void>, Traced {
    private @Nullable Future<T> future;
    private @Nullable Future<Void> ending;
    private Slots outer = Slots.none();
    private Slots inner = Slots.none();

    Running(Future<T> future) {
      this.future = future;
    }

    @Override
    public Poll<Void> poll(Context cx) {
      Future<T> running = future;
      if (running == null) {
        throw Finished.polledAgain("child of a scope");
      }
      task.register(cx.waker());
      int wished = wish.get();
      if (wished == KILL) {
        cancel();
        return Poll.done();
      }
      Poll<T> answer;
      try {
        if (wished == END) {
          return pollEnding(running, handDown(cx));
        }
        answer = running.poll(handDown(cx));
      } catch (Cancelled e) {
        cancel();
        return Poll.done();
      } catch (Throwable failure) {
        return end(new Failed(failure));
      }
      return answer.isReady() ? end(answer) : Poll.pending();
    }

    private Poll<Void> pollEnding(Future<T> running, Context cx) throws Exception {
      Future<Void> cleanup = ending;
      if (cleanup == null) {
        cleanup = running.cancelWithin(scope.grace());
        ending = cleanup;
      }
      return cleanup.poll(cx).isReady() ? end(CANCELLED) : Poll.pending();
    }

    /// The context in which scopes inside find the one around them.
    private Context handDown(Context cx) {
      if (outer != cx.slots()) {
        outer = cx.slots();
        inner = scope.handDown(outer);
      }
      return cx.withSlots(inner);
    }

    private Poll<Void> end(Object how) {
      future = null;
      ending = null;
      if (how instanceof Failed(Throwable failure)) {
        scope.failed(Child.this, failure);
      }
      outcome = how;
      joiner.wake();
      scope.left(Child.this);
      return Poll.done();
    }

    @Override
    public void cancel() {
      Future<?> left = ending != null ? ending : future;
      if (left == null) {
        return;
      }
      future = null; // what cancels is not called twice
      ending = null;
      Object how = CANCELLED;
      try {
        left.cancel();
      } catch (Throwable failure) {
        how = new Failed(failure);
      }
      end(how);
    }

    @Override
    public List<Future<?>> awaited() {
      Future<?> cleanup = ending;
      Future<?> waiting = cleanup != null ? cleanup : future;
      return waiting != null ? List.of(waiting) : List.of();
    }

    @Override
    public String toString() {
      return "child of the scope " + scope.name();
    }
  }
}
