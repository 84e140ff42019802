// ./run echo-server [--port N]
package dev.wakeful.examples.echo;

import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.io.Copy;
import dev.wakeful.net.TcpHalves;
import dev.wakeful.net.TcpListener;
import dev.wakeful.net.TcpStream;
import dev.wakeful.runtime.AsyncRuntime;
import java.io.PrintStream;

/// The simplest server: what a client sends comes back, until the client says that it is done.
///
/// One task accepts; each connection is a task of its own. It runs until SIGTERM or Ctrl-C.
final class EchoServer {
  private EchoServer() {}

  static void main(String[] args) throws Exception {
    int port = args.length == 2 && args[0].equals("--port") ? Integer.parseInt(args[1]) : 0;
    try (AsyncRuntime runtime = AsyncRuntime.create()) {
      runtime.blockOn(
          TcpListener.bind("127.0.0.1", port).andThen(listener -> serve(listener, System.out)));
    }
  }

  /// Accepts until the listener is closed, and says where on the first line.
  static Future<Void> serve(TcpListener listener, PrintStream out) {
    out.println("READY 127.0.0.1:" + listener.localAddress().getPort());
    return listener.forEach(client -> {
      // Spawned, not awaited: the next client need not wait for this one, and a connection that
      // breaks ends its own task and nothing else.
      Tasks.spawn(echo(client));
      return Future.ready(client);
    });
  }

  /// Copies what is read to what is written; a client that reads slowly is read slowly.
  private static Future<Long> echo(TcpStream client) {
    TcpHalves halves = client.split();
    return Copy.of(halves.reader(), halves.writer())
        .then(outcome -> { // however it ended, the socket is closed
          client.close();
          return Future.lazy(cx -> outcome.get());
        });
  }
}
