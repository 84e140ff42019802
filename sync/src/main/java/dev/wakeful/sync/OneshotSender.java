package dev.wakeful.sync;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import org.jspecify.annotations.Nullable;

/// The sending end of a [Oneshot]: sends once, or is closed.
///
/// One owner sends or closes.
///
/// @param <T> the type of the value
public final class OneshotSender<T extends @Nullable Object> implements AutoCloseable {
  private final OneshotCell<T> cell;
  private boolean used;

  OneshotSender(OneshotCell<T> cell) {
    this.cell = cell;
  }

  /// Sends the value, which never waits.
  ///
  /// @param value what to send
  /// @return whether the receiver was there to get it; if not, the caller still has it
  /// @throws IllegalStateException when this has sent before, or is closed
  public boolean send(T value) {
    if (used) {
      throw new IllegalStateException("a oneshot sends once, and this one has sent or is closed");
    }
    used = true;
    return cell.put(value);
  }

  /// Sends nothing: the receiver fails with [Closed]. After [#send] it does nothing.
  @Override
  public void close() {
    if (!used) {
      used = true;
      cell.closeSender();
    }
  }

  /// Whether there is nothing more to do here: the receiver is closed or was cancelled, or this has
  /// sent or is closed.
  public boolean isClosed() {
    return cell.isDecided();
  }

  /// Done when [#isClosed]: whoever computes the value may stop.
  ///
  /// One such future is woken, the one polled last. *Cancel-safe: yes, nothing is lost.*
  public Future<Void> closed() {
    return new Decided(cell);
  }

  @Override
  public String toString() {
    return isClosed() ? "OneshotSender[closed]" : "OneshotSender";
  }

  /// Future for [#closed].
  private static final class Decided implements Future<Void> {
    private final OneshotCell<?> cell;
    private boolean over;

    Decided(OneshotCell<?> cell) {
      this.cell = cell;
    }

    @Override
    public Poll<Void> poll(Context cx) {
      if (over) {
        throw Finished.polledAgain("closed");
      }
      over = cell.pollDecided(cx);
      return over ? Poll.done() : Poll.pending();
    }

    @Override
    public void cancel() {
      over = true;
    }

    @Override
    public String toString() {
      return "closed";
    }
  }
}
