// ./run hello-world [HOST PORT]
package dev.wakeful.examples.hello;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wakeful.future.Future;
import dev.wakeful.net.TcpStream;
import dev.wakeful.runtime.AsyncRuntime;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.FutureTask;

/// Connects to a peer and writes "hello world": by a future whose states are written out, then by
/// one that is left to the compiler.
///
/// Without an address it starts a peer of its own. The future with the states is [SendHello].
final class HelloWorld {
  private HelloWorld() {}

  static void main(String[] args) throws Exception {
    if (args.length == 2) {
      sendByHand(new InetSocketAddress(args[0], Integer.parseInt(args[1])), System.out);
    } else {
      runWithOwnPeer(System.out);
    }
  }

  /// The other side is plain blocking Java on a thread of its own, so that all that is new here is
  /// in [SendHello].
  static void runWithOwnPeer(PrintStream out) throws Exception {
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress address = (InetSocketAddress) peer.getLocalSocketAddress();

      FutureTask<String> received = receive(peer);
      sendByHand(address, out);
      out.println("the peer received: " + received.get());

      received = receive(peer);
      try (AsyncRuntime runtime = AsyncRuntime.currentThread()) {
        runtime.blockOn(sendHello(address));
      }
      out.println("and by await: " + received.get());
    }
  }

  private static void sendByHand(InetSocketAddress peer, PrintStream out) throws Exception {
    SendHello hello = new SendHello(peer); // nothing has happened yet: a future is lazy
    try (AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      runtime.blockOn(hello); // polls it now, and whenever the socket has woken it
    }
    out.println("sent after " + hello.polls() + " polls");
  }

  /// The same future as [SendHello]. Of these lines the compiler makes its states: one before the
  /// first line, one for each `await`, one for the end. What must be closed at each of them, it
  /// reads off the `try`.
  private static Future<Void> sendHello(InetSocketAddress peer) {
    return async(() -> {
      try (TcpStream stream = await(TcpStream.connect(peer))) {
        await(stream.writeAll(ByteBuffer.wrap("hello world".getBytes(UTF_8))));
      }
    });
  }

  /// Takes one caller, on a thread of its own, and reads to the end.
  private static FutureTask<String> receive(ServerSocket peer) {
    var received =
        new FutureTask<>(() -> {
          try (Socket connection = peer.accept()) {
            return new String(connection.getInputStream().readAllBytes(), UTF_8);
          }
        });
    Thread.startVirtualThread(received);
    return received;
  }
}
