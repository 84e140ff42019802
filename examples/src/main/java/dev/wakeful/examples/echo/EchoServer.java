// ./run echo-server [--port N]
package dev.wakeful.examples.echo;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.net.TcpListener;
import dev.wakeful.net.TcpStream;
import dev.wakeful.runtime.AsyncRuntime;
import java.io.PrintStream;
import java.nio.ByteBuffer;

/// The simplest server: what a client sends comes back, until the client says that it is done.
///
/// One task accepts; each connection is a task of its own. It runs until SIGTERM or Ctrl-C.
final class EchoServer {
  private EchoServer() {}

  static void main(String[] args) throws Exception {
    int port = args.length == 2 && args[0].equals("--port") ? Integer.parseInt(args[1]) : 0;
    try (AsyncRuntime runtime = AsyncRuntime.create()) {
      runtime.blockOn(serve(port, System.out));
    }
  }

  /// Accepts for ever, and says where on the first line.
  private static Future<Void> serve(int port, PrintStream out) {
    return async(() -> {
      try (TcpListener listener = await(TcpListener.bind("127.0.0.1", port))) {
        out.println("READY 127.0.0.1:" + listener.localAddress().getPort());
        while (true) {
          TcpStream client = await(listener.accept());
          // Spawned, not awaited: the next client need not wait for this one, and a connection that
          // breaks ends its own task and nothing else.
          Tasks.spawn(echo(client));
        }
      }
    });
  }

  /// Copies what is read to what is written; a client that reads slowly is read slowly. However it
  /// ends, the socket is closed.
  private static Future<Void> echo(TcpStream client) {
    return async(() -> {
      try (client) {
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (await(client.read(buffer.clear())) >= 0) {
          await(client.writeAll(buffer.flip()));
        }
      }
    });
  }
}
