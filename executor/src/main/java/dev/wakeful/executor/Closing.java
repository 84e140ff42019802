package dev.wakeful.executor;

import dev.wakeful.future.Elapsed;
import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// How far an executor has come with its end. Any thread may use it.
///
/// | state | what is taken on | left by |
/// |---|---|---|
/// | open | everything | [#begin], or the [#signal] being given |
/// | draining | what a task or a `blockOn` of the executor spawns | [#begin], once all is quiet or the time is over |
/// | begun | nothing | never |
final class Closing {
  private final String name;
  private final ShutdownSignal signal = new ShutdownSignal();
  private final Bell bell = new Bell();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> because = new AtomicReference<>();

  /// The threads that are in `blockOn`: their futures are work under way, as tasks are.
  private final AtomicInteger roots = new AtomicInteger();

  Closing(String name) {
    this.name = name;
  }

  ShutdownSignal signal() {
    return signal;
  }

  /// Begins the end.
  ///
  /// @param why the failure that is the reason; null when there is none
  void begin(@Nullable Throwable why) {
    if (why != null) {
      because.compareAndSet(null, why);
    }
    begun.set(true);
    signal.request();
  }

  boolean hasBegun() {
    return begun.get();
  }

  void enterRoot() {
    roots.incrementAndGet();
  }

  void leaveRoot() {
    roots.decrementAndGet();
    bell.ring();
  }

  /// Called by a thread that has run out of tasks: perhaps there are none.
  void lookWhetherQuiet() {
    bell.ring();
  }

  /// Waits until nothing is under way or the time is over, then closes the executor.
  ///
  /// @param limit how long to wait at most
  /// @param executor what to close; it takes on nothing from outside any more
  /// @param noneAlive whether all its tasks are over
  /// @param lend drives a future on this thread, without [#enterRoot]
  /// @return how many tasks were not over
  int gracefully(
      Duration limit,
      TaskExecutor executor,
      BooleanSupplier noneAlive,
      ThrowingFunction<Future<Void>, Void> lend) {
    Future<Void> quiet =
        bell.until("the last task", () -> roots.get() == 0 && noneAlive.getAsBoolean());
    try {
      lend.apply(quiet.timeout(limit));
    } catch (Elapsed e) {
      // the rest is cancelled
    } catch (Exception e) {
      if (!hasBegun()) { // somebody else was faster: then there is nothing left to wait for
        throw new IllegalStateException("the runtime " + name + " cannot wait for its tasks", e);
      }
    }
    int left = executor.aliveTasks();
    executor.close();
    return left;
  }

  /// What `blockOn` of a closed executor throws.
  IllegalStateException refusal() {
    Throwable why = because.get();
    return why == null
        ? new IllegalStateException("the runtime " + name + " is closed")
        : new IllegalStateException(
            "the runtime " + name + " is closed: it was shut down because of a failure", why);
  }
}
