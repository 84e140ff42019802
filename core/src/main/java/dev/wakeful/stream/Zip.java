package dev.wakeful.stream;

import dev.wakeful.future.Pair;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#zip].
final class Zip<A extends @Nullable Object, B extends @Nullable Object>
    extends TwoSources<A, B, Pair<A, B>> {
  /// An item that waits for its partner, or PENDING.
  private @Nullable Object one = RawNext.PENDING;

  private @Nullable Object two = RawNext.PENDING;

  Zip(Stream<A> first, Stream<B> second) {
    super(first, second);
  }

  @Override
  String name() {
    return "zip";
  }

  @Override
  @Nullable Object advance(Context cx) throws Exception {
    if (one == RawNext.PENDING) {
      one = pollFirst(cx);
    }
    if (one != RawNext.END && two == RawNext.PENDING) {
      two = pollSecond(cx);
    }
    if (one == RawNext.END || two == RawNext.END) {
      cancel();
      return RawNext.END;
    }
    if (one == RawNext.PENDING || two == RawNext.PENDING) {
      return RawNext.PENDING;
    }
    Pair<A, B> pair = new Pair<>(RawPoll.value(one), RawPoll.value(two));
    forgetItems();
    return pair;
  }

  @Override
  void forgetItems() {
    one = RawNext.PENDING;
    two = RawNext.PENDING;
  }
}
