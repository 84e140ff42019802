package dev.wakeful.sync;

import dev.wakeful.future.Future;
import dev.wakeful.task.Waker;
import java.util.concurrent.atomic.AtomicBoolean;

/// What every sender of an [Mpsc] channel has: a share in keeping the channel open.
abstract sealed class MpscHandle<T> implements AutoCloseable
    permits MpscSender, MpscUnboundedSender {
  final MpscChannel<T> channel;
  private final AtomicBoolean open = new AtomicBoolean(true);

  MpscHandle(MpscChannel<T> channel) {
    this.channel = channel;
  }

  /// Takes part in keeping the channel open, for a copy.
  final MpscChannel<T> share() {
    if (!open.get()) {
      throw new IllegalStateException("this sender was closed; copy() it before");
    }
    channel.open();
    return channel;
  }

  /// Closes this sender. When it is the last one, the receiver gets what was sent and is then at
  /// its end. Futures of this sender that wait for a slot still get it. Closing twice does nothing.
  @Override
  public final void close() {
    if (open.getAndSet(false)) {
      channel.handleClosed();
    }
  }

  /// Whether nothing can be sent here any more: this sender is closed, or the receiver.
  public final boolean isClosed() {
    return !open.get() || channel.isClosed();
  }

  /// Done when the receiver has been closed or cancelled: nobody wants more.
  ///
  /// *Cancel-safe: yes, nothing is lost.*
  public final Future<Void> closed() {
    return new ClosedFuture(channel);
  }

  final boolean isOpen() {
    return open.get();
  }

  /// Sends, as soon as there is a slot; what waits already is not stopped by a close of this.
  final MpscChannel.Answer send(Waiter waiter, Waker waker, T item, boolean waits) {
    return waits || open.get() ? channel.send(waiter, waker, item) : MpscChannel.Answer.CLOSED;
  }
}
