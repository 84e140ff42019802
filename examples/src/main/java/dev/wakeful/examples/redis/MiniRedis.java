// ./run mini-redis [--port N] [--bind ADDRESS]
package dev.wakeful.examples.redis;

import dev.wakeful.env.Clock;
import dev.wakeful.env.Env;
import dev.wakeful.runtime.AsyncRuntime;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/// A Redis server that real clients talk to: start it, then `redis-cli -p 6379`.
///
/// Prints `READY 127.0.0.1:6379` when it accepts; `--port 0` lets the kernel choose. SIGTERM and
/// SIGINT drain it: commands that have arrived are answered, then everybody is disconnected and the
/// program ends with status 0, as Redis does.
public final class MiniRedis {
  /// For those who start it wrongly.
  private static final String USAGE = "usage: mini-redis [--port N] [--bind ADDRESS]";

  private MiniRedis() {}

  /// Runs the server until a signal.
  ///
  /// @param args see [MiniRedis]
  /// @throws Exception never in good order
  public static void main(String[] args) throws Exception {
    int port = 6379;
    String host = "127.0.0.1";
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 < args.length && args[i].equals("--port") && args[i + 1].matches("\\d{1,5}")) {
        port = Integer.parseInt(args[i + 1]);
      } else if (i + 1 < args.length && args[i].equals("--bind")) {
        host = args[i + 1];
      } else {
        System.err.println(USAGE);
        System.exit(2);
      }
    }
    try {
      run(host, port);
    } catch (IOException e) {
      System.err.println("mini-redis: cannot serve " + host + ":" + port + ": " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(String host, int port) throws Exception {
    Clock clock = Env.system().clock();
    CompletableFuture<Integer> status = new CompletableFuture<>();
    try (AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      RedisServer server = runtime.blockOn(RedisServer.bind(host, port, Limits.STANDARD, clock));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(server, status), "drain"));
      System.out.println("READY " + host + ":" + server.port());
      runtime.blockOn(server);
      status.complete(0);
    } finally {
      status.complete(1); // says nothing when the end was a good one
    }
  }

  /// On a signal. The virtual machine would say 143 when this returns, so it does not return.
  private static void drain(RedisServer server, CompletableFuture<Integer> status) {
    server.drain();
    int ended = status.join();
    System.out.flush();
    Runtime.getRuntime().halt(ended);
  }
}
