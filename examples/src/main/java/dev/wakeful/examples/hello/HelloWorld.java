// ./run hello-world [HOST PORT]
package dev.wakeful.examples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wakeful.runtime.AsyncRuntime;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.FutureTask;

/// Connects to a peer and writes "hello world", by a future whose states are written out.
///
/// Without an address it starts a peer of its own. The future is [SendHello].
final class HelloWorld {
  private HelloWorld() {}

  static void main(String[] args) throws Exception {
    if (args.length == 2) {
      send(new InetSocketAddress(args[0], Integer.parseInt(args[1])), System.out);
    } else {
      runWithOwnPeer(System.out);
    }
  }

  /// The other side is plain blocking Java on a thread of its own, so that all that is new here is
  /// in [SendHello].
  static void runWithOwnPeer(PrintStream out) throws Exception {
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var received =
          new FutureTask<>(() -> {
            try (Socket connection = peer.accept()) {
              return new String(connection.getInputStream().readAllBytes(), UTF_8);
            }
          });
      Thread.startVirtualThread(received);
      send((InetSocketAddress) peer.getLocalSocketAddress(), out);
      out.println("the peer received: " + received.get());
    }
  }

  private static void send(InetSocketAddress peer, PrintStream out) throws Exception {
    SendHello hello = new SendHello(peer); // nothing has happened yet: a future is lazy
    try (AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      runtime.blockOn(hello); // polls it now, and whenever the socket has woken it
    }
    out.println("sent after " + hello.polls() + " polls");
  }
}
