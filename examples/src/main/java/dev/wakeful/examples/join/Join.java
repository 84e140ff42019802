package dev.wakeful.examples.join;

import dev.wakeful.examples.socket.SimpleFuture;
import dev.wakeful.future.Pair;
import dev.wakeful.task.Poll;
import org.jspecify.annotations.Nullable;

/// Two simple futures at once, on one thread: ready when both are.
///
/// Each poll polls those that are not ready. Nothing is allocated for that and no thread is
/// started: to run things at once is to ask them in turn.
final class Join<A, B> implements SimpleFuture<Pair<A, B>> {
  private final SimpleFuture<A> first;
  private final SimpleFuture<B> second;

  /// The values, once they are there; a future that gave its value is not polled again.
  private @Nullable A firstValue;

  private @Nullable B secondValue;

  Join(SimpleFuture<A> first, SimpleFuture<B> second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public Poll<Pair<A, B>> poll(Runnable wake) {
    if (firstValue == null && first.poll(wake) instanceof Poll.Ready<A>(A value)) {
      firstValue = value;
    }
    if (secondValue == null && second.poll(wake) instanceof Poll.Ready<B>(B value)) {
      secondValue = value;
    }
    // Whichever is not ready has been given `wake` and will call it.
    return firstValue == null || secondValue == null
        ? Poll.pending()
        : Poll.ready(new Pair<>(firstValue, secondValue));
  }
}
