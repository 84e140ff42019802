package snippets;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.net.TcpListener;
import dev.wakeful.net.TcpStream;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.runtime.CloseReport;
import dev.wakeful.scope.ScopeOptions;
import dev.wakeful.scope.TaskScope;
import java.nio.ByteBuffer;
import java.time.Duration;

final class ShutdownSnippets {
  private ShutdownSnippets() {}

  // @start region="graceful"
  static void serveUntil(Future<Void> asked) throws Exception {
    AsyncRuntime runtime = AsyncRuntime.create();
    runtime.spawn("server", serve());
    runtime.blockOn(asked); // a signal, a request, the end of the input
    CloseReport report = runtime.closeGracefully(Duration.ofSeconds(30));
    if (!report.isClean()) {
      System.err.println(report.cancelledTasks() + " tasks had to be cancelled");
    }
  }

  // The listener closes itself when the runtime is to end; the scope waits for the connections.
  static Future<Void> serve() {
    return TaskScope.run(
        ScopeOptions.defaults().finishingOnShutdown(),
        scope ->
            async(() -> {
              TcpListener listener = await(TcpListener.bind("127.0.0.1", 7000));
              await(listener.forEach(socket -> Future.ready(scope.spawn(answer(socket)))));
            }));
  }

  // @end

  static Future<Void> answer(TcpStream socket) {
    return async(() -> {
      try (socket) {
        await(socket.writeAll(ByteBuffer.wrap(new byte[] {'h', 'i'})));
      }
    });
  }
}
