package dev.wakeful.io;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;

/// Bytes among which one can move to a place.
///
/// One owner uses it. Moving has two steps, after the `AsyncSeek` of Tokio: [#startSeek] says where
/// to, [#pollComplete] says when it is done. Between them nothing else is to be called.
public interface AsyncSeek {

  /// Begins to move. Never blocks.
  ///
  /// @param to where to; behind the end is allowed
  /// @throws IllegalStateException when it is moving already: poll [#pollComplete] first
  /// @throws IOException when there is no such place, or the thing is broken
  void startSeek(SeekFrom to) throws IOException;

  /// Waits until it has arrived; Ready with the position, counted from the start. When it is not
  /// moving, the position is where it stands.
  ///
  /// @param cx whom to wake
  /// @throws IOException when it is broken
  Poll<Long> pollComplete(Context cx) throws IOException;

  /// Moves. Ready with the new position.
  ///
  /// It waits for an earlier one that was cancelled on its way. *Cancel-safe: no loss of bytes, but
  /// the position is the old or the new one.*
  ///
  /// @param to where to; behind the end is allowed
  default Future<Long> seek(SeekFrom to) {
    return new Seek(this, to);
  }

  /// Moves on or back from where it stands. Ready with the new position.
  ///
  /// A [SeekableBufReader] keeps its buffer when the place is inside. *Cancel-safe: as [#seek].*
  ///
  /// @param offset how many bytes; negative is back
  default Future<Long> seekRelative(long offset) {
    return seek(SeekFrom.current(offset));
  }

  /// Where it stands, counted from the start. *Cancel-safe: yes.*
  default Future<Long> streamPosition() {
    return Future.pollFn(this::pollComplete);
  }
}
