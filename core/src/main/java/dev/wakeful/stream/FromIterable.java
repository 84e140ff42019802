package dev.wakeful.stream;

import dev.wakeful.task.Context;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#fromIterable].
final class FromIterable<T> extends RawStream<T> {
  private @Nullable Iterable<? extends T> items;
  private @Nullable Iterator<? extends T> rest;

  FromIterable(Iterable<? extends T> items) {
    this.items = Objects.requireNonNull(items);
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) {
    Iterable<? extends T> unopened = items;
    if (unopened != null) {
      items = null;
      rest = unopened.iterator();
    }
    Iterator<? extends T> left = rest;
    if (left == null || !left.hasNext()) {
      rest = null;
      return RawNext.END;
    }
    if (!cx.proceed()) {
      return RawNext.PENDING;
    }
    cx.progress();
    return left.next();
  }

  @Override
  public void cancel() {
    items = null;
    rest = null;
  }
}
