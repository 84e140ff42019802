package dev.wakeful.sync;

import dev.wakeful.stream.Sink;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;

/// Sink for [MpscSender#sink].
final class MpscSink<T> implements Sink<T> {
  private enum State {
    OPEN,
    /// It keeps a slot.
    READY,
    CLOSED,
    /// Failed or cancelled.
    ENDED
  }

  private final MpscSender<T> sender;
  private final Waiter waiter = new Waiter();
  private State state = State.OPEN;

  MpscSink(MpscSender<T> sender) {
    this.sender = sender;
  }

  @Override
  public Poll<Void> pollReady(Context cx) throws Exception {
    requireOpen();
    if (state == State.READY) {
      return Poll.done();
    }
    if (!cx.proceed()) {
      return Poll.pending();
    }
    MpscChannel.Answer answer =
        sender.isOpen() ? sender.channel.acquire(waiter, cx.waker()) : MpscChannel.Answer.CLOSED;
    switch (answer) {
      case WAITS -> {
        return Poll.pending();
      }
      case CLOSED -> {
        cancel();
        throw new Closed("the channel is closed and takes no more items");
      }
      case GRANTED -> state = State.READY;
    }
    cx.progress();
    return Poll.done();
  }

  @Override
  public void startSend(T item) throws Exception {
    Objects.requireNonNull(item, "a channel carries no null");
    requireOpen();
    if (state != State.READY) {
      throw new IllegalStateException(
          "the sink of a channel was given an item before its pollReady answered Ready");
    }
    state = State.OPEN;
    if (!sender.channel.push(item)) {
      cancel();
      throw new NotSent(item);
    }
  }

  @Override
  public Poll<Void> pollFlush(Context cx) {
    if (state != State.CLOSED) {
      requireOpen();
    }
    return Poll.done();
  }

  @Override
  public Poll<Void> pollClose(Context cx) {
    if (state != State.CLOSED) {
      requireOpen();
      end(State.CLOSED);
    }
    return Poll.done();
  }

  @Override
  public void cancel() {
    if (state != State.CLOSED && state != State.ENDED) {
      end(State.ENDED);
    }
  }

  private void end(State last) {
    boolean ready = state == State.READY;
    state = last;
    if (ready) {
      sender.channel.giveBack();
    } else {
      sender.channel.leave(waiter);
    }
    sender.close();
  }

  private void requireOpen() {
    if (state == State.CLOSED || state == State.ENDED) {
      throw new IllegalStateException(
          "the sink of a channel was used after it had "
              + (state == State.CLOSED ? "been closed" : "failed or was cancelled"));
    }
  }

  @Override
  public String toString() {
    return "sink of " + sender;
  }
}
