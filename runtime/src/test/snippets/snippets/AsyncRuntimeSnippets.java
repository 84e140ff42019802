package snippets;

import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.io.Copy;
import dev.wakeful.net.TcpHalves;
import dev.wakeful.net.TcpListener;
import dev.wakeful.net.TcpStream;
import dev.wakeful.runtime.AsyncRuntime;
import java.time.Duration;

final class AsyncRuntimeSnippets {
  private AsyncRuntimeSnippets() {}

  // @start region="echo"
  static void main() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.create()) {
      runtime.blockOn(TcpListener.bind("127.0.0.1", 7000).andThen(AsyncRuntimeSnippets::serve));
    }
  }

  static Future<Void> serve(TcpListener listener) {
    return listener.forEach(socket -> {
      Tasks.spawn(echo(socket)); // a task of its own: its failure never reaches this loop
      return Future.ready(socket);
    });
  }

  static Future<Long> echo(TcpStream socket) {
    TcpHalves halves = socket.split();
    return Copy.of(halves.reader(), halves.writer())
        .timeout(Duration.ofMinutes(5))
        .then(outcome -> {
          socket.close();
          return Future.lazy(cx -> outcome.get());
        });
  }
  // @end
}
