package dev.wakeful.executor;

import dev.wakeful.future.Future;
import dev.wakeful.future.Traced;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A task's future that remembers where it was spawned, and adds that to its failure.
///
/// Made only when the executor is told to: it costs a stack trace for each task.
///
/// @param <T> the type of the value
final class SpawnSite<T extends @Nullable Object> implements Future<T>, Traced {
  private final Future<T> future;
  private final Spawned spawned = new Spawned();

  private SpawnSite(Future<T> future) {
    this.future = Objects.requireNonNull(future);
  }

  /// The future to poll for this one.
  static <T extends @Nullable Object> Future<T> remember(boolean wanted, Future<T> future) {
    return wanted ? new SpawnSite<>(future) : future;
  }

  /// The stack of whoever spawned the task that failed last with this failure; empty when it is not
  /// known.
  static List<StackTraceElement> of(Throwable failure) {
    List<StackTraceElement> latest = List.of();
    for (Throwable suppressed : failure.getSuppressed()) {
      if (suppressed instanceof Spawned) {
        latest = List.of(suppressed.getStackTrace());
      }
    }
    return latest;
  }

  /// Whether a line is the library's own.
  static boolean isOwn(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.startsWith("dev.wakeful.executor.")
        || name.startsWith("dev.wakeful.runtime.")
        || name.startsWith("dev.wakeful.scope.");
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    try {
      return future.pollRaw(cx);
    } catch (Cancelled e) {
      throw e; // no failure
    } catch (Throwable failure) {
      failure.addSuppressed(spawned);
      throw failure;
    }
  }

  @Override
  public Poll<T> poll(Context cx) throws Exception {
    return RawPoll.box(pollRaw(cx));
  }

  @Override
  public void cancel() {
    future.cancel();
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    return future.pollCancel(cx);
  }

  @Override
  public List<Future<?>> awaited() {
    return List.of(future);
  }

  /// What was spawned.
  Future<T> future() {
    return future;
  }

  /// The line that spawned, the first that is not the library's own; null when all are.
  @Nullable StackTraceElement site() {
    return spawned.site();
  }

  @Override
  public String toString() {
    StackTraceElement where = site();
    return "what was spawned at " + (where != null ? where : "an unknown place");
  }

  /// The stack of whoever spawned. Never thrown: it is suppressed in what is.
  private static final class Spawned extends Exception {
    Spawned() {
      super("spawned at", null, false, true);
    }

    @Nullable StackTraceElement site() {
      for (StackTraceElement frame : getStackTrace()) {
        if (!isOwn(frame)) {
          return frame;
        }
      }
      return null;
    }
  }
}
