package dev.wakeful.examples.redis;

import dev.wakeful.future.Future;
import dev.wakeful.net.TcpStream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One client's socket, moving bytes between it and its [Session]: a future written by hand, and a
/// task of its own.
///
/// Every poll goes round the same circle, as far as it gets without waiting:
///
/// 1. *write* what the session has replied; when the socket takes no more, wait for room, and read
///    nothing meanwhile: a client that does not read its replies cannot send commands;
/// 2. *end*, if the session is closing or the client has gone;
/// 3. *read* one bufferful; when there is nothing, wait. The session runs all commands in it, so
///    the replies to a whole pipeline leave in one write.
///
/// It is woken by the socket (room, bytes, end) and by the engine ([Outlet]): a message for a
/// listener, an element for a BLPOP. Ready when the client is gone; never fails because of it.
/// *Cancel-safe: the client is disconnected, replies that were not sent are lost.*
final class Connection implements Future<Void> {
  /// The socket; owned.
  private final TcpStream stream;

  /// The client as the engine knows it.
  private final Session session;

  /// Whom it belongs to.
  private final RedisServer server;

  /// Whom to wake when the engine has something for this client.
  private Waker waker = Waker.noop();

  /// Whether the socket has been closed and the server told.
  private boolean released;

  /// @param stream a new connection, which becomes this one's
  Connection(TcpStream stream, RedisServer server) {
    this.stream = stream;
    this.server = server;
    var peer = stream.remoteAddress();
    this.session =
        server
            .engine()
            .connect(
                peer.getAddress().getHostAddress() + ":" + peer.getPort(),
                () -> waker.wake(),
                server.wallMillis());
  }

  @Override
  public Poll<Void> poll(Context cx) {
    waker = cx.waker();
    boolean pending = false;
    try {
      pending = !advance(cx);
      return pending ? Poll.pending() : Poll.done();
    } catch (IOException clientIsGone) {
      return Poll.done(); // there is nobody left to tell
    } finally {
      if (!pending) {
        cancel();
      }
    }
  }

  /// Goes round the circle; true at the end, false when there is something to wait for.
  private boolean advance(Context cx) throws IOException {
    ByteBuffer input = server.input();
    while (true) {
      if (!write(cx)) {
        return session.isClosing() && session.replies().size() == 0;
      }
      if (session.isClosing()) {
        return true;
      }
      session.resume(server.wallMillis());
      if (session.replies().size() > 0) {
        continue;
      }
      if (session.isFull()) {
        return server.isDraining(); // woken when the BLPOP has its element
      }
      input.clear();
      if (!(stream.pollRead(cx, input) instanceof Poll.Ready<Integer>(Integer read))) {
        return server.isDraining();
      }
      if (read < 0) {
        return true;
      }
      session.receive(input.array(), input.arrayOffset(), read, server.wallMillis());
      server.noticeDeadline();
    }
  }

  /// Writes all replies; false when the socket takes no more for now.
  private boolean write(Context cx) throws IOException {
    ReplyBuffer replies = session.replies();
    while (replies.size() > 0) {
      if (!(stream.pollWrite(cx, replies.unsent()) instanceof Poll.Ready<Integer>(Integer count))) {
        return false;
      }
      session.sent(count);
    }
    return true;
  }

  /// Asks for a poll: the server wants to end.
  void wake() {
    waker.wake();
  }

  @Override
  public void cancel() {
    if (!released) {
      released = true;
      server.engine().disconnect(session);
      stream.close();
      server.ended(this);
    }
  }
}
