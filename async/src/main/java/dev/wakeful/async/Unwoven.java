package dev.wakeful.async;

import dev.wakeful.env.Env;
import dev.wakeful.future.Future;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.Slots;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A body that was not woven: it runs on a thread of its own, which takes turns with the thread
/// that polls.
///
/// A poll gives the turn to the body and waits to get it back; an `await` that is Pending gives it
/// back and waits for the next poll. Whoever has the turn (see [Baton]) has the fields.
///
/// The body finds what the polling thread would find: the slots of the poll under way, and through
/// [Ambient] the executor. What it can't find are things of the thread itself: thread-locals,
/// scoped values of the user's, locks that the poller holds.
///
/// A body that is cancelled ends, and its thread with it. One that is forgotten runs nothing, as a
/// woven one; nothing leads to its thread then but the thread itself, and the garbage collector
/// takes both.
final class Unwoven<T extends @Nullable Object> extends AsyncFrame<T> {
  private static final ScopedValue<Unwoven<?>> CURRENT = ScopedValue.newInstance();

  /// The one state in which an unwoven body is suspended, wherever that is.
  private static final int SUSPENDED = 1;

  private final Callable<T> code;
  private final Class<?> writtenIn;
  private final Baton baton = new Baton(Env.system().newParker(), Env.system().newParker());
  private @Nullable Thread thread;
  private @Nullable Context cx;
  private Slots slots = Slots.none();
  private boolean polling;
  private boolean unwinding;
  private boolean ended;
  private @Nullable T value;
  private @Nullable Throwable failure;

  private Unwoven(Object body, Callable<T> code) {
    this.code = code;
    this.writtenIn = body.getClass().getNestHost();
    UnwovenPolicy.current().apply(writtenIn);
  }

  static <T extends @Nullable Object> Future<T> of(Object body, Callable<T> code) {
    return new Unwoven<>(body, code);
  }

  @SuppressWarnings("NullAway") // nobody reads the value of a Void
  static Future<Void> ofAction(Object body, ThrowingRunnable code) {
    return new Unwoven<>(
        body,
        () -> {
          code.run();
          return null;
        });
  }

  static <T extends @Nullable Object> T await(Future<T> future) throws Exception {
    Objects.requireNonNull(future, "await was given null instead of a future");
    Unwoven<?> body = CURRENT.isBound() ? CURRENT.get() : null;
    if (body == null || body.thread != Thread.currentThread() || body.polling) {
      throw misplaced(body);
    }
    return body.waitFor(future);
  }

  private static IllegalStateException misplaced(@Nullable Unwoven<?> body) {
    String where =
        body == null
            ? "outside an async body"
            : body.polling
                ? "inside a future that an async body awaits, as in a function given to map()"
                : "on another thread than that of its async body";
    return new IllegalStateException(
        "await was called "
            + where
            + ", on "
            + Thread.currentThread()
            + ": it may stand between the braces of async(() -> { ... }) only, and in no other"
            + " lambda or method called from there. To wait on an ordinary thread, use the"
            + " runtime's blockOn");
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    int from = state;
    state = OVER;
    unwinding = from == OVER - SUSPENDED;
    if (from != START && from != SUSPENDED && !unwinding) {
      throw notPollable();
    }
    this.cx = cx;
    slots = cx.slots();
    if (from == START) {
      Env.system().threads().startForgettable("wakeful-unwoven", this::runBody);
    }
    baton.toBody();
    this.cx = null;
    if (!ended) {
      return suspend(SUSPENDED, Objects.requireNonNull(awaiting));
    }
    thread = null;
    awaiting = null;
    Throwable thrown = failure;
    T given = value;
    value = null;
    failure = null;
    if (thrown != null) {
      Unwoven.<RuntimeException>throwAsIs(thrown);
    }
    return given;
  }

  /// Throws anything; the compiler believes it to be an `E`.
  @SuppressWarnings("unchecked") // the cast is erased: it is thrown as what it is
  private static <E extends Throwable> void throwAsIs(Throwable failure) throws E {
    throw (E) failure;
  }

  private void runBody() {
    baton.awaitFirst();
    thread = Thread.currentThread();
    try {
      value = ScopedValue.where(CURRENT, this).call(() -> Ambient.call(() -> slots, code::call));
    } catch (Throwable e) {
      failure = e;
    }
    ended = true;
    baton.end();
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // a raw value of a Future<V> is a V, null included
  private <V extends @Nullable Object> V waitFor(Future<V> future) throws Exception {
    Object raw;
    while ((raw = pollChild(future)) == RawPoll.PENDING) {
      awaiting = future;
      baton.toPoller();
      if (unwinding) {
        Unwoven.<RuntimeException>throwAsIs(cancelled());
      }
    }
    return (V) raw;
  }

  private @Nullable Object pollChild(Future<?> child) throws Exception {
    polling = true;
    try {
      return child.pollRaw(Objects.requireNonNull(cx));
    } finally {
      polling = false;
    }
  }

  @Override
  protected Slots slots() {
    return slots;
  }

  @Override
  protected Site site() {
    return new Site(writtenIn.getName(), "(unwoven)", "", "");
  }

  /// Where the body's thread sleeps in `await`, by its stack.
  @Override
  public @Nullable StackTraceElement where() {
    Thread sleeper = thread;
    StackTraceElement written = super.where();
    if (written == null || sleeper == null) {
      return written;
    }
    boolean inAwait = false;
    for (StackTraceElement frame : sleeper.getStackTrace()) {
      boolean ofAsync = frame.getClassName().equals(Async.class.getName());
      if (inAwait && !ofAsync) {
        return frame;
      }
      inAwait |= ofAsync;
    }
    return written;
  }

  /// An action that may fail.
  interface ThrowingRunnable {
    void run() throws Exception;
  }
}
