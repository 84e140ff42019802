package dev.wakeful.testkit;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A future polled by hand: it is polled when you say so, and tells what happened.
///
/// {@snippet class="snippets.TestTaskSnippets" region="poll"}
///
/// One thread uses it; wake-ups may come from any. After `tokio-test`'s `task::spawn`.
///
/// @param <T> the type of the future's value
public final class TestTask<T extends @Nullable Object> {
  private final Future<T> future;
  private final Slots slots;
  private final CountingWaker all = new CountingWaker();
  private CountingWaker waker = new CountingWaker(all);
  private int polls;

  private TestTask(Future<T> future, Slots slots) {
    this.future = Objects.requireNonNull(future);
    this.slots = slots;
  }

  /// A task around a future, without slots.
  ///
  /// @param future what to poll
  public static <T extends @Nullable Object> TestTask<T> of(Future<T> future) {
    return of(future, Slots.none());
  }

  /// A task around a future that finds these slots in its context.
  ///
  /// @param future what to poll
  /// @param slots what it finds
  public static <T extends @Nullable Object> TestTask<T> of(Future<T> future, Slots slots) {
    return new TestTask<>(future, slots);
  }

  /// Polls once, with a waker never used before.
  ///
  /// @return what the future answered
  /// @throws Exception the future's failure
  public Poll<T> poll() throws Exception {
    waker = new CountingWaker(all);
    polls++;
    return future.poll(Context.of(waker, slots));
  }

  /// Cancels the future.
  public void cancel() {
    future.cancel();
  }

  /// Whether the waker of the last poll has been woken, during that poll or since.
  public boolean isWoken() {
    return waker.count() > 0;
  }

  /// How often the waker of the last poll has been woken.
  public int wakesSincePoll() {
    return waker.count();
  }

  /// How often any waker of this task has been woken, those of earlier polls included, whenever it
  /// was.
  public int wakes() {
    return all.count();
  }

  /// How often the future has been polled.
  public int polls() {
    return polls;
  }
}
