package dev.wakeful.sync;

import java.util.Objects;

/// A slot of a channel that nobody else can take: to be used once, or closed. As long as it is out,
/// the channel is not at its end.
///
/// One owner uses it.
///
/// @param <T> the type of the items
public final class MpscPermit<T> implements AutoCloseable {
  private final MpscChannel<T> channel;
  private boolean used;

  MpscPermit(MpscChannel<T> channel) {
    this.channel = channel;
  }

  /// Sends at once, even when the channel has been closed since.
  ///
  /// @param item what to send
  /// @return whether it will be received; if not, the receiver is gone and the caller still has it
  /// @throws IllegalStateException when the permit was used or closed
  public boolean send(T item) {
    Objects.requireNonNull(item, "a channel carries no null");
    if (used) {
      throw new IllegalStateException("a permit is good for one item, and this one was used");
    }
    used = true;
    return channel.push(item);
  }

  /// Gives the slot to whoever waits for one; nothing when it was used.
  @Override
  public void close() {
    if (!used) {
      used = true;
      channel.giveBack();
    }
  }
}
