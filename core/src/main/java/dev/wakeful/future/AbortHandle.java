package dev.wakeful.future;

import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ends one future or stream early, from any thread: make one, and give it to [Future#abortable] or
/// to `abortable` of a stream.
///
/// {@snippet class="snippets.FutureSnippets" region="abort"}
///
/// The one who aborts stores the flag and then wakes; the one who waits registers its waker and
/// then looks at the flag. Both are fences ([AtomicWaker]), so either the one sees the waker or the
/// other sees the flag. The future is cancelled by its owner in the poll that sees the flag, never
/// on the thread of the one who aborts.
public final class AbortHandle {
  private final AtomicWaker waiting = new AtomicWaker();
  private final AtomicBoolean claimed = new AtomicBoolean();
  private volatile boolean aborted;

  /// A handle that ends nothing yet.
  public AbortHandle() {}

  /// Ends it at its next poll, which is asked for; without effect when it has finished. Any thread
  /// may call it, also twice, and before the first poll.
  public void abort() {
    aborted = true; // before the wake: see the head
    waiting.wake();
  }

  /// Whether [#abort] has been called, in time or too late.
  public boolean isAborted() {
    return aborted;
  }

  /// A future that is ready once [#abort] has been called. For those who write something abortable;
  /// one waits for a handle, and only once. *Cancel-safe: yes.*
  ///
  /// @throws IllegalStateException when somebody has this handle's future already
  public Future<Void> aborted() {
    if (claimed.getAndSet(true)) {
      throw new IllegalStateException(
          "this AbortHandle ends another future or stream already; make a new one for each");
    }
    return new Signal();
  }

  private final class Signal implements Future<Void> {
    private boolean over;

    @Override
    public Poll<Void> poll(Context cx) {
      if (over) {
        throw Finished.polledAgain("aborted");
      }
      if (!aborted) {
        waiting.register(cx.waker()); // before the second look: see the head
      }
      over = aborted;
      return over ? Poll.done() : Poll.pending();
    }

    @Override
    public void cancel() {
      over = true;
      waiting.take();
    }

    @Override
    public String toString() {
      return "aborted";
    }
  }
}
