package dev.wakeful.stream;

import dev.wakeful.future.AbortHandle;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#abortable].
final class AbortableStream<T extends @Nullable Object> extends StreamAdapter<T, T> {
  private final AbortHandle handle;
  private final Future<Void> aborted;

  AbortableStream(Stream<T> source, AbortHandle handle) {
    super(source);
    this.handle = handle;
    this.aborted = handle.aborted();
  }

  @Override
  String name() {
    return "abortable";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    Object raw = handle.isAborted() ? RawNext.END : pollSource(cx);
    if (raw == RawNext.PENDING && aborted.poll(cx).isReady()) {
      raw = RawNext.END;
    }
    if (raw == RawNext.END) {
      cancel();
    }
    return raw;
  }

  /// Called on every way out.
  @Override
  void forgetOther() {
    aborted.cancel();
  }
}
