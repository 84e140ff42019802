package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import org.jspecify.annotations.Nullable;

/// A stream and a sink in one: a connection, of which one side's items come out and the other
/// side's go in.
///
/// One owner uses both sides; [#split] makes two of it. [#cancel] and [#pollCancel] give up both
/// sides.
///
/// @param <T> the type of the items that come out
/// @param <U> the type of the items that go in
public interface Duplex<T extends @Nullable Object, U extends @Nullable Object>
    extends Stream<T>, Sink<U> {

  @Override
  default void cancel() {}

  @Override
  default Poll<Void> pollCancel(Context cx) {
    cancel();
    return Poll.done();
  }

  /// The two halves of this, each of which may be used by a task of its own, on whatever thread;
  /// they take turns inside, and who must wait is woken. This must then be used through them only.
  ///
  /// The sink half holds one item back when the other half is at work; flush it. This is cancelled
  /// when both halves are done and one of them was cancelled or has failed.
  default Split<T, U> split() {
    return Split.of(this);
  }
}
