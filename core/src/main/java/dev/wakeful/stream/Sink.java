package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import org.jspecify.annotations.Nullable;

/// A place for values that can say "not now": the other end of a [Stream].
///
/// One owner uses it: [#pollReady] until it is Ready, then [#startSend] once, and so on;
/// [#pollFlush] to be sure that everything arrived, [#pollClose] at the end. After a failure the
/// sink stays failed.
///
/// @param <T> the type of the items
public interface Sink<T extends @Nullable Object> {

  /// Whether there is room for one item.
  ///
  /// @param cx whom to wake when there is
  /// @throws Exception when the sink has failed or is closed
  Poll<Void> pollReady(Context cx) throws Exception;

  /// Takes an item. Never blocks and never fails for lack of room, if [#pollReady] answered Ready
  /// just before.
  ///
  /// @param item what to take
  /// @throws IllegalStateException when [#pollReady] was not asked
  /// @throws Exception when the sink has failed
  void startSend(T item) throws Exception;

  /// Whether everything taken has arrived.
  ///
  /// @param cx whom to wake when it has
  /// @throws Exception when the sink has failed
  Poll<Void> pollFlush(Context cx) throws Exception;

  /// Flushes and closes; Ready when both are done.
  ///
  /// @param cx whom to wake
  /// @throws Exception when the sink has failed
  Poll<Void> pollClose(Context cx) throws Exception;

  /// Gives up: throws away what has not arrived and releases everything now.
  default void cancel() {}
}
