package dev.wakeful.io;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/// Source for [AsyncRead#chain].
///
/// @param <R> what the two are
class ChainRead<R extends AsyncRead> implements AsyncRead {
  private final R first;
  private final R second;
  private boolean firstHasEnded;

  ChainRead(R first, R second) {
    this.first = Objects.requireNonNull(first);
    this.second = Objects.requireNonNull(second);
  }

  /// The one that is read now.
  final R current() {
    return firstHasEnded ? second : first;
  }

  /// Goes over to the second one; false when that has been done before.
  final boolean goOn() {
    boolean isNew = !firstHasEnded;
    firstHasEnded = true;
    return isNew;
  }

  @Override
  public final Poll<Integer> pollRead(Context cx, ByteBuffer into) throws IOException {
    while (true) {
      Poll<Integer> answer = current().pollRead(cx, into);
      boolean ended = answer instanceof Poll.Ready<Integer>(Integer read) && read < 0;
      if (!ended || !goOn()) {
        return answer;
      }
    }
  }

  @Override
  public final String toString() {
    return "chain of " + first + " and " + second;
  }
}
