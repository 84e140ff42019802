package dev.wakeful.sync;

import org.jspecify.annotations.Nullable;

/// A channel for one value: a reply, a result, a signal.
///
/// {@snippet class="snippets.OneshotSnippets" region="oneshot"}
public final class Oneshot {
  private Oneshot() {}

  /// A new channel.
  public static <T extends @Nullable Object>
      Channel<OneshotSender<T>, OneshotReceiver<T>> channel() {
    OneshotCell<T> cell = new OneshotCell<>();
    return new Channel<>(new OneshotSender<>(cell), new OneshotReceiver<>(cell));
  }
}
