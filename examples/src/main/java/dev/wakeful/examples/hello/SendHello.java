package dev.wakeful.examples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wakeful.future.Future;
import dev.wakeful.net.TcpStream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A future that connects to an address, writes "hello world" and hangs up.
///
/// It is a state machine. Each poll goes on from the state in which the one before stopped, as far
/// as it can without waiting. *Cancel-safe: yes; the connection is closed, and the peer may have
/// received a part.*
final class SendHello implements Future<Void> {

  /// Where it stands, with what it needs there and nothing else.
  private sealed interface State {

    /// Never polled: it knows whom to call, and has not done so.
    record Start(InetSocketAddress peer) implements State {}

    /// Waiting for the peer to answer.
    record Connecting(Future<TcpStream> connect) implements State {}

    /// Waiting for the socket to take the rest. Sockets take what they have room for.
    record Writing(TcpStream stream, ByteBuffer rest) implements State {}

    /// Finished, failed or cancelled; nothing is held any more.
    record Done() implements State {}
  }

  private State state;
  private int polls;

  SendHello(InetSocketAddress peer) {
    this.state = new State.Start(peer);
  }

  @Override
  public Poll<Void> poll(Context cx) throws Exception {
    polls++;
    try {
      return advance(cx);
    } catch (Exception e) {
      cancel(); // a future that fails has let go of everything
      throw e;
    }
  }

  private Poll<Void> advance(Context cx) throws Exception {
    // A loop, for one poll may pass through several states. It returns Pending only where a child
    // did: then that child keeps the waker of `cx`, and wakes this task when it is worth it.
    while (true) {
      switch (state) {
        case State.Start(InetSocketAddress peer) ->
            state = new State.Connecting(TcpStream.connect(peer));

        case State.Connecting(Future<TcpStream> connect) -> {
          if (!(connect.poll(cx) instanceof Poll.Ready<TcpStream>(TcpStream stream))) {
            return Poll.pending();
          }
          state = new State.Writing(stream, ByteBuffer.wrap("hello world".getBytes(UTF_8)));
        }

        case State.Writing(TcpStream stream, ByteBuffer rest) -> {
          if (stream.pollWrite(cx, rest).isPending()) {
            return Poll.pending();
          }
          if (!rest.hasRemaining()) {
            stream.close();
            state = new State.Done();
            return Poll.done();
          }
        }

        case State.Done() ->
            throw new IllegalStateException("the future `SendHello` was polled after its end");
      }
    }
  }

  /// What is released depends on the state; that is all there is to cancelling.
  @Override
  public void cancel() {
    State last = state;
    state = new State.Done();
    switch (last) {
      case State.Connecting(Future<TcpStream> connect) -> connect.cancel();
      case State.Writing(TcpStream stream, ByteBuffer rest) -> stream.close();
      case State.Start start -> {}
      case State.Done done -> {}
    }
  }

  /// How often it has been polled.
  int polls() {
    return polls;
  }
}
