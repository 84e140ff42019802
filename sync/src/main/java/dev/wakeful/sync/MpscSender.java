package dev.wakeful.sync;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Sink;
import java.util.Objects;
import java.util.Optional;

/// The sending end of a bounded [Mpsc] channel.
///
/// Any number of tasks and threads may use one at the same time. Whoever must be sure that the
/// channel stays open until it has finished takes a [#copy] and closes that.
///
/// @param <T> the type of the items
public final class MpscSender<T> extends MpscHandle<T> {

  MpscSender(MpscChannel<T> channel) {
    super(channel);
  }

  /// Another sender of the same channel, to be closed on its own.
  ///
  /// @throws IllegalStateException when this one is closed
  public MpscSender<T> copy() {
    return new MpscSender<>(share());
  }

  /// Sends when there is a slot; waits at the end of the queue from its first poll on. Fails with
  /// [NotSent] when the channel is closed.
  ///
  /// *Cancel-safe: yes: the item was sent if and only if the future was ready. The place in the
  /// queue is lost; [#reserve] keeps what a loop that cancels has waited for.*
  ///
  /// @param item what to send
  public Future<Void> send(T item) {
    return new MpscSend<>(this, Objects.requireNonNull(item, "a channel carries no null"));
  }

  /// Sends if there is a slot and nobody waits for it.
  ///
  /// @param item what to send
  public TrySend trySend(T item) {
    Objects.requireNonNull(item, "a channel carries no null");
    return isOpen() ? channel.trySend(item) : TrySend.CLOSED;
  }

  /// A slot, as soon as there is one: with it, sending neither waits nor fails. Fails with [Closed]
  /// when the channel is closed.
  ///
  /// *Cancel-safe: yes: a slot that was promised is given to the next in the queue. The place in
  /// the queue is lost.*
  public Future<MpscPermit<T>> reserve() {
    return new MpscReserve<>(this);
  }

  /// A slot, if there is one and nobody waits for it.
  ///
  /// @throws Closed when the channel is closed
  public Optional<MpscPermit<T>> tryReserve() throws Closed {
    return switch (isOpen() ? channel.tryAcquire() : MpscChannel.Answer.CLOSED) {
      case GRANTED -> Optional.of(new MpscPermit<>(channel));
      case WAITS -> Optional.empty();
      case CLOSED -> throw new Closed("the channel is closed: there is no slot to reserve");
    };
  }

  /// This sender as a sink: `pollReady` reserves a slot and keeps it, flushing has nothing to do,
  /// closing or cancelling it closes this sender.
  public Sink<T> sink() {
    return new MpscSink<>(this);
  }

  /// How many items may be sent and not yet received.
  public int capacity() {
    return channel.capacity();
  }

  /// How many slots are free now: neither taken by an item nor promised.
  public int free() {
    return channel.free();
  }

  @Override
  public String toString() {
    return "MpscSender[" + channel.length() + " of " + capacity() + "]";
  }
}
