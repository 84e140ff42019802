package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lower part of a chain that is too deep for the stack: its [Step]s lie in a list, and only
/// what the last one waits for is polled.
///
/// So a wake-up costs what happens, and not the depth of what waits for it. The steps stay linked
/// as they were, for [AwaitTrace]; one that has gone on with a second future is taken out, and the
/// step above it waits for the second.
///
/// @param <U> the type of the value
final class Spine<U extends @Nullable Object> extends RawFuture<U> implements Traced {
  /// How many steps may be polled by recursion: two short frames each.
  static final int DEEP = 100;

  private final ArrayList<Step<?, ?>> steps = new ArrayList<>();

  /// What the last step waits for; null when it has ended.
  private @Nullable Future<?> bottom;

  /// Where the chain begins.
  private @Nullable Future<?> top;

  private Spine(Step<?, U> chain) {
    top = chain;
    descend(chain);
  }

  /// The same future, in a form that needs no stack if it is a chain.
  static <U extends @Nullable Object> Future<U> over(Future<U> future) {
    return future instanceof Step<?, U> step ? new Spine<>(step) : future;
  }

  /// What is shown of a future that somebody waits for.
  static @Nullable Future<?> top(@Nullable Future<?> future) {
    return future instanceof Spine<?> spine ? spine.top : future;
  }

  private void descend(Future<?> from) {
    Future<?> next = from;
    while (next instanceof Step<?, ?> step) {
      Future<?> second = step.other();
      if (second == null) {
        steps.add(step);
      }
      next = second == null ? step.source() : second;
    }
    bottom = next;
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    boolean pending = false;
    try {
      for (; ; ) {
        Object raw = null;
        Throwable failure = null;
        try {
          raw = pollBottom(cx);
        } catch (Exception | Error e) {
          failure = e;
        }
        if (raw == RawPoll.PENDING) {
          pending = true;
          return raw;
        }
        bottom = null;
        Object answer = ascend(raw, failure);
        if (answer != RawPoll.PENDING) {
          return answer;
        }
      }
    } finally {
      if (!pending) {
        steps.clear();
        bottom = null;
        top = null;
      }
    }
  }

  private @Nullable Object pollBottom(Context cx) throws Exception {
    Future<?> polled = bottom;
    if (polled == null) { // the user has built on something that was over
      throw Finished.polledAgain(steps.removeLast().name());
    }
    return polled.pollRaw(cx);
  }

  /// Gives the end of the bottom to one step after the other, up to the top, or to one that has
  /// something else to wait for: then the answer is PENDING, and there is a new bottom.
  private @Nullable Object ascend(@Nullable Object raw, @Nullable Throwable failure)
      throws Exception {
    Object value = raw;
    Throwable thrown = failure;
    while (!steps.isEmpty()) {
      Step<?, ?> step = steps.removeLast();
      try {
        value = step.settle(value, thrown);
        thrown = null;
      } catch (Exception | Error e) {
        thrown = e;
      }
      Future<?> second = step.other();
      if (second != null) {
        goOn(second);
        return RawPoll.PENDING;
      }
    }
    return thrown == null ? value : new Outcome.Failure<>(thrown).get();
  }

  private void goOn(Future<?> second) {
    if (steps.isEmpty()) {
      top = second;
    } else {
      steps.getLast().waitFor(second);
    }
    descend(second);
  }

  @Override
  public void cancel() {
    Future<?> left = bottom;
    bottom = null;
    top = null;
    if (left != null) {
      left.cancel();
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    if (Children.isEnding(bottom, cx)) {
      return Poll.pending();
    }
    bottom = null;
    top = null;
    return Poll.done();
  }

  @Override
  public List<Future<?>> awaited() {
    return Children.present(top, null);
  }

  @Override
  public String toString() {
    return "a deep chain";
  }
}
