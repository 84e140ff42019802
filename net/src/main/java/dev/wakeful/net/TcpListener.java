package dev.wakeful.net;

import static dev.wakeful.reactor.Direction.READ;
import static dev.wakeful.reactor.Registration.PENDING;

import dev.wakeful.env.FdExhaustedException;
import dev.wakeful.env.ListenSocket;
import dev.wakeful.env.StreamSocket;
import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.future.Shutdown;
import dev.wakeful.future.Timers;
import dev.wakeful.reactor.Reactor;
import dev.wakeful.reactor.Registration;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A stream of the TCP connections that others open to an address.
///
/// {@snippet class="snippets.TcpSnippets" region="server"}
///
/// It never ends and never fails until [#close]; then it ends, and a waiting [#accept] fails. When
/// its runtime is asked to end ([Shutdown]), it closes itself in the poll that this wakes, so that
/// nobody connects to a server that is going. A connection that broke before it was accepted is
/// passed over. When the process has no file descriptor left, the listener stays open and tries
/// again after 10 ms, then after twice as long each time, but at least every 100 ms; the
/// connections wait in the backlog meanwhile, and [#shortages] counts the vain tries. (An accept
/// loop without that pause spins at full speed, and starves the tasks that would give descriptors
/// back. After trio's `serve_listeners`. The pause is short at first because a backlog of clients
/// who have given up takes the descriptors again and again.)
///
/// One task accepts at a time. It must be polled by a runtime with timers and a reactor, always the
/// same one.
public final class TcpListener implements Stream<TcpStream>, AutoCloseable {

  /// The pause after the first of several shortages in a row.
  static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /// The pause after the later ones.
  static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /// How many failures in a row are retried at once. Past that they are treated as a shortage,
  /// whatever the kernel calls them.
  private static final int FAILURES_IN_A_ROW = 16;

  private final ListenSocket socket;
  private final Reactor reactor;
  private final Registration registration;
  private final ListenOptions options;

  /// Whom [#close] wakes out of a pause; otherwise the registration does.
  private final AtomicWaker pausing = new AtomicWaker();

  private @Nullable Future<Void> pause;

  /// Ready when the runtime is to end; there while the listener is waited for, and no longer, so
  /// that one who closes it leaves nothing behind.
  private @Nullable Future<Void> shutdown;

  private int failures;
  private long nextPause = FIRST_PAUSE_NANOS;
  private volatile boolean closed;
  private final AtomicLong shortages = new AtomicLong();

  private TcpListener(
      ListenSocket socket, Reactor reactor, Registration registration, ListenOptions options) {
    this.socket = socket;
    this.reactor = reactor;
    this.registration = registration;
    this.options = options;
  }

  /// A listener with the default [ListenOptions].
  ///
  /// @param host a literal address of this machine, or a name of one
  /// @param port 0 lets the kernel choose; [#localAddress] says which
  public static Future<TcpListener> bind(String host, int port) {
    return bind(InetSocketAddress.createUnresolved(host, port), ListenOptions.defaults());
  }

  /// A listener with the default [ListenOptions].
  ///
  /// @param address where to listen
  public static Future<TcpListener> bind(InetSocketAddress address) {
    return bind(address, ListenOptions.defaults());
  }

  /// A listener. `SO_REUSEADDR` is set, so that a restarted server gets its port back.
  ///
  /// A name is resolved on the blocking pool, and its first address is taken. *Cancel-safe: yes.*
  ///
  /// @param address where to listen
  /// @param options how
  public static Future<TcpListener> bind(InetSocketAddress address, ListenOptions options) {
    return Addresses.of(address)
        .andThen(
            found -> Future.lazy(cx -> open(cx.require(Reactor.SLOT), found.getFirst(), options)));
  }

  private static TcpListener open(Reactor reactor, InetSocketAddress address, ListenOptions options)
      throws IOException {
    ListenSocket socket = reactor.env().sockets().listen(address, options.backlog());
    try {
      return new TcpListener(socket, reactor, reactor.register(socket, READ), options);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /// Where it listens.
  public InetSocketAddress localAddress() {
    return socket.localAddress();
  }

  /// How often a connection could not be accepted for want of a descriptor. Any thread may ask.
  public long shortages() {
    return shortages.get();
  }

  /// The next connection.
  ///
  /// Fails when the listener is closed, or its runtime. *Cancel-safe: yes, a connection that was
  /// not given stays in the backlog.*
  public Future<TcpStream> accept() {
    return new Accept();
  }

  @Override
  public Next<TcpStream> pollNext(Context cx) throws Exception {
    while (cx.proceed()) {
      Shutdown runtime = cx.find(Shutdown.SLOT);
      if (runtime != null && runtime.isRequested()) {
        close();
      }
      if (isPausing(cx)) {
        return closed ? end() : pending(cx);
      }
      if (closed) {
        return end();
      }
      long snapshot;
      try {
        snapshot = registration.pollReady(cx, READ);
      } catch (IOException e) {
        if (closed) {
          return end();
        }
        throw e;
      }
      if (snapshot == PENDING) {
        return pending(cx);
      }
      TcpStream accepted = tryAccept(cx, snapshot);
      if (accepted != null) {
        cx.progress();
        forgetShutdown();
        return Next.item(accepted);
      }
    }
    return Next.pending();
  }

  /// Pending, and to be woken when the runtime is to end; the end, if it is so by now.
  private Next<TcpStream> pending(Context cx) throws Exception {
    Future<Void> wish = shutdown;
    Shutdown runtime = cx.find(Shutdown.SLOT);
    if (wish == null && runtime != null) {
      wish = runtime.stopAccepting();
      shutdown = wish;
    }
    if (wish == null || wish.poll(cx).isPending()) {
      return Next.pending();
    }
    shutdown = null;
    close();
    return end();
  }

  private void forgetShutdown() {
    Future<Void> wish = shutdown;
    shutdown = null;
    if (wish != null) {
      wish.cancel();
    }
  }

  /// One attempt; null when there was nothing, or nothing usable.
  private @Nullable TcpStream tryAccept(Context cx, long snapshot) {
    try {
      StreamSocket accepted = socket.accept();
      if (accepted == null) {
        registration.clear(READ, snapshot);
        return null;
      }
      TcpStream stream = toStream(accepted);
      failures = 0;
      nextPause = FIRST_PAUSE_NANOS;
      if (options.maxAcceptRate() > 0) {
        pause(cx, TimeUnit.SECONDS.toNanos(1) / options.maxAcceptRate());
      }
      return stream;
    } catch (FdExhaustedException e) {
      shortage(cx);
    } catch (IOException e) {
      if (++failures > FAILURES_IN_A_ROW) {
        shortage(cx);
      }
    }
    return null;
  }

  private TcpStream toStream(StreamSocket accepted) throws IOException {
    @Nullable Registration watched = null;
    try {
      options.stream().applyTo(accepted);
      watched = reactor.register(accepted, READ);
      return new TcpStream(accepted, watched);
    } catch (IOException | RuntimeException e) {
      if (watched != null) {
        watched.close();
      }
      accepted.close();
      throw e;
    }
  }

  private void shortage(Context cx) {
    failures = 0;
    shortages.incrementAndGet();
    pause(cx, nextPause);
    nextPause = Math.min(2 * nextPause, PAUSE_NANOS);
  }

  private void pause(Context cx, long nanos) {
    Timers timers = cx.require(Timers.SLOT);
    pause = timers.sleepUntil(timers.nanos() + nanos);
  }

  private boolean isPausing(Context cx) throws Exception {
    Future<Void> current = pause;
    if (current == null) {
      return false;
    }
    pausing.register(cx.waker()); // before the caller looks whether this is closed
    if (current.poll(cx).isPending()) {
      return true;
    }
    pause = null;
    return false;
  }

  private Next<TcpStream> end() {
    Future<Void> current = pause;
    pause = null;
    if (current != null) {
      current.cancel();
    }
    forgetShutdown();
    return Next.end();
  }

  /// As [#close].
  @Override
  public void cancel() {
    close();
    end();
  }

  /// Stops listening: connections that were not accepted are reset. Any thread may call it; doing
  /// it again is harmless.
  @Override
  public void close() {
    closed = true; // first: whoever is woken looks at it
    registration.close();
    socket.close();
    pausing.wake();
  }

  @Override
  public String toString() {
    return "the listener on " + localAddress();
  }

  /// Future for [#accept].
  private final class Accept implements Future<TcpStream> {
    private boolean finished;

    @Override
    public Poll<TcpStream> poll(Context cx) throws Exception {
      if (finished) {
        throw Finished.polledAgain("accept");
      }
      finished = true; // unless it is pending
      return switch (pollNext(cx)) {
        case Next.Item<TcpStream>(TcpStream stream) -> Poll.ready(stream);
        case Next.Pending<TcpStream> none -> {
          finished = false;
          yield Poll.pending();
        }
        case Next.End<TcpStream> end -> throw new IOException(TcpListener.this + " is closed");
      };
    }

    @Override
    public void cancel() {
      if (!finished) {
        finished = true;
        forgetShutdown();
      }
    }

    @Override
    public String toString() {
      return "accept on " + localAddress();
    }
  }
}
