package dev.wakeful.net;

import static dev.wakeful.reactor.Direction.READ;
import static dev.wakeful.reactor.Direction.WRITE;
import static dev.wakeful.reactor.Registration.PENDING;

import dev.wakeful.env.StreamSocket;
import dev.wakeful.future.Future;
import dev.wakeful.reactor.Reactor;
import dev.wakeful.reactor.Registration;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Future for [TcpStream#connect]: one address after the other, until one answers.
final class Connect implements Future<TcpStream> {
  private final Iterator<InetSocketAddress> candidates;
  private final StreamOptions options;
  private @Nullable Attempt attempt;
  private IOException lastFailure = new UnknownHostException("the host has no address");
  private boolean finished;

  Connect(List<InetSocketAddress> candidates, StreamOptions options) {
    this.candidates = candidates.iterator();
    this.options = options;
  }

  @Override
  public Poll<TcpStream> poll(Context cx) throws IOException {
    if (finished) {
      throw new IllegalStateException(
          "the future `connect` was polled after it had finished or was cancelled");
    }
    boolean pending = false;
    try {
      Poll<TcpStream> answer = advance(cx);
      pending = answer.isPending();
      return answer;
    } finally {
      if (!pending) {
        cancel();
      }
    }
  }

  private Poll<TcpStream> advance(Context cx) throws IOException {
    Reactor reactor = cx.require(Reactor.SLOT);
    while (true) {
      Attempt current = attempt;
      if (current == null) {
        if (!candidates.hasNext()) {
          throw lastFailure;
        }
        current = start(reactor, candidates.next());
        attempt = current;
      }
      if (current != null) {
        try {
          if (!current.isConnected(cx)) {
            return Poll.pending();
          }
          TcpStream stream = current.toStream(options);
          attempt = null; // the stream's from here on
          return Poll.ready(stream);
        } catch (IOException e) {
          lastFailure = Failures.named("connect to", current.address, e);
          current.close();
          attempt = null;
        }
      }
    }
  }

  /// Starts an attempt; null when it failed at once.
  private @Nullable Attempt start(Reactor reactor, InetSocketAddress address) {
    try {
      StreamSocket socket = reactor.env().sockets().connect(address);
      try {
        return new Attempt(address, socket, reactor.register(socket, WRITE));
      } catch (IOException | RuntimeException e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      lastFailure = e;
      return null;
    }
  }

  @Override
  public void cancel() {
    finished = true;
    Attempt current = attempt;
    attempt = null;
    if (current != null) {
      current.close();
    }
  }

  /// A connection attempt under way.
  private record Attempt(
      InetSocketAddress address, StreamSocket socket, Registration registration) {

    boolean isConnected(Context cx) throws IOException {
      long snapshot;
      while ((snapshot = registration.pollReady(cx, WRITE)) != PENDING) {
        if (socket.finishConnect()) {
          return true;
        }
        registration.clear(WRITE, snapshot);
      }
      return false;
    }

    TcpStream toStream(StreamOptions options) throws IOException {
      options.applyTo(socket);
      registration.clear(READ, registration.ready(READ)); // the peer has hardly answered yet
      return new TcpStream(socket, registration);
    }

    void close() {
      registration.close();
      socket.close();
    }
  }
}
