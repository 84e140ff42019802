package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Future for [Futures#selectOk].
final class SelectOk<T extends @Nullable Object> extends Several<T> {
  private final List<Exception> failures = new ArrayList<>();
  private @Nullable Object success = RawPoll.PENDING;

  SelectOk(List<? extends Future<? extends T>> futures) {
    super(futures.size());
    futures.forEach(this::add);
  }

  @Override
  String name() {
    return "selectOk";
  }

  @Override
  boolean advance(int at, Context cx) throws Exception {
    try {
      success = pollChild(at, cx);
    } catch (Exception e) {
      failures.add(e);
    }
    return success != RawPoll.PENDING;
  }

  @Override
  @Nullable Object answer() throws Exception {
    if (failures.size() < count()) {
      return success;
    }
    Exception last = failures.getLast();
    for (Exception earlier : failures) {
      last = Failures.first(last, earlier);
    }
    throw last;
  }

  @Override
  void forget() {
    failures.clear();
    success = RawPoll.PENDING;
  }
}
