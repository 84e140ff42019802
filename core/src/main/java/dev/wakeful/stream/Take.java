package dev.wakeful.stream;

import dev.wakeful.task.Context;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#take].
final class Take<T extends @Nullable Object> extends StreamAdapter<T, T> {
  private long left;

  Take(Stream<T> source, long count) {
    super(source);
    this.left = checked("take", count);
  }

  /// A number of items.
  static long checked(String name, long count) {
    if (count < 0) {
      throw new IllegalArgumentException(
          "`" + name + "` wants a number of items, 0 or more, not " + count);
    }
    return count;
  }

  @Override
  String name() {
    return "take";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    Object raw = left == 0 ? RawNext.END : pollSource(cx);
    if (RawNext.isItem(raw)) {
      left--;
    }
    if (left == 0) {
      cancelSource();
    }
    return raw;
  }
}
