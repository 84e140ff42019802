package dev.wakeful.examples.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The program, in a process of its own.
class MiniRedisTest {
  private static final Path CLI = Path.of("/usr/bin/redis-cli");

  private Process process;
  private BufferedReader output;
  private int port;

  @BeforeEach
  void start() throws IOException {
    process = new ProcessBuilder(command(0)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    output = process.inputReader();
    String ready = output.readLine();
    assertThat(ready).matches("READY 127\\.0\\.0\\.1:\\d+");
    port = Integer.parseInt(ready.substring(ready.indexOf(':') + 1));
  }

  @AfterEach
  void stop() throws Exception {
    output.close();
    process.destroyForcibly().waitFor();
  }

  @Test
  void redisCliTalksToIt() throws Exception {
    assumeTrue(Files.isExecutable(CLI), "redis-cli is not installed");
    assertThat(cli("SET", "k", "a b")).isEqualTo("OK\n");
    assertThat(cli("GET", "k")).isEqualTo("a b\n");
    assertThat(cli("-3", "HSET", "h", "f", "v")).isEqualTo("1\n");
    assertThat(cli("-3", "--no-raw", "HGETALL", "h")).isEqualTo("1# \"f\" => \"v\"\n");
    assertThat(cli("NOSUCH")).startsWith("ERR unknown command 'NOSUCH'");
    assertThat(cli("--no-raw", "BLPOP", "q", "0.01")).isEqualTo("(nil)\n");
  }

  @Test
  void sigtermDrainsIt() throws Exception {
    try (var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      client.setSoTimeout(10_000);
      client.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(client.getInputStream().readNBytes(7)).asString().isEqualTo("+PONG\r\n");
      process.destroy(); // SIGTERM
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void aTakenPortIsSaidPlainly() throws Exception {
    Process second = new ProcessBuilder(command(port)).redirectErrorStream(true).start();
    String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said)
        .startsWith("mini-redis: cannot serve 127.0.0.1:" + port + ": ")
        .hasLineCount(1);
    assertThat(second.waitFor()).isEqualTo(1);
  }

  private String cli(String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(CLI.toString(), "-p", String.valueOf(port)));
    command.addAll(List.of(args));
    Process cli = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(cli.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private static List<String> command(int port) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java, "-cp", classPath(), MiniRedis.class.getName(), "--port", String.valueOf(port));
  }

  /// Where this process has its classes from, be it by class path or module path.
  private static String classPath() {
    return String.join(
        File.pathSeparator,
        System.getProperty("java.class.path", ""),
        System.getProperty("jdk.module.path", ""),
        location());
  }

  private static String location() {
    return Path.of(
            URI.create(
                MiniRedis.class.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }
}
