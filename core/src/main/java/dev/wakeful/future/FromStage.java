package dev.wakeful.future;

import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Future for [Future#fromStage].
///
/// `stage` and `asked` belong to the owner. Any thread may end the stage: it stores the outcome,
/// then wakes; the owner's poll registers its waker, then looks for the outcome.
final class FromStage<T extends @Nullable Object> extends RawFuture<T>
    implements BiConsumer<T, @Nullable Throwable> {
  private @Nullable CompletionStage<T> stage;
  private boolean asked;
  private final AtomicWaker owner = new AtomicWaker();
  private volatile @Nullable Outcome<T> outcome;

  FromStage(CompletionStage<T> stage) {
    this.stage = Objects.requireNonNull(stage);
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    CompletionStage<T> source = stage;
    if (source == null) {
      throw Finished.polledAgain("fromStage");
    }
    if (!cx.proceed()) {
      return RawPoll.PENDING;
    }
    if (!asked) {
      ask(source);
    }
    if (outcome == null) {
      owner.register(cx.waker());
    }
    Outcome<T> end = outcome;
    if (end == null) {
      return RawPoll.PENDING;
    }
    stage = null;
    outcome = null;
    cx.progress();
    return end.get();
  }

  private void ask(CompletionStage<T> source) {
    asked = true;
    boolean refused = true;
    try {
      source.whenComplete(this);
      refused = false;
    } finally {
      if (refused) {
        stage = null;
      }
    }
  }

  /// The stage has ended.
  @Override
  public void accept(T value, @Nullable Throwable failure) {
    outcome = failure == null ? new Outcome.Success<>(value) : new Outcome.Failure<>(bare(failure));
    owner.wake();
  }

  private static Throwable bare(Throwable failure) {
    Throwable inner = failure;
    while (inner instanceof CompletionException wrapped && wrapped.getCause() != null) {
      inner = wrapped.getCause();
    }
    return inner;
  }

  @Override
  public void cancel() {
    CompletionStage<T> source = stage;
    stage = null;
    if (source == null) {
      return;
    }
    owner.take(); // the end of a stage that nobody waits for wakes nobody
    try {
      source.toCompletableFuture().cancel(false);
    } catch (UnsupportedOperationException e) {
      // a stage may be one that can't be cancelled
    }
    outcome = null;
  }

  @Override
  public String toString() {
    return "fromStage";
  }
}
