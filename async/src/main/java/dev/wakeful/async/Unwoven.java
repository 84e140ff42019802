package dev.wakeful.async;

import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.Slots;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A body that was not woven: it runs on a virtual thread of its own, which takes turns with the
/// thread that polls.
///
/// One side runs at any time: `turn` says which, and is all that both touch without it. A poll
/// gives the turn to the body and waits to get it back; an `await` that is Pending gives it back
/// and waits for the next poll.
final class Unwoven<T extends @Nullable Object> extends AsyncFrame<T> {
  private static final ScopedValue<Unwoven<?>> CURRENT = ScopedValue.newInstance();

  private final Callable<T> code;
  private final Site site;
  private final Parker poller = Env.system().newParker();
  private final Parker body = Env.system().newParker();
  private @Nullable Context cx;
  private Slots slots = Slots.none();
  private boolean ended;
  private @Nullable T value;
  private @Nullable Throwable failure;

  private Unwoven(Object written, Callable<T> code) {
    this.code = code;
    this.site = new Site(written.getClass().getNestHost().getName(), "(unwoven)", "", "");
  }

  static <T extends @Nullable Object> Future<T> of(Object written, Callable<T> code) {
    return new Unwoven<>(written, code);
  }

  @SuppressWarnings("NullAway") // nobody reads the value of a Void
  static Future<Void> ofAction(Object written, ThrowingRunnable code) {
    return new Unwoven<>(
        written,
        () -> {
          code.run();
          return null;
        });
  }

  static <T extends @Nullable Object> T await(Future<T> future) throws Exception {
    if (!CURRENT.isBound()) {
      throw new IllegalStateException("await was called outside an async body");
    }
    return CURRENT.get().waitFor(Objects.requireNonNull(future));
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    int from = state;
    state = OVER;
    if (from != START && from != 1) {
      throw notPollable();
    }
    this.cx = cx;
    slots = cx.slots();
    if (from == START) {
      Env.system().threads().startBlocking("wakeful-unwoven", this::runBody);
    } else {
      body.unpark();
    }
    poller.park();
    this.cx = null;
    if (!ended) {
      return suspend(1, Objects.requireNonNull(awaiting));
    }
    Throwable thrown = failure;
    T given = value;
    value = null;
    failure = null;
    if (thrown instanceof Exception e) {
      throw e;
    }
    if (thrown != null) {
      throw (Error) thrown;
    }
    return given;
  }

  private void runBody() {
    try {
      value = ScopedValue.where(CURRENT, this).call(code::call);
    } catch (Throwable e) {
      failure = e;
    }
    ended = true;
    poller.unpark();
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // a raw value of a Future<V> is a V, null included
  private <V extends @Nullable Object> V waitFor(Future<V> future) throws Exception {
    Future<?> polled = future;
    while (true) {
      Object raw = polled.pollRaw(Objects.requireNonNull(cx));
      if (raw != RawPoll.PENDING) {
        return (V) raw;
      }
      awaiting = polled;
      poller.unpark();
      body.park();
      polled = Objects.requireNonNull(awaiting);
    }
  }

  @Override
  protected Slots slots() {
    return slots;
  }

  @Override
  protected Site site() {
    return site;
  }

  /// An action that may fail.
  interface ThrowingRunnable {
    void run() throws Exception;
  }
}
