package snippets;

import dev.wakeful.future.Future;
import dev.wakeful.io.Copy;
import dev.wakeful.net.TcpListener;
import dev.wakeful.net.TcpStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

final class TcpSnippets {
  private TcpSnippets() {}

  static Future<String> ask(String host) {
    // @start region="client"
    ByteBuffer reply = ByteBuffer.allocate(4);
    return TcpStream.connect(host, 7000)
        .timeout(Duration.ofSeconds(5))
        .andThen(stream ->
            stream
                .writeAll(StandardCharsets.US_ASCII.encode("ping"))
                .andThen(sent -> stream.readFully(reply))
                .then(outcome -> {
                  stream.close();
                  outcome.get();
                  return Future.ready(StandardCharsets.US_ASCII.decode(reply.flip()).toString());
                }));
    // @end
  }

  static Future<Void> serve(Consumer<Future<Long>> spawn) {
    // @start region="server"
    return TcpListener.bind("127.0.0.1", 7000)
        .andThen(listener ->
            listener.forEach(stream -> {
              spawn.accept(
                  Copy.of(stream, stream)
                      .then(outcome -> {
                        stream.close();
                        return Future.ready(outcome.get());
                      }));
              return Future.ready("accepted");
            }));
    // @end
  }
}
