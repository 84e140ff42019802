package dev.wakeful.stream;

import dev.wakeful.task.Context;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#inspectErr].
final class InspectErr<T extends @Nullable Object> extends StreamAdapter<T, T> {
  private final Consumer<? super Exception> look;

  InspectErr(Stream<T> source, Consumer<? super Exception> look) {
    super(source);
    this.look = Objects.requireNonNull(look);
  }

  @Override
  String name() {
    return "inspectErr";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    try {
      return pollSource(cx);
    } catch (Exception e) {
      look.accept(e);
      throw e;
    }
  }
}
