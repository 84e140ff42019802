package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#pollImmediate].
final class PollImmediateStream<T extends @Nullable Object> extends StreamAdapter<T, Poll<T>> {

  PollImmediateStream(Stream<T> source) {
    super(source);
  }

  @Override
  String name() {
    return "pollImmediate";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    if (!cx.proceed()) {
      return RawNext.PENDING;
    }
    Object raw = pollSource(cx);
    if (raw == RawNext.PENDING) {
      cx.progress(); // nobody below has counted this item
      return Poll.pending();
    }
    return RawNext.isItem(raw) ? RawPoll.<T>box(raw) : raw;
  }
}
