package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#inspect].
final class Inspect<T extends @Nullable Object> extends StreamAdapter<T, T> {
  private final Consumer<? super T> look;

  Inspect(Stream<T> source, Consumer<? super T> look) {
    super(source);
    this.look = Objects.requireNonNull(look);
  }

  @Override
  String name() {
    return "inspect";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    Object raw = pollSource(cx);
    if (RawNext.isItem(raw)) {
      look.accept(RawPoll.value(raw));
    }
    return raw;
  }
}
