package dev.wakeful.reactor;

import dev.wakeful.env.Pollable;
import dev.wakeful.env.Poller;
import dev.wakeful.task.Context;
import dev.wakeful.task.WakeList;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A socket under the watch of a [Reactor]: its readiness in each [Direction], and the task that
/// waits for it.
///
/// The way to use it is always the same: poll for readiness, try, and if the kernel had nothing
/// clear exactly what was seen and poll again.
///
/// {@snippet class="snippets.RegistrationSnippets" region="attempt"}
///
/// Readiness may be wrong in one direction only: it can be told though the attempt then finds
/// nothing, it is never lost. One task waits per direction, and the latest one counts; the two
/// directions may belong to two tasks on two threads. Any thread may call any method.
///
/// # What the poller is asked to tell
///
/// The poller tells by level, so a wish left on while nobody takes the bytes would make the driver
/// spin, and a wish switched on and off for each message would cost a system call each. Hence:
///
/// 1. A wish goes on when a task is about to wait, and not before.
/// 2. [Direction#READ]: an event leaves it on. In the usual round of event, read, wait nothing is
///    switched at all. When a second event comes and the first is still unused, it goes off: a slow
///    reader costs one needless event.
/// 3. [Direction#WRITE]: an event switches it off, for a socket has room nearly always.
/// 4. After the end of the stream or a failure it goes off and stays off ([#rest]): a dead socket
///    would be told for ever.
///
/// Each decision is made under `lock`, from the readiness at that moment: the driver switches off
/// only what is ready, a waiting task switches on only what is not. Whichever comes second sees
/// what the first did.
///
/// Two wakers and a tick-guarded word are Tokio's `ScheduledIo`; there one tick serves both
/// directions, here each has its own.
public final class Registration implements AutoCloseable {

  /// What [#pollReady] and [#ready] answer when the direction is not ready. No snapshot equals it.
  public static final long PENDING = 0;

  private final Reactor reactor;
  private final Pollable source;
  private final long token;
  private final Readiness read;
  private final Readiness write;
  private final Object lock = new Object();

  /// What the poller has been asked for. Guarded by `lock`.
  private int wishes;

  /// Why this is closed; null as long as it is not. Written once, under `lock`.
  private volatile @Nullable String closed;

  Registration(Reactor reactor, Pollable source, long token, int awaited) {
    this.reactor = reactor;
    this.source = source;
    this.token = token;
    this.wishes = awaited;
    this.read = new Readiness((awaited & Poller.READ) == 0);
    this.write = new Readiness((awaited & Poller.WRITE) == 0);
  }

  /// Whether the direction is ready; if not, the task will be woken when it is.
  ///
  /// @param cx whom to wake
  /// @param direction which way
  /// @return a snapshot for [#clear], or [#PENDING]
  /// @throws IOException when this registration or the reactor is closed
  public long pollReady(Context cx, Direction direction) throws IOException {
    Readiness readiness = of(direction);
    long snapshot = ready(direction);
    if (snapshot == PENDING) {
      readiness.waker().register(cx.waker());
      snapshot = wishFor(direction, readiness); // looks again: an event may have come
      failIfClosed();
    }
    return snapshot;
  }

  /// Whether the direction is ready, without waiting for it.
  ///
  /// @param direction which way
  /// @return a snapshot for [#clear], or [#PENDING]
  /// @throws IOException when this registration or the reactor is closed
  public long ready(Direction direction) throws IOException {
    failIfClosed();
    return of(direction).snapshot();
  }

  /// Says that the kernel had nothing: the direction is not ready any more, unless an event came
  /// after the snapshot was taken.
  ///
  /// @param direction which way
  /// @param snapshot what [#pollReady] answered before the attempt; [#PENDING] clears nothing
  public void clear(Direction direction, long snapshot) {
    of(direction).clear(snapshot);
  }

  /// Says that the direction has come to its end: it is ready from now on, and the poller is not
  /// asked about it any more.
  ///
  /// @param direction which way
  public void rest(Direction direction) {
    of(direction).raise();
    hush(direction);
  }

  /// Whether this registration or its reactor has been closed.
  public boolean isClosed() {
    return closed != null;
  }

  /// Stops watching, and wakes the tasks that wait: their next [#pollReady] fails. Call it before
  /// the socket itself is closed. Closing twice is harmless.
  @Override
  public void close() {
    WakeList woken = new WakeList();
    if (close("the socket is closed", woken)) {
      reactor.forget(this);
      Reactor.wake(woken);
    }
  }

  /// As [#close], when the reactor has forgotten this registration already.
  ///
  /// @return whether it was open
  boolean close(String why, WakeList woken) {
    synchronized (lock) {
      if (closed != null) {
        return false;
      }
      closed = why; // before the wakers are taken; a waiting task registers and then looks here
    }
    woken.add(read.waker().take());
    woken.add(write.waker().take());
    return true;
  }

  /// Takes in what the poller told. On the thread that turns the reactor.
  void tell(int ready, WakeList woken) {
    if ((ready & Poller.READ) != 0) {
      boolean unused = read.raise();
      if (unused) {
        hush(Direction.READ);
      }
      woken.add(read.waker().take());
    }
    if ((ready & Poller.WRITE) != 0) {
      write.raise();
      hush(Direction.WRITE);
      woken.add(write.waker().take());
    }
  }

  Pollable source() {
    return source;
  }

  long token() {
    return token;
  }

  /// Switches the wish on if the direction is still not ready.
  private long wishFor(Direction direction, Readiness readiness) {
    synchronized (lock) {
      long snapshot = readiness.snapshot();
      if (snapshot == PENDING && (wishes & direction.wish()) == 0) {
        wish(wishes | direction.wish());
      }
      return snapshot;
    }
  }

  /// Switches the wish off if the direction is still ready.
  private void hush(Direction direction) {
    synchronized (lock) {
      if (of(direction).isReady() && (wishes & direction.wish()) != 0) {
        wish(wishes & ~direction.wish());
      }
    }
  }

  private void wish(int next) {
    wishes = next;
    if (closed == null) {
      reactor.poller().update(source, next);
    }
  }

  private Readiness of(Direction direction) {
    return direction == Direction.READ ? read : write;
  }

  private void failIfClosed() throws IOException {
    String why = closed;
    if (why != null) {
      throw new IOException(why);
    }
  }

  @Override
  public String toString() {
    return "registration of " + source;
  }
}
