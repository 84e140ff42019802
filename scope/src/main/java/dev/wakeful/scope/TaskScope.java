package dev.wakeful.scope;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Spawner;
import dev.wakeful.future.Future;
import dev.wakeful.future.Futures;
import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.future.Timers;
import dev.wakeful.task.AnyThread;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Slot;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Unhandled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A scope of tasks: children that cannot outlive it.
///
/// {@snippet class="snippets.TaskScopeSnippets" region="both"}
///
/// [#run] gives a future that ends when the body and *all* children have ended, their clean-up
/// included. So nobody forgets to join, and after it nothing of it runs any more.
///
/// - **Failure.** What the failure of one child means is the [ScopePolicy]; unless said otherwise
///   it cancels the body and all other children, and the scope throws it, with later ones
///   suppressed. A scope's failures are joined: none goes to the runtime's handler, unless nobody
///   takes the scope's own, or they are more than a thousand. A child that was aborted has not
///   failed.
/// - **Deadline.** A scope may have one; scopes opened in its body or in its children inherit it,
///   and the nearer counts. When it passes, the scope fails with
///   [Elapsed][dev.wakeful.future.Elapsed].
/// - **Cancelling.** Body and children are asked to end: each is cancelled with
///   [Future#pollCancel], so that an `await` in a `finally` has its time, and is cut off after the
///   grace time. The scope waits for it. Where there can be no waiting (a task that is aborted, a
///   runtime that closes, an outer grace time that is over), the scope's future is cancelled by
///   [Future#cancel]: children are then cut off at the end of the poll under way, and the scope
///   around this one, if there is one, waits for that.
/// - **Shutdown.** When the runtime is asked to end, the scope is cancelled, and its future throws
///   [Cancelled], unless it is to [finish][ScopeOptions#finishingOnShutdown].
///
/// A task that is to live on is spawned by [Tasks][dev.wakeful.executor.Tasks], and belongs to no
/// scope. After Trio's nurseries, Kotlin's `coroutineScope`, and the JDK's `StructuredTaskScope`.
///
/// Any thread may call any method. The lock is held for a few steps and no strange code is called
/// under it; a scope's lock is taken before that of the scope around it.
public final class TaskScope implements Spawner {
  private static final Slot<TaskScope> SLOT =
      Slot.named("scope", "this future must be polled in the body or a child of a scope");

  /// More failures than this are told to the runtime's handler at once.
  private static final int MOST_FAILURES = 1_000;

  private enum Phase {
    /// Takes on children.
    OPEN,
    /// Everybody is to end; whoever comes is cancelled at once.
    CANCELLED,
    /// The scope's future was cancelled and nobody waits.
    ABANDONED,
    /// Body and children have ended.
    ENDED
  }

  private final ScopeOptions options;
  private final Spawner spawner;
  private final @Nullable TaskScope parent;
  private final Slots slots;
  private final @Nullable Deadline deadline;

  /// The waker of whoever polls the scope's future.
  private final AtomicWaker owner = new AtomicWaker();

  private final Object lock = new Object();
  private final Set<Object> members = new LinkedHashSet<>(); // guarded by lock
  private final Map<Object, Throwable> failures = new LinkedHashMap<>(); // guarded by lock
  private Phase phase = Phase.OPEN; // guarded by lock
  private @Nullable Throwable reason; // guarded by lock

  /// A point on the clock, and the time that ends there.
  record Deadline(Timers timers, long at, Duration limit) {
    /// The nearer of two.
    static @Nullable Deadline nearer(@Nullable Deadline one, @Nullable Deadline other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return one.at - other.at <= 0 ? one : other;
    }
  }

  TaskScope(
      ScopeOptions options,
      Spawner spawner,
      @Nullable TaskScope parent,
      Slots slots,
      @Nullable Deadline own) {
    this.options = options;
    this.spawner = spawner;
    this.parent = parent;
    this.slots = slots;
    this.deadline = Deadline.nearer(own, parent == null ? null : parent.deadline);
  }

  /// [#run(ScopeOptions, ThrowingFunction)] with the default options.
  ///
  /// *Cancel-safe: no, the children are cancelled with it; cancelled by `cancel` it does not wait
  /// for their clean-up.*
  ///
  /// @param body given the scope, on the thread that polls; what it returns is polled with it
  public static <T extends @Nullable Object> Future<T> run(
      ThrowingFunction<TaskScope, ? extends Future<T>> body) {
    return run(ScopeOptions.defaults(), body);
  }

  /// A future that opens a scope, runs the body in it, and ends when all has ended: with the body's
  /// value, or with the first failure.
  ///
  /// It must be polled by an executor, or have [a spawner][ScopeOptions#on]; a deadline, and
  /// clean-up that waits, need a runtime with timers. *Cancel-safe: no, the children are cancelled
  /// with it; cancelled by `cancel` it does not wait for their clean-up.*
  ///
  /// @param options how the scope behaves
  /// @param body given the scope, on the thread that polls; what it returns is polled with it
  public static <T extends @Nullable Object> Future<T> run(
      ScopeOptions options, ThrowingFunction<TaskScope, ? extends Future<T>> body) {
    return new Scoped<>(options, body);
  }

  /// A future of the first value that one of these gives, each being a task of its own. When it is
  /// there, the others are cancelled, and their clean-up waited for. When all fail it throws the
  /// failure that came last, with the others suppressed.
  ///
  /// *Cancel-safe: no, the tasks are cancelled with it; cancelled by `cancel` it does not wait for
  /// their clean-up.*
  ///
  /// @param options how the scope behaves; its policy is [ScopePolicy#FIRST_SUCCESS]
  /// @param candidates at least one
  public static <T extends @Nullable Object> Future<T> firstSuccess(
      ScopeOptions options, List<? extends Future<? extends T>> candidates) {
    List<Future<? extends T>> given = List.copyOf(candidates);
    return run(
        options.policy(ScopePolicy.FIRST_SUCCESS),
        scope -> {
          List<Future<? extends T>> running = new ArrayList<>();
          given.forEach(each -> running.add(scope.spawn(each)));
          return Futures.selectOk(running);
        });
  }

  /// Takes on a future as a task that ends before the scope does. Legal until the scope has ended:
  /// for the body, for children, and for whoever was given the scope. Never polls it on the spot.
  ///
  /// A scope that is being cancelled cancels the future at once, and the handle gives
  /// [TaskCancelled][dev.wakeful.executor.TaskCancelled]. `abort` of the handle cancels with
  /// clean-up under the grace time. Cancelling the handle gives up the value, nothing more.
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on and its value is lost.*
  ///
  /// @param future what to poll
  /// @throws IllegalStateException when the scope has ended; the future is cancelled
  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(@AnyThread Future<T> future) {
    return spawn(null, future);
  }

  /// [#spawn(Future)] with a name for messages.
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on and its value is lost.*
  ///
  /// @param name what to call the task; null for its number
  /// @param future what to poll
  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(
      @Nullable String name, @AnyThread Future<T> future) {
    Child<T> child = new Child<>(this, name);
    Phase seen;
    synchronized (lock) {
      seen = phase;
      if (seen == Phase.OPEN || seen == Phase.CANCELLED) {
        members.add(child);
      }
    }
    switch (seen) {
      case OPEN -> {}
      case CANCELLED -> child.ask(Child.KILL);
      case ABANDONED -> {
        future.cancel();
        throw new Cancelled("the scope " + name() + " was cancelled");
      }
      case ENDED -> {
        future.cancel();
        throw new IllegalStateException(
            "the scope " + name() + " has ended; spawn before its body and last child are over");
      }
    }
    try {
      child.start(spawner, future);
    } catch (Throwable refused) {
      left(child);
      throw refused;
    }
    return child;
  }

  /// Asks body and children to end. When the body had no value yet, the scope's future throws
  /// [ScopeCancelled] after that.
  public void cancel() {
    cancel(new ScopeCancelled(name()));
  }

  /// Asks the children there are to end, and leaves the body alone. More may be spawned.
  public void cancelChildren() {
    ask(present(), Child.END);
  }

  /// How many children have not ended.
  public int alive() {
    synchronized (lock) {
      return members.size();
    }
  }

  /// The time until the deadline, negative when it is over; empty when there is none.
  public Optional<Duration> timeLeft() {
    return deadline == null
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(deadline.at - deadline.timers.nanos()));
  }

  /// What the scope is called.
  public String name() {
    return options.name();
  }

  @Override
  public String toString() {
    return "scope " + name();
  }

  // What follows is for Scoped and Child.

  /// The scope around whatever is polled with these slots.
  static @Nullable TaskScope around(Slots slots) {
    return slots.find(SLOT);
  }

  /// The slots for what is polled in this scope.
  Slots handDown(Slots outer) {
    return outer.with(SLOT, this);
  }

  AtomicWaker owner() {
    return owner;
  }

  Duration grace() {
    return options.grace();
  }

  @Nullable Deadline deadline() {
    return deadline;
  }

  boolean isCancelled() {
    synchronized (lock) {
      return phase != Phase.OPEN;
    }
  }

  /// Asks everybody to end.
  ///
  /// @param why what the scope throws if there is neither value nor failure
  void cancel(@Nullable Throwable why) {
    synchronized (lock) {
      if (phase != Phase.OPEN) {
        return;
      }
      phase = Phase.CANCELLED;
      reason = why;
    }
    ask(present(), Child.END);
    owner.wake();
  }

  /// Somebody has failed.
  ///
  /// @param who a child, or the scope itself for its body and its deadline
  void failed(Object who, Throwable failure) {
    boolean noted;
    synchronized (lock) {
      noted = (phase == Phase.OPEN || phase == Phase.CANCELLED) && failures.size() < MOST_FAILURES;
      if (noted) {
        failures.put(who, failure);
      }
    }
    if (!noted) {
      Unhandled.report(slots, who.toString(), failure);
    }
    if (who == this || options.policy() == ScopePolicy.FAIL_FAST) {
      cancel(null);
    }
  }

  /// The failure of a child was taken from its handle.
  void taken(Child<?> child) {
    if (options.policy() != ScopePolicy.FAIL_FAST) {
      synchronized (lock) {
        failures.remove(child);
      }
    }
  }

  /// Somebody whom the scope waited for has ended.
  void left(Object member) {
    boolean last;
    boolean abandoned;
    synchronized (lock) {
      last = members.remove(member) && members.isEmpty();
      abandoned = phase == Phase.ABANDONED;
    }
    if (!last) {
      return;
    }
    if (!abandoned) {
      owner.wake();
    } else if (parent != null) {
      parent.left(this);
    }
  }

  /// Ends the scope, whose body has ended, if all children have.
  boolean tryEnd() {
    synchronized (lock) {
      if (!members.isEmpty()) {
        return false;
      }
      phase = Phase.ENDED;
      return true;
    }
  }

  /// Cuts everybody off, without waiting: that is left to the scope around this one.
  void abandon() {
    List<Throwable> lost;
    synchronized (lock) {
      if (phase == Phase.ENDED || phase == Phase.ABANDONED) {
        return;
      }
      phase = Phase.ABANDONED;
      lost = List.copyOf(failures.values());
      if (parent != null && !members.isEmpty()) {
        parent.adopt(this);
      }
    }
    ask(present(), Child.KILL);
    lost.forEach(failure -> Unhandled.report(slots, toString(), failure));
  }

  private void adopt(TaskScope orphaned) {
    synchronized (lock) {
      members.add(orphaned);
    }
  }

  /// The first failure, with the others suppressed in it; or why the scope was cancelled; or null.
  /// Asked once, after the end.
  ///
  /// @param won whether the body has a value
  @Nullable Throwable failure(boolean won) {
    synchronized (lock) {
      if (won && options.policy() == ScopePolicy.FIRST_SUCCESS) {
        return null;
      }
      Throwable first = null;
      for (Throwable each : failures.values()) {
        if (first == null) {
          first = each;
        } else if (first != each) {
          first.addSuppressed(each);
        }
      }
      return first != null || won ? first : reason;
    }
  }

  /// Throws or returns a failure as a future may throw it.
  static Exception thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (Exception) failure;
  }

  private List<Object> present() {
    synchronized (lock) {
      return List.copyOf(members);
    }
  }

  private static void ask(List<Object> members, int how) {
    for (Object member : members) {
      if (member instanceof Child<?> child) {
        child.ask(how);
      }
    }
  }
}
