package dev.wakeful.stream;

import dev.wakeful.task.Ambient;
import dev.wakeful.task.Context;
import dev.wakeful.task.Unhandled;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#fromJavaStream].
final class FromJavaStream<T extends @Nullable Object> extends RawStream<T> {
  private @Nullable BaseStream<T, ?> items;
  private @Nullable Iterator<T> rest;

  FromJavaStream(BaseStream<T, ?> items) {
    this.items = Objects.requireNonNull(items);
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) {
    BaseStream<T, ?> open = items;
    if (open == null) {
      return RawNext.END;
    }
    if (!cx.proceed()) {
      return RawNext.PENDING;
    }
    boolean goesOn = false;
    try {
      Iterator<T> left = rest;
      if (left == null) {
        left = open.iterator();
        rest = left;
      }
      if (!left.hasNext()) {
        return RawNext.END;
      }
      T item = left.next();
      goesOn = true;
      cx.progress();
      return item;
    } finally {
      if (!goesOn) {
        release();
        open.close();
      }
    }
  }

  private void release() {
    items = null;
    rest = null;
  }

  @Override
  public void cancel() {
    BaseStream<T, ?> open = items;
    release();
    if (open != null) {
      try {
        open.close();
      } catch (RuntimeException e) {
        Unhandled.report(Ambient.slots(), "the close of `fromJavaStream`", e);
      }
    }
  }

  @Override
  public String toString() {
    return "fromJavaStream";
  }
}
