package dev.wakeful.sync;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.future.RawFuture;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// The receiving end of a [Oneshot]: a future of the value. Fails with [Closed] when the sender was
/// closed and has sent nothing.
///
/// One owner uses it. *Cancel-safe: no: a value that was sent is thrown away with the receiver, and
/// one that is sent later stays with its sender, who is told. [#receive] gives a future that may be
/// cancelled, to wait again.*
///
/// @param <T> the type of the value
public final class OneshotReceiver<T extends @Nullable Object> extends RawFuture<T> {
  private final OneshotCell<T> cell;
  private boolean over;

  OneshotReceiver(OneshotCell<T> cell) {
    this.cell = cell;
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Closed {
    if (over) {
      throw Finished.polledAgain("oneshot");
    }
    over = true; // if this throws, it has finished
    Object raw = cell.poll(cx);
    over = raw != RawPoll.PENDING;
    return raw;
  }

  /// The value, by a future that borrows this receiver.
  ///
  /// *Cancel-safe: yes: a value that was not given stays here.*
  public Future<T> receive() {
    return new Receive<>(this);
  }

  /// What is there now: the value, or Pending when there is none yet. Nobody is woken for it.
  ///
  /// @throws Closed when there is none and will be none
  public Poll<T> tryReceive() throws Closed {
    if (over) {
      throw new Closed("the value was received before, or the receiver was cancelled");
    }
    Object raw = cell.take();
    over = raw != RawPoll.PENDING;
    return RawPoll.box(raw);
  }

  /// Wants nothing that was not sent yet: the sender is told. What was sent can still be received.
  public void close() {
    cell.closeReceiver();
  }

  @Override
  public void cancel() {
    if (!over) {
      over = true;
      cell.abandon();
    }
  }

  @Override
  public String toString() {
    return "oneshot";
  }

  /// Future for [#receive].
  private static final class Receive<T extends @Nullable Object> extends RawFuture<T> {
    private @Nullable OneshotReceiver<T> receiver;

    Receive(OneshotReceiver<T> receiver) {
      this.receiver = receiver;
    }

    @Override
    public @Nullable Object pollRaw(Context cx) throws Closed {
      OneshotReceiver<T> lender = receiver;
      if (lender == null) {
        throw Finished.polledAgain("receive");
      }
      receiver = null; // if this throws, it has finished
      Object raw = lender.pollRaw(cx);
      if (raw == RawPoll.PENDING) {
        receiver = lender;
      }
      return raw;
    }

    @Override
    public void cancel() {
      receiver = null;
    }

    @Override
    public String toString() {
      return "receive";
    }
  }
}
