package dev.wakeful.sync;

/// Channels from many senders to one receiver.
///
/// {@snippet class="snippets.MpscSnippets" region="channel"}
///
/// Items come out in the order in which they went in. The receiver is a
/// [Stream][dev.wakeful.stream.Stream]; it ends when every sender was closed, or when it was closed
/// itself, and what was sent before has been received.
public final class Mpsc {
  private Mpsc() {}

  /// A channel with so many slots. Who sends to a full one waits; those who wait are served in the
  /// order in which they came.
  ///
  /// @param capacity how many items may be sent and not yet received; 1 or more
  /// @throws IllegalArgumentException when less than 1
  public static <T> Channel<MpscSender<T>, MpscReceiver<T>> channel(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "a channel needs a capacity of 1 or more, not " + capacity);
    }
    MpscChannel<T> channel = new MpscChannel<>(capacity);
    return new Channel<>(new MpscSender<>(channel), new MpscReceiver<>(channel));
  }

  /// A channel that takes whatever it is sent: nothing slows the senders down, and memory is the
  /// limit. Prefer [#channel].
  public static <T> Channel<MpscUnboundedSender<T>, MpscReceiver<T>> unbounded() {
    MpscChannel<T> channel = new MpscChannel<>(Integer.MAX_VALUE);
    return new Channel<>(new MpscUnboundedSender<>(channel), new MpscReceiver<>(channel));
  }
}
