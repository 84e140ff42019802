// ./run mini-redis [--port N] [--bind ADDRESS]
package dev.wakeful.examples.redis;

import dev.wakeful.env.Clock;
import dev.wakeful.env.Env;
import dev.wakeful.runtime.AsyncRuntime;
import java.util.concurrent.CountDownLatch;

/// A Redis server: `./run mini-redis [--port N] [--bind ADDRESS]`, then `redis-cli -p N`.
///
/// Prints `READY 127.0.0.1:N` when it accepts. SIGTERM and SIGINT drain it: commands that have
/// arrived are answered, then everybody is disconnected and the program ends.
public final class MiniRedis {
  private static final String USAGE = "usage: mini-redis [--port N] [--bind ADDRESS]";

  private MiniRedis() {}

  /// Runs the server until a signal.
  ///
  /// @param args see [MiniRedis]
  /// @throws Exception when it cannot listen there
  public static void main(String[] args) throws Exception {
    int port = 6379;
    String host = "127.0.0.1";
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 < args.length && args[i].equals("--port")) {
        port = Integer.parseInt(args[i + 1]);
      } else if (i + 1 < args.length && args[i].equals("--bind")) {
        host = args[i + 1];
      } else {
        System.err.println(USAGE);
        System.exit(2);
      }
    }
    run(host, port);
  }

  private static void run(String host, int port) throws Exception {
    Clock clock = Env.system().clock();
    CountDownLatch over = new CountDownLatch(1);
    try (AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      RedisServer server = runtime.blockOn(RedisServer.bind(host, port, Limits.STANDARD, clock));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(server, over), "drain"));
      System.out.println("READY " + host + ":" + server.port());
      runtime.blockOn(server);
    } finally {
      over.countDown();
    }
  }

  /// On a signal: the virtual machine ends when this returns.
  private static void drain(RedisServer server, CountDownLatch over) {
    server.drain();
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
