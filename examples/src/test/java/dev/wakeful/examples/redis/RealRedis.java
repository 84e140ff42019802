package dev.wakeful.examples.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A `redis-server` that runs until closed, without files.
final class RealRedis implements AutoCloseable {
  private static final List<Path> BINARIES =
      List.of(Path.of("/usr/bin/redis-server"), Path.of("/usr/local/bin/redis-server"));

  private final Process process;
  private final int port;

  private RealRedis(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Whether there is one on this machine, of the version whose behaviour we have.
  static boolean isInstalled() throws IOException {
    for (Path binary : BINARIES) {
      if (Files.isExecutable(binary)) {
        Process asked = new ProcessBuilder(binary.toString(), "--version").start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .contains("v=7.0.");
      }
    }
    return false;
  }

  /// Starts it on a free port and waits until it accepts.
  static RealRedis start() throws IOException {
    Path binary = BINARIES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    int port = freePort();
    Process process =
        new ProcessBuilder(
                binary.toString(),
                "--save",
                "",
                "--appendonly",
                "no",
                "--bind",
                "127.0.0.1",
                "--port",
                String.valueOf(port))
            .redirectErrorStream(true)
            .start();
    RealRedis redis = new RealRedis(process, port);
    try (var lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("Ready to accept connections")) {
          return redis;
        }
      }
    }
    redis.close();
    throw new IOException("redis-server ended before it was ready");
  }

  /// It as a peer of scripts.
  SocketPeer peer() {
    return new SocketPeer(port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
