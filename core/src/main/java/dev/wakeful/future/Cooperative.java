package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// Future for [Futures#cooperative].
final class Cooperative<T extends @Nullable Object> extends Adapter<T, T> {

  Cooperative(Future<T> source) {
    super(source);
  }

  @Override
  String name() {
    return "cooperative";
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    if (sourceIsAlive() && !cx.proceed()) {
      return RawPoll.PENDING;
    }
    Object answer = pollSource(cx);
    if (answer != RawPoll.PENDING) {
      cx.progress();
    }
    return answer;
  }
}
