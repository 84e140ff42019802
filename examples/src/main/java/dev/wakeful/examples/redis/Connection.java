package dev.wakeful.examples.redis;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.net.TcpStream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.io.IOException;

/// One client's socket: what moves bytes between it and its [Session].
final class Connection {
  /// What a wait answers when it is over and no byte has moved.
  private static final Poll<Integer> NONE = Poll.ready(0);

  /// What reading answers when nothing more is to come.
  private static final Poll<Integer> END = Poll.ready(-1);

  /// The socket; owned.
  private final TcpStream stream;

  /// The client as the engine knows it.
  private final Session session;

  /// What waits to be sent.
  private final ReplyBuffer replies;

  /// Whom it belongs to.
  private final RedisServer server;

  /// Whom to wake when the engine has something for this client.
  private Waker waker = Waker.noop();

  /// Whether the socket has been closed and the server told.
  private boolean closed;

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
                this::wake,
                server.wallMillis());
    this.replies = session.replies();
  }

  /// A future that serves the client until it is gone. It never fails because of the client.
  ///
  /// It goes round the same circle until the end, and waits in two places of it:
  ///
  /// 1. *write* what the session has replied; when the socket takes no more, wait for room, and
  ///    read nothing meanwhile: a client that does not read its replies cannot send commands;
  /// 2. *read* one bufferful; when there is nothing, wait. The session runs all commands in it, so
  ///    the replies to a whole pipeline leave in one write.
  ///
  /// *Cancel-safe: the client is disconnected, replies that were not sent are lost. Before the
  /// first poll cancelling does nothing; [#close] does.*
  Future<Void> serve() {
    Future<Integer> output = new Output();
    Future<Integer> input = new Input();
    return async(() -> {
      try {
        int read;
        do {
          while (replies.size() > 0) {
            session.sent(await(output));
          }
          session.resume(server.wallMillis());
          read = await(input);
          if (read > 0) {
            // From the await to here nobody else has run, so the server's buffer is still ours.
            session.receive(server.input().array(), 0, read, server.wallMillis());
            server.noticeDeadline();
          }
        } while (read >= 0);
      } catch (IOException clientIsGone) {
        // there is nobody left to tell
      } finally {
        close();
      }
    });
  }

  /// Asks for a look: the engine has something, or the server wants to end.
  void wake() {
    waker.wake();
  }

  /// Disconnects the client at once; its future ends with the next poll.
  void close() {
    if (!closed) {
      closed = true;
      server.engine().disconnect(session);
      stream.close();
      server.ended(this);
      wake();
    }
  }

  /// How many replies' bytes the socket has taken; 0 when there are none any more, because the
  /// engine has thrown them away.
  ///
  /// As a rule a future is over when it has answered. This one, like [Input], begins again, so that
  /// a million waits for a client cost one object.
  private final class Output implements Future<Integer> {
    @Override
    public Poll<Integer> poll(Context cx) throws IOException {
      waker = cx.waker();
      return replies.size() == 0 ? NONE : stream.pollWrite(cx, replies.unsent());
    }
  }

  /// How many bytes have been read into the server's buffer; 0 when there are replies to send
  /// first, since the engine has something for this client; -1 at the end of the client, of the
  /// session or of the server.
  private final class Input implements Future<Integer> {
    @Override
    public Poll<Integer> poll(Context cx) throws IOException {
      waker = cx.waker();
      if (replies.size() > 0) {
        return NONE;
      }
      if (session.isClosing()) {
        return END;
      }
      Poll<Integer> read =
          session.isFull() // woken when the BLPOP has its element
              ? Poll.pending()
              : stream.pollRead(cx, server.input().clear());
      return read.isPending() && server.isDraining() ? END : read;
    }
  }
}
