package dev.wakeful.reactor;

import dev.wakeful.env.Env;
import dev.wakeful.env.Pollable;
import dev.wakeful.env.Poller;
import dev.wakeful.task.Slot;
import dev.wakeful.task.WakeList;
import java.io.IOException;

/// What turns the kernel's word that a socket is ready into the wake-up of the task that waits for
/// it.
///
/// Tasks run on any thread; one thread at a time turns the reactor ([#turn]). All other methods may
/// be called by any thread. A runtime has one reactor, and its futures find it by [#SLOT].
///
/// Life of a wake-up: a task finds its socket not ready and leaves its waker ([Registration]); the
/// poller tells a token; the reactor finds the registration, marks the direction as ready and takes
/// the waker out; when the poll is over all wakers are woken, none of them under a lock.
public final class Reactor implements AutoCloseable {

  /// Where futures find the reactor of the runtime that polls them.
  public static final Slot<Reactor> SLOT =
      Slot.named("reactor", "this future must be polled by a runtime that has sockets");

  private static final String CLOSED = "the runtime that watched this socket is closed";

  private final Env env;
  private final Poller poller;
  private final Slab slab = new Slab();

  /// Whom the turn under way is going to wake. Used by the turning thread alone.
  private final WakeList woken = new WakeList();

  /// Kept, for a method reference would be a new object in each turn.
  private final Poller.Events events = this::tell;

  /// Whether a socket was let go of since the last turn began: the poller may still hold its
  /// descriptor until it is turned.
  private volatile boolean holdsLetGo;

  private volatile boolean closed;

  /// A reactor with a poller of its own.
  ///
  /// @param env the world whose sockets it watches
  /// @throws IOException when there is no poller to be had
  public Reactor(Env env) throws IOException {
    this.env = env;
    this.poller = env.newPoller();
  }

  /// The world whose sockets this reactor watches; sockets must be made there.
  public Env env() {
    return env;
  }

  /// Watches a socket.
  ///
  /// @param source a socket of this reactor's environment, watched by nobody else
  /// @param awaited the directions that are not ready until the poller says so. The others are
  ///   taken for ready at first, which is right where the first attempt will probably succeed, such
  ///   as writing to a new connection.
  /// @return what futures poll; its owner closes it before the socket
  /// @throws IOException when the kernel refuses or the reactor is closed
  public Registration register(Pollable source, Direction... awaited) throws IOException {
    int wishes = 0;
    for (Direction direction : awaited) {
      wishes |= direction.wish();
    }
    int initial = wishes;
    failIfClosed();
    Registration made = slab.add(token -> new Registration(this, source, token, initial));
    try {
      poller.register(source, made.token(), initial);
      failIfClosed(); // close() may have emptied the slab before this registration came
    } catch (IOException | RuntimeException e) {
      forget(made);
      throw e;
    }
    return made;
  }

  /// Waits until a socket is ready, the time is over or somebody calls [#wakeup], and wakes the
  /// tasks concerned.
  ///
  /// A waker that throws breaks its contract; its exception goes to the thread's uncaught exception
  /// handler, and the others are woken all the same.
  ///
  /// @param nanos how long to wait at most: 0 not at all, negative without limit
  /// @return how many sockets were ready
  /// @throws IOException when the poller is broken or the reactor is closed; turning again will not
  ///   help
  public int turn(long nanos) throws IOException {
    holdsLetGo = false;
    try {
      return poller.poll(nanos, events);
    } catch (IOException e) {
      throw closed ? new IOException(CLOSED, e) : new IOException("the poller is broken: " + e, e);
    } finally {
      wake(woken);
    }
  }

  /// Ends the turn under way, or else the next one. Many calls before that are one.
  public void wakeup() {
    poller.wakeup();
  }

  /// Whether a turn that does not wait could do anything: a socket is watched, or one was let go of
  /// since the last turn and its descriptor is still to be given back.
  public boolean isWorthATurn() {
    return holdsLetGo || slab.size() > 0;
  }

  /// How many sockets are watched.
  public int registrations() {
    return slab.size();
  }

  /// Stops watching: tasks that wait are woken, and whatever they poll next fails. The sockets stay
  /// open; their owners close them. Closing twice is harmless.
  @Override
  public void close() {
    closed = true; // before the slab is emptied: register() adds and then looks here
    WakeList waiting = new WakeList();
    for (Registration registration : slab.removeAll()) {
      registration.close(CLOSED, waiting);
      poller.deregister(registration.source());
    }
    poller.close();
    wake(waiting);
  }

  Poller poller() {
    return poller;
  }

  /// Forgets a registration and stops watching its socket.
  void forget(Registration gone) {
    slab.remove(gone);
    poller.deregister(gone.source());
    holdsLetGo = true;
  }

  static void wake(WakeList list) {
    try {
      list.wakeAll();
    } catch (RuntimeException e) {
      Thread self = Thread.currentThread();
      self.getUncaughtExceptionHandler().uncaughtException(self, e);
    }
  }

  private void tell(long token, int readiness) {
    Registration registration = slab.find(token);
    if (registration != null) {
      registration.tell(readiness, woken);
    }
  }

  private void failIfClosed() throws IOException {
    if (closed) {
      throw new IOException(CLOSED);
    }
  }

  @Override
  public String toString() {
    return "reactor with " + registrations() + " sockets";
  }
}
