package dev.wakeful.examples.redis;

import dev.wakeful.env.Env;
import dev.wakeful.runtime.AsyncRuntime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Our server on a free port, on a thread of its own.
final class TestServer implements AutoCloseable {
  private final RedisServer server;
  private final CompletableFuture<Void> over;

  private TestServer(RedisServer server, CompletableFuture<Void> over) {
    this.server = server;
    this.over = over;
  }

  /// Starts it and waits until it accepts.
  static TestServer start(Limits limits) throws Exception {
    CompletableFuture<RedisServer> ready = new CompletableFuture<>();
    CompletableFuture<Void> over = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("mini-redis")
        .daemon()
        .start(() -> {
          try (AsyncRuntime runtime = AsyncRuntime.currentThread()) {
            RedisServer server =
                runtime.blockOn(RedisServer.bind("127.0.0.1", 0, limits, Env.system().clock()));
            ready.complete(server);
            runtime.blockOn(server);
            over.complete(null);
          } catch (Throwable e) {
            ready.completeExceptionally(e);
            over.completeExceptionally(e);
          }
        });
    return new TestServer(ready.get(10, TimeUnit.SECONDS), over);
  }

  static TestServer start() throws Exception {
    return start(Limits.STANDARD);
  }

  int port() {
    return server.port();
  }

  SocketPeer peer() {
    return new SocketPeer(port());
  }

  /// Begins its end.
  void drain() {
    server.drain();
  }

  /// Waits for its end.
  void awaitEnd() throws ExecutionException, InterruptedException, TimeoutException {
    over.get(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    drain();
    awaitEnd();
  }
}
