package dev.wakeful.examples.blackbox;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// A token on one journey after the other; ready with the token when it is told to end.
final class Journeys implements Future<Long> {
  private final LongFunction<Future<Long>> journey;
  private final BooleanSupplier isOver;
  private long token;
  private @Nullable Future<Long> current;

  /// @param journey gives the token back
  /// @param isOver asked between two journeys
  Journeys(long token, LongFunction<Future<Long>> journey, BooleanSupplier isOver) {
    this.token = token;
    this.journey = journey;
    this.isOver = isOver;
  }

  @Override
  public Poll<Long> poll(Context cx) throws Exception {
    while (true) {
      Future<Long> now = current;
      if (now == null) {
        if (isOver.getAsBoolean()) {
          return Poll.ready(token);
        }
        now = journey.apply(token);
        current = now;
      }
      if (!(now.poll(cx) instanceof Poll.Ready<Long>(Long back))) {
        return Poll.pending();
      }
      token = back;
      current = null;
    }
  }

  @Override
  public void cancel() {
    Future<Long> now = current;
    current = null;
    if (now != null) {
      now.cancel();
    }
  }
}
