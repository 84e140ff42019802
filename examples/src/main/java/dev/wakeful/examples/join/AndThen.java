package dev.wakeful.examples.join;

import dev.wakeful.examples.socket.SimpleFuture;
import dev.wakeful.task.Poll;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Two simple futures one after the other; the second is made of the first one's value.
final class AndThen<A, B> implements SimpleFuture<B> {
  private final SimpleFuture<A> first;
  private final Function<A, SimpleFuture<B>> next;

  /// Null until the first future was ready.
  private @Nullable SimpleFuture<B> second;

  AndThen(SimpleFuture<A> first, Function<A, SimpleFuture<B>> next) {
    this.first = first;
    this.next = next;
  }

  @Override
  public Poll<B> poll(Runnable wake) {
    if (second == null) {
      if (!(first.poll(wake) instanceof Poll.Ready<A>(A value))) {
        return Poll.pending();
      }
      second = next.apply(value);
    }
    // Polled at once, in the same poll: only a future that was polled knows whom to wake.
    return second.poll(wake);
  }
}
