package dev.wakeful.executor;

import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.NotShareable;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The smallest executor: tasks of one thread, polled when that thread says so and as long as it
/// says. For tests and for loops of one's own.
///
/// {@snippet class="snippets.LocalSnippets" region="pool"}
///
/// Nothing runs but in [#run], [#runUntil], [#tryRunOne] and [#runUntilStalled], so what runs when
/// is the caller's choice, and the same program takes the same steps each time unless other threads
/// wake its tasks. There is no reactor and there are no timers but those in the slots given.
///
/// **Order.** First woken, first polled; a task that wakes itself goes behind those that wait. So
/// of tasks that always wake themselves none is ever more than one poll ahead of another.
///
/// **Thread.** The pool belongs to the thread that first spawns or polls here; others get an
/// `IllegalStateException` that names both. Wake-ups come from any thread, and so may
/// [JoinHandle#abort].
///
/// After futures-rs' `LocalPool`.
@NotShareable
public final class LocalPool implements AutoCloseable {
  private final Confined tasks;
  private final Parker parker;
  private final Waker unpark;
  private final Slots slots;

  /// A pool in the real world, whose futures find nothing in their contexts and whose failures are
  /// logged when nobody takes them.
  public LocalPool() {
    this(Env.system(), Slots.none(), FailureHandler.logging());
  }

  /// A pool without tasks.
  ///
  /// @param env where it sleeps
  /// @param slots what futures find in their contexts
  /// @param failures who is told of failures that nobody joined
  public LocalPool(Env env, Slots slots, FailureHandler failures) {
    this.tasks = new Confined("local pool", failures);
    this.parker = env.newParker();
    this.unpark = parker::unpark;
    this.slots = slots;
  }

  /// Takes on a future as a task. Never polls it on the spot.
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on and its value is lost.*
  ///
  /// @param future what to poll
  /// @throws IllegalStateException when called on another thread
  public <T extends @Nullable Object> JoinHandle<T> spawnLocal(Future<T> future) {
    return tasks.spawn(null, future);
  }

  /// Polls tasks until all are done, and sleeps while none was woken.
  ///
  /// @throws IllegalStateException when called on another thread, on one that polls tasks, or after
  ///   [#close]
  public void run() {
    loop(
        "run",
        () -> {
          tasks.listen(unpark);
          if (!tasks.pollNext() && tasks.alive() > 0) {
            parker.park();
          }
          return tasks.alive() > 0;
        });
  }

  /// Polls a future and the tasks until the future is ready, and sleeps while none was woken. The
  /// tasks stay in the pool.
  ///
  /// @param future what to wait for
  /// @return its value
  /// @throws Exception its failure, the same object
  /// @throws IllegalStateException when called on another thread, on one that polls tasks, or after
  ///   [#close]
  public <T extends @Nullable Object> T runUntil(Future<T> future) throws Exception {
    mayRun("runUntil");
    Root root = new Root();
    Context cx = Context.of(root, tasks.within(slots));
    return tasks.polling(
        slots,
        () -> {
          while (true) {
            if (root.woken) {
              root.woken = false;
              cx.begin(root, Setup.BUDGET);
              if (future.poll(cx) instanceof Poll.Ready<T>(T value)) {
                return value;
              }
            }
            tasks.listen(unpark);
            if (!tasks.pollNext() && !root.woken) {
              parker.park();
            }
            tasks.tidy();
          }
        });
  }

  /// Polls tasks until one is over or none can go on.
  ///
  /// @return whether one is over
  /// @throws IllegalStateException when called on another thread, on one that polls tasks, or after
  ///   [#close]
  public boolean tryRunOne() {
    int before = tasks.over();
    loop("tryRunOne", () -> tasks.pollNext() && tasks.over() == before);
    return tasks.over() != before;
  }

  /// Polls tasks until none can go on: a task that wakes itself is polled until it stops. Never
  /// sleeps.
  ///
  /// @throws IllegalStateException when called on another thread, on one that polls tasks, or after
  ///   [#close]
  public void runUntilStalled() {
    loop("runUntilStalled", tasks::pollNext);
  }

  /// How many tasks have been spawned and are not over. For the thread of the pool.
  public int aliveTasks() {
    return tasks.alive();
  }

  /// Cancels all tasks and takes no more. Failures that nobody took are reported.
  ///
  /// @throws IllegalStateException when called on another thread, or by a task of the pool
  @Override
  public void close() {
    tasks.shutDown();
  }

  private void loop(String what, BooleanSupplier turn) {
    mayRun(what);
    tasks.turns(
        slots,
        () -> {
          while (turn.getAsBoolean()) {
            tasks.tidy();
          }
        });
  }

  private void mayRun(String what) {
    tasks.mustOwn("run");
    Current.mustNotBePolling(what);
    if (tasks.isClosed()) {
      throw new IllegalStateException("the local pool is closed");
    }
  }

  @Override
  public String toString() {
    return "LocalPool of " + tasks.alive() + " tasks";
  }

  /// Waker of the future in `runUntil`.
  private final class Root implements Waker {
    private volatile boolean woken = true;

    @Override
    public void wake() {
      woken = true;
      parker.unpark();
    }
  }
}
