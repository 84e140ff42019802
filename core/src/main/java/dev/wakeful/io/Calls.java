package dev.wakeful.io;

import dev.wakeful.future.Blocking;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Blocking calls for one reader or writer, one at a time, on the blocking pool of whoever polls.
///
/// A call that has begun is not taken back when nobody waits for it: the next poll finds its
/// outcome.
final class Calls {
  private @Nullable Future<Integer> running;

  /// Whether there is one whose outcome nobody knows yet.
  boolean isRunning() {
    return running != null;
  }

  /// Begins one; there must be none.
  void start(Context cx, Callable<Integer> call) {
    running = cx.require(Blocking.SLOT).run(call);
  }

  /// The value of the call, or PENDING; null when there is none.
  @Nullable Object poll(Context cx) throws IOException {
    Future<Integer> call = running;
    if (call == null) {
      return null;
    }
    running = null; // if its poll throws, it has finished
    try {
      Object raw = call.pollRaw(cx);
      if (raw == RawPoll.PENDING) {
        running = call;
      }
      return raw;
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the blocking call failed: " + e, e);
    }
  }
}
