package dev.wakeful.sync;

import dev.wakeful.stream.Next;
import dev.wakeful.stream.RawNext;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import org.jspecify.annotations.Nullable;

/// The receiving end of an [Mpsc] channel: a stream, which never fails.
///
/// One owner polls it. [#next] gives one item, and is cancel-safe. Cancelling the receiver throws
/// away what is in the channel and what still comes in by permits that are out.
///
/// @param <T> the type of the items
public final class MpscReceiver<T> implements Stream<T> {
  private final MpscChannel<T> channel;

  MpscReceiver(MpscChannel<T> channel) {
    this.channel = channel;
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) {
    return channel.take(cx);
  }

  @Override
  public Next<T> pollNext(Context cx) {
    return RawNext.box(pollNextRaw(cx));
  }

  /// What is there now: an item, Pending when there is none yet, or End. Nobody is woken for it.
  public Next<T> tryReceive() {
    return RawNext.box(channel.tryTake());
  }

  /// Wants no more: who sends from now on, or waits to, fails. What was sent, and what is sent with
  /// permits that are out, is still received, and then the stream ends. Any thread may call it.
  public void close() {
    channel.close(false);
  }

  /// Whether nothing can be sent any more, except with permits that were given out before a
  /// [#close].
  public boolean isClosed() {
    return channel.isEnding();
  }

  /// How many items are in the channel.
  public int size() {
    return channel.length();
  }

  @Override
  public void cancel() {
    channel.close(true);
  }

  @Override
  public String toString() {
    return "MpscReceiver[" + size() + "]";
  }
}
