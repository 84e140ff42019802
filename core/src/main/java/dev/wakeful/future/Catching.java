package dev.wakeful.future;

import dev.wakeful.task.Cancelled;
import org.jspecify.annotations.Nullable;

/// Future for [Future#catching].
final class Catching<T extends @Nullable Object> extends Step<T, Outcome<T>> {

  Catching(Future<T> source) {
    super(source);
  }

  @Override
  String name() {
    return "catching";
  }

  @Override
  Object onValue(T value) {
    return new Outcome.Success<>(value);
  }

  @Override
  Object onFailure(Exception failure) {
    return new Outcome.Failure<T>(failure);
  }

  @Override
  Object onError(Error error) {
    if (error instanceof Cancelled) {
      throw error; // nobody may go on after it
    }
    return new Outcome.Failure<T>(error);
  }
}
