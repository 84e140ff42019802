package dev.wakeful.stream;

import dev.wakeful.task.Context;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#fromIterable].
final class FromIterable<T> implements Stream<T> {
  private @Nullable Iterable<? extends T> items;
  private @Nullable Iterator<? extends T> rest;

  FromIterable(Iterable<? extends T> items) {
    this.items = Objects.requireNonNull(items);
  }

  @Override
  public Next<T> pollNext(Context cx) {
    Iterable<? extends T> unopened = items;
    if (unopened != null) {
      items = null;
      rest = unopened.iterator();
    }
    Iterator<? extends T> left = rest;
    if (left == null || !left.hasNext()) {
      rest = null;
      return Next.end();
    }
    if (!cx.proceed()) {
      return Next.pending();
    }
    cx.progress();
    return Next.item(left.next());
  }

  @Override
  public void cancel() {
    items = null;
    rest = null;
  }
}
