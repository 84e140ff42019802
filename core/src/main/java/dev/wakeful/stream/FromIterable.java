package dev.wakeful.stream;

import dev.wakeful.task.Context;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#fromIterable] and other rows that are there at once.
final class FromIterable<T extends @Nullable Object> extends RawStream<T> {
  private final String name;
  private @Nullable Iterable<? extends T> items;
  private @Nullable Iterator<? extends T> rest;

  FromIterable(String name, Iterable<? extends T> items) {
    this.name = name;
    this.items = Objects.requireNonNull(items);
  }

  FromIterable(String name, Iterator<? extends T> rest) {
    this.name = name;
    this.rest = Objects.requireNonNull(rest);
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) {
    Iterable<? extends T> unopened = items;
    Iterator<? extends T> left = rest;
    items = null;
    rest = null; // if the iterator throws, that is the end
    if (unopened != null) {
      left = unopened.iterator();
    }
    if (left == null || !left.hasNext()) {
      return RawNext.END;
    }
    Object answer = mayGive(cx) ? left.next() : RawNext.PENDING;
    rest = left;
    return answer;
  }

  @Override
  public void cancel() {
    items = null;
    rest = null;
  }

  @Override
  public String toString() {
    return name;
  }
}
