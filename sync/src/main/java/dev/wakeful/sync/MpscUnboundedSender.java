package dev.wakeful.sync;

import java.util.Objects;

/// The sending end of an [unbounded][Mpsc#unbounded] channel.
///
/// Any number of tasks and threads may use one at the same time.
///
/// @param <T> the type of the items
public final class MpscUnboundedSender<T> extends MpscHandle<T> {

  MpscUnboundedSender(MpscChannel<T> channel) {
    super(channel);
  }

  /// Another sender of the same channel, to be closed on its own.
  ///
  /// @throws IllegalStateException when this one is closed
  public MpscUnboundedSender<T> copy() {
    return new MpscUnboundedSender<>(share());
  }

  /// Sends at once.
  ///
  /// @param item what to send
  /// @return whether the channel has it; if not it is closed
  public boolean send(T item) {
    Objects.requireNonNull(item, "a channel carries no null");
    return isOpen() && channel.trySend(item) == TrySend.SENT;
  }

  @Override
  public String toString() {
    return "MpscUnboundedSender[" + channel.length() + "]";
  }
}
