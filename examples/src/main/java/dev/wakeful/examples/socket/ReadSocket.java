// ./run socket-read
package dev.wakeful.examples.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wakeful.runtime.AsyncRuntime;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.FutureTask;

/// Reads from a socket twice: by a future that gets a callback, and by one that gets a waker.
final class ReadSocket {
  private ReadSocket() {}

  static void main(String[] args) throws Exception {
    run(System.out);
  }

  static void run(PrintStream out) throws Exception {
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      InetSocketAddress address = (InetSocketAddress) peer.getLocalSocketAddress();

      try (CallbackSocket socket = new CallbackSocket(address)) {
        answerOnce(peer, "woken by a callback");
        out.println("SimpleFuture: " + SimpleFuture.run(new SocketRead(socket)));
      }

      try (CallbackSocket socket = new CallbackSocket(address)) {
        answerOnce(peer, "woken by a waker");
        out.println("Future: " + runtime.blockOn(new SocketReadFuture(socket)));
      }
    }
  }

  /// The other side: writes one text to whoever is connected.
  private static void answerOnce(ServerSocket peer, String text) {
    Thread.startVirtualThread(
        new FutureTask<>(() -> {
          try (Socket connection = peer.accept()) {
            connection.getOutputStream().write(text.getBytes(UTF_8));
            return text;
          }
        }));
  }
}
