package dev.wakeful.stream;

import dev.wakeful.task.Context;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#skip].
final class Skip<T extends @Nullable Object> extends StreamAdapter<T, T> {
  private long left;

  Skip(Stream<T> source, long count) {
    super(source);
    this.left = Take.checked("skip", count);
  }

  @Override
  String name() {
    return "skip";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    while (true) {
      Object raw = pollSource(cx);
      if (left == 0 || !RawNext.isItem(raw)) {
        return raw;
      }
      left--;
    }
  }
}
