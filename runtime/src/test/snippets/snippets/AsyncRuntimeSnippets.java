package snippets;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.net.TcpListener;
import dev.wakeful.net.TcpStream;
import dev.wakeful.runtime.AsyncRuntime;
import java.nio.ByteBuffer;
import java.time.Duration;

final class AsyncRuntimeSnippets {
  private AsyncRuntimeSnippets() {}

  // @start region="echo"
  static void main() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.create()) {
      runtime.blockOn(serve());
    }
  }

  static Future<Void> serve() {
    return async(() -> {
      try (TcpListener listener = await(TcpListener.bind("127.0.0.1", 7000))) {
        while (true) {
          TcpStream socket = await(listener.accept());
          Tasks.spawn(echo(socket)); // a task of its own: its failure never reaches this loop
        }
      }
    });
  }

  static Future<Void> echo(TcpStream socket) {
    return async(() -> {
      try (socket) {
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (await(socket.read(buffer.clear()).timeout(Duration.ofMinutes(5))) >= 0) {
          await(socket.writeAll(buffer.flip()));
        }
      }
    });
  }

  // @end

  static AsyncRuntime patient() {
    // @start region="options"
    return AsyncRuntime.builder()
        .executor(setup -> setup.longPollAfter(Duration.ofSeconds(1)).eventInterval(31))
        .build();
    // @end
  }
}
