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
    boolean goesOn = false;
    try {
      Iterator<? extends T> left = open();
      if (left == null || !left.hasNext()) {
        return RawNext.END;
      }
      Object answer = mayGive(cx) ? left.next() : RawNext.PENDING;
      goesOn = true;
      return answer;
    } finally {
      if (!goesOn) {
        cancel(); // at the end, and when the iterator throws
      }
    }
  }

  private @Nullable Iterator<? extends T> open() {
    Iterable<? extends T> unopened = items;
    if (unopened != null) {
      items = null;
      rest = unopened.iterator();
    }
    return rest;
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
