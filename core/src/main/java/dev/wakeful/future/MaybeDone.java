package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A future that keeps its outcome until somebody takes it: what is made of several futures that
/// are to be polled until all have ended.
///
/// It is ready, with nothing, when there is an outcome, be that a value or a failure, and it may be
/// polled again: it stays ready until the outcome has been taken. Only its owner uses it.
///
/// @param <T> the type of the value
public final class MaybeDone<T extends @Nullable Object> extends Adapter<T, Void> {
  private @Nullable Outcome<T> outcome;

  MaybeDone(Future<T> source) {
    super(source);
  }

  @Override
  String name() {
    return "maybeDone";
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    if (outcome != null) {
      return null;
    }
    boolean again = !sourceIsAlive();
    try {
      Object raw = pollSource(cx);
      if (raw == RawPoll.PENDING) {
        return raw;
      }
      outcome = new Outcome.Success<>(RawPoll.value(raw));
    } catch (Exception e) {
      if (again) {
        throw e; // our own complaint
      }
      outcome = new Outcome.Failure<>(e);
    }
    return null;
  }

  /// Whether there is an outcome that has not been taken.
  public boolean isDone() {
    return outcome != null;
  }

  /// The outcome; empty when there is none yet or it was taken before.
  public Optional<Outcome<T>> takeOutcome() {
    Optional<Outcome<T>> taken = Optional.ofNullable(outcome);
    outcome = null;
    return taken;
  }
}
