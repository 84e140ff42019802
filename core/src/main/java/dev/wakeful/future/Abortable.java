package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// Future for [Future#abortable].
final class Abortable<T extends @Nullable Object> extends Adapter<T, T> {
  private final AbortHandle handle;
  private final Future<Void> aborted;

  Abortable(Future<T> source, AbortHandle handle) {
    super(source);
    this.handle = handle;
    this.aborted = handle.aborted();
  }

  @Override
  String name() {
    return "abortable";
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    boolean pending = false;
    try {
      if (!handle.isAborted() || !sourceIsAlive()) {
        Object answer = pollSource(cx);
        pending = answer == RawPoll.PENDING && aborted.poll(cx).isPending();
        if (pending || answer != RawPoll.PENDING) {
          return answer;
        }
      }
    } finally {
      if (!pending) {
        cancel();
      }
    }
    throw new Aborted("aborted by its AbortHandle");
  }

  /// Called on every way out.
  @Override
  void forgetOther() {
    aborted.cancel();
  }
}
