package dev.wakeful.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.wakeful.future.Future;
import dev.wakeful.stream.Stream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The JDK's `HttpClient` on the other side, against its server on the loopback.
@Tag("F-121")
class HttpTest {
  private static final int CHUNK = 16 * 1024;
  private static final int CHUNKS = 512; // 8 MiB, more than the socket buffers of both sides

  private final Running runtime = new Running();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newBuilder().executor(threads).build();
  private final AtomicLong received = new AtomicLong();
  private final CountDownLatch gone = new CountDownLatch(1);
  private final HttpServer server;

  HttpTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() {
    server.setExecutor(threads);
    server.createContext(
        "/count",
        exchange -> {
          byte[] buffer = new byte[CHUNK];
          int n;
          while ((n = exchange.getRequestBody().read(buffer)) >= 0) {
            received.addAndGet(n);
          }
          byte[] answer = String.valueOf(received.get()).getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, answer.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(answer);
          }
        });
    server.createContext(
        "/bytes",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            for (int i = 0; i < CHUNKS; i++) {
              body.write(chunk(i));
            }
          } catch (IOException e) {
            gone.countDown();
          }
        });
    server.createContext("/never", exchange -> {});
    server.start();
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    server.stop(0);
    threads.shutdownNow();
    runtime.close();
  }

  @Test
  void ourStreamIsTheBodyOfARequest() throws Exception {
    Stream<ByteBuffer> body =
        Stream.fromJavaStream(IntStream.range(0, CHUNKS).boxed())
            .map(i -> ByteBuffer.wrap(chunk(i)));
    HttpRequest request =
        HttpRequest.newBuilder(at("/count"))
            .POST(BodyPublishers.fromPublisher(Bridge.toPublisher(body, runtime.executor)))
            .build();
    Future<HttpResponse<String>> response =
        Future.lazy(_ -> client.sendAsync(request, BodyHandlers.ofString()))
            .andThen(Future::fromStage);
    assertThat(runtime.executor.blockOn(response).body())
        .isEqualTo(String.valueOf((long) CHUNK * CHUNKS));
  }

  @Test
  void theFailureOfOurStreamFailsTheRequest() {
    IOException broken = new IOException("broken");
    Stream<ByteBuffer> body =
        _ -> {
          throw broken;
        };
    HttpRequest request =
        HttpRequest.newBuilder(at("/count"))
            .POST(BodyPublishers.fromPublisher(Bridge.toPublisher(body, runtime.executor)))
            .build();
    assertThatThrownBy(() ->
            runtime.executor.blockOn(
                Future.fromStage(client.sendAsync(request, BodyHandlers.ofString()))))
        .isSameAs(broken);
  }

  @Test
  void theBodyOfAResponseIsOurStream() throws Exception {
    int[] next = {0};
    byte[] expected = new byte[CHUNK * CHUNKS];
    for (int i = 0; i < CHUNKS; i++) {
      System.arraycopy(chunk(i), 0, expected, i * CHUNK, CHUNK);
    }
    runtime.executor.blockOn(
        body()
            .forEach(buffers -> {
              for (ByteBuffer buffer : buffers) {
                int length = buffer.remaining();
                byte[] bytes = new byte[length];
                buffer.get(bytes);
                assertThat(bytes)
                    .isEqualTo(Arrays.copyOfRange(expected, next[0], next[0] + length));
                next[0] += length;
              }
              return Future.ready(0);
            }));
    assertThat(next[0]).isEqualTo(expected.length);
  }

  @Test
  void cancellingTheBodyOfAResponseEndsTheExchange() throws Exception {
    try (var buffers = Bridge.toJavaStream(body(), runtime.executor::blockOn)) {
      assertThat(buffers.limit(1).mapToInt(List::size).sum()).isPositive();
    }
    assertThat(gone.await(20, TimeUnit.SECONDS)).as("the server can't write any more").isTrue();
  }

  @Test
  @Tag("F-120")
  void cancellingARequestCancelsItsStage() {
    HttpRequest request = HttpRequest.newBuilder(at("/never")).build();
    CompletableFuture<HttpResponse<String>> stage =
        client.sendAsync(request, BodyHandlers.ofString());
    CompletableFuture<HttpResponse<String>> ours =
        Bridge.toCompletableFuture(Future.fromStage(stage), runtime.executor);
    ours.cancel(false);
    assertThatThrownBy(() -> stage.get(20, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
  }

  private Stream<List<ByteBuffer>> body() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(at("/bytes")).build();
    Flow.Publisher<List<ByteBuffer>> publisher =
        runtime
            .executor
            .blockOn(Future.fromStage(client.sendAsync(request, BodyHandlers.ofPublisher())))
            .body();
    return Stream.fromPublisher(publisher, 4);
  }

  private URI at(String path) {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://127.0.0.1:" + address.getPort() + path);
  }

  private static byte[] chunk(int number) {
    byte[] bytes = new byte[CHUNK];
    Arrays.fill(bytes, (byte) number);
    return bytes;
  }
}
