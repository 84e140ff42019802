package dev.wakeful.net;

import static dev.wakeful.reactor.Direction.READ;
import static dev.wakeful.reactor.Direction.WRITE;
import static dev.wakeful.reactor.Registration.PENDING;

import dev.wakeful.env.StreamSocket;
import dev.wakeful.future.Future;
import dev.wakeful.io.AsyncRead;
import dev.wakeful.io.AsyncWrite;
import dev.wakeful.reactor.Direction;
import dev.wakeful.reactor.Registration;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A TCP connection.
///
/// {@snippet class="snippets.TcpSnippets" region="client"}
///
/// One task reads and one writes at a time; they may be two tasks on two threads, most clearly by
/// [#split]. Heap buffers are allowed; direct ones save a copy of every byte.
///
/// # What happens on the wire, and what you see
///
/// | event | what you see |
/// |---|---|
/// | the kernel's send buffer is full | a write takes fewer bytes than there are; when it can take none it waits until the peer has read |
/// | the peer sends FIN (half-close) | a read gives all bytes sent before, then -1, and -1 again each time; writing goes on working |
/// | you call [#shutdownOutput] | the peer reads the end of the stream; your reads go on working; your writes fail |
/// | the peer resets (RST) | the waiting read or write, and every later one, fails with an [IOException] that names the peer; bytes that were not yet read are lost |
/// | the peer sends FIN, then RST | if you have read -1 before: -1 again; a write fails. Otherwise as a reset, or as a FIN, as the kernel reports it |
/// | the peer resets while you neither read nor write, having left bytes unread | nothing, until you read or write: guard idle connections with a timeout |
/// | you close with bytes unread | the peer is reset, and may lose what you wrote last. Read to the end first, or shut down the output and wait for the peer's FIN |
/// | you close otherwise | what you wrote is sent in the background, then FIN ([StreamOptions#linger] says otherwise) |
///
/// # Closing
///
/// [#close] takes effect at once and by any thread: the descriptor goes back to the kernel, at the
/// latest with the next turn of the reactor, and a task that waits for this stream is woken and
/// fails. Cancelling a read or a write closes nothing.
public final class TcpStream implements AsyncRead, AsyncWrite, AutoCloseable {
  private static final Poll<Integer> NO_BYTES = Poll.ready(0);
  private static final Poll<Long> NO_BYTES_AT_ALL = Poll.ready(0L);

  private final StreamSocket socket;
  private final Registration registration;
  private final InetSocketAddress localAddress;
  private final InetSocketAddress remoteAddress;

  /// Whether the output has been shut down. The writing task's.
  private volatile boolean outputIsShut;

  private volatile boolean isSplit;

  /// A connected socket and its registration, which become this stream's.
  TcpStream(StreamSocket socket, Registration registration) {
    this.socket = socket;
    this.registration = registration;
    this.localAddress = socket.localAddress();
    this.remoteAddress = socket.remoteAddress();
  }

  /// Connects to a host, with the default [StreamOptions].
  ///
  /// Tries all addresses of the host one after the other, and fails with the failure of the last
  /// one. A literal address is used as it is, a name is resolved on the blocking pool. Limit the
  /// time with [Future#timeout]. *Cancel-safe: yes; the attempt under way is closed.*
  ///
  /// @param host a name or a literal address
  /// @param port from 1 to 65,535
  public static Future<TcpStream> connect(String host, int port) {
    return connect(InetSocketAddress.createUnresolved(host, port), StreamOptions.defaults());
  }

  /// Connects to an address, with the default [StreamOptions].
  ///
  /// @param address whom to call; if it is unresolved, see [#connect(String, int)]
  public static Future<TcpStream> connect(InetSocketAddress address) {
    return connect(address, StreamOptions.defaults());
  }

  /// Connects to an address.
  ///
  /// *Cancel-safe: yes; the attempt under way is closed.*
  ///
  /// @param address whom to call; if it is unresolved, see [#connect(String, int)]
  /// @param options how the connection is to behave
  public static Future<TcpStream> connect(InetSocketAddress address, StreamOptions options) {
    return Addresses.of(address).andThen(candidates -> new Connect(candidates, options));
  }

  /// This end.
  public InetSocketAddress localAddress() {
    return localAddress;
  }

  /// The other end.
  public InetSocketAddress remoteAddress() {
    return remoteAddress;
  }

  @Override
  public Poll<Integer> pollRead(Context cx, ByteBuffer into) throws IOException {
    if (!into.hasRemaining()) {
      return NO_BYTES;
    }
    if (cx.proceed()) {
      try {
        long snapshot;
        while ((snapshot = registration.pollReady(cx, READ)) != PENDING) {
          int read = read(into, snapshot);
          if (read != 0) {
            cx.progress();
            return Poll.ready(read);
          }
        }
      } catch (IOException e) {
        throw broken(READ, e);
      }
    }
    return Poll.pending();
  }

  @Override
  public Poll<Long> pollReadVectored(Context cx, ByteBuffer... into) throws IOException {
    long room = remaining(into);
    if (room == 0) {
      return NO_BYTES_AT_ALL;
    }
    if (cx.proceed()) {
      try {
        long snapshot;
        while ((snapshot = registration.pollReady(cx, READ)) != PENDING) {
          long read = socket.read(into, 0, into.length);
          settle(READ, snapshot, read, room);
          if (read != 0) {
            cx.progress();
            return Poll.ready(read);
          }
        }
      } catch (IOException e) {
        throw broken(READ, e);
      }
    }
    return Poll.pending();
  }

  /// Reads what is there now.
  ///
  /// @param into where to
  /// @return how many bytes; 0 when none is there now (wait with [#readable]) or `into` is full; -1
  ///   at the end of the stream
  /// @throws IOException when the connection is broken
  public int tryRead(ByteBuffer into) throws IOException {
    try {
      return into.hasRemaining() ? read(into, registration.ready(READ)) : 0;
    } catch (IOException e) {
      throw broken(READ, e);
    }
  }

  /// A future that is ready when a read is worth trying: there are bytes, the end, or a failure.
  ///
  /// It may be ready in vain, so follow it by [#tryRead] and wait again if that finds nothing.
  /// *Cancel-safe: yes.*
  public Future<Void> readable() {
    return ready(READ);
  }

  @Override
  public Poll<Integer> pollWrite(Context cx, ByteBuffer from) throws IOException {
    failIfShut();
    if (!from.hasRemaining()) {
      return NO_BYTES;
    }
    if (cx.proceed()) {
      try {
        long snapshot;
        while ((snapshot = registration.pollReady(cx, WRITE)) != PENDING) {
          int written = write(from, snapshot);
          if (written != 0) {
            cx.progress();
            return Poll.ready(written);
          }
        }
      } catch (IOException e) {
        throw broken(WRITE, e);
      }
    }
    return Poll.pending();
  }

  @Override
  public Poll<Long> pollWriteVectored(Context cx, ByteBuffer... from) throws IOException {
    failIfShut();
    long amount = remaining(from);
    if (amount == 0) {
      return NO_BYTES_AT_ALL;
    }
    if (cx.proceed()) {
      try {
        long snapshot;
        while ((snapshot = registration.pollReady(cx, WRITE)) != PENDING) {
          long written = socket.write(from, 0, from.length);
          settle(WRITE, snapshot, written, amount);
          if (written != 0) {
            cx.progress();
            return Poll.ready(written);
          }
        }
      } catch (IOException e) {
        throw broken(WRITE, e);
      }
    }
    return Poll.pending();
  }

  /// Writes what there is room for now.
  ///
  /// @param from what
  /// @return how many bytes; 0 when there is no room now (wait with [#writable]) or `from` is empty
  /// @throws IOException when the connection is broken or the output has been shut down
  public int tryWrite(ByteBuffer from) throws IOException {
    failIfShut();
    try {
      return from.hasRemaining() ? write(from, registration.ready(WRITE)) : 0;
    } catch (IOException e) {
      throw broken(WRITE, e);
    }
  }

  /// A future that is ready when a write is worth trying: there is room or a failure.
  ///
  /// It may be ready in vain, so follow it by [#tryWrite] and wait again if that takes nothing.
  /// *Cancel-safe: yes.*
  public Future<Void> writable() {
    return ready(WRITE);
  }

  /// Ready: nothing is held back here.
  @Override
  public Poll<Void> pollFlush(Context cx) {
    return Poll.done();
  }

  /// As [#shutdownOutput], which does not wait.
  @Override
  public Poll<Void> pollShutdown(Context cx) throws IOException {
    shutdownOutput();
    return Poll.done();
  }

  /// Half-closes: the peer reads the end of the stream, and nothing can be written any more.
  /// Reading goes on. Doing it again, or after the peer has gone, is harmless.
  ///
  /// @throws IOException when this stream is closed
  public void shutdownOutput() throws IOException {
    if (outputIsShut) {
      return;
    }
    try {
      registration.ready(WRITE); // fails when closed
      socket.shutdownOutput();
      outputIsShut = true;
    } catch (IOException e) {
      throw Failures.named("shut down the output to", remoteAddress, e);
    }
  }

  /// Two halves with an owner each, which may live in two tasks.
  ///
  /// From now on read and write by the halves only. Closing the write half shuts down the output,
  /// closing both closes the connection. This stream stays the handle of the whole: closing it
  /// closes both halves at once.
  ///
  /// @throws IllegalStateException when it has been split before
  public TcpHalves split() {
    if (isSplit) {
      throw new IllegalStateException(this + " has been split before");
    }
    isSplit = true;
    return TcpHalves.of(this);
  }

  /// Whether [#close] has been called.
  public boolean isClosed() {
    return socket.isClosed();
  }

  @Override
  public void close() {
    registration.close();
    socket.close();
  }

  private int read(ByteBuffer into, long snapshot) throws IOException {
    int room = into.remaining();
    int read = socket.read(into);
    settle(READ, snapshot, read, room);
    return read;
  }

  private int write(ByteBuffer from, long snapshot) throws IOException {
    int amount = from.remaining();
    int written = socket.write(from);
    settle(WRITE, snapshot, written, amount);
    return written;
  }

  /// Draws the conclusion of a transfer. One that came out shorter than wanted has emptied the
  /// kernel's buffer, or filled it: clearing now saves the attempt that would only find that out.
  private void settle(Direction direction, long snapshot, long moved, long wanted) {
    if (moved < 0) {
      registration.rest(direction);
    } else if (moved < wanted) {
      registration.clear(direction, snapshot);
    }
  }

  /// Takes in a failure; whatever is tried next in this direction is tried at once and fails too.
  private IOException broken(Direction direction, IOException cause) {
    registration.rest(direction);
    return Failures.named(direction == READ ? "read from" : "write to", remoteAddress, cause);
  }

  private void failIfShut() throws IOException {
    if (outputIsShut) {
      throw new IOException("cannot write to " + remoteAddress + ": the output has been shut down");
    }
  }

  private Future<Void> ready(Direction direction) {
    return Future.pollFn(cx -> {
      try {
        if (!cx.proceed() || registration.pollReady(cx, direction) == PENDING) {
          return Poll.pending();
        }
      } catch (IOException e) {
        throw broken(direction, e);
      }
      cx.progress();
      return Poll.done();
    });
  }

  private static long remaining(ByteBuffer... buffers) {
    long sum = 0;
    for (ByteBuffer buffer : buffers) {
      sum += buffer.remaining();
    }
    return sum;
  }

  @Override
  public String toString() {
    return "TCP " + localAddress + " to " + remoteAddress;
  }
}
