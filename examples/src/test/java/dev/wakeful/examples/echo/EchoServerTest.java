package dev.wakeful.examples.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The server as users start it: a process of its own.
class EchoServerTest {
  private Process server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-p",
                System.getProperty("jdk.module.path"),
                "-m",
                "dev.wakeful.examples/" + EchoServer.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = server.inputReader(UTF_8);
    String ready = out.readLine();
    assertThat(ready).as("first line").matches("READY 127\\.0\\.0\\.1:\\d+");
    port = Integer.parseInt(ready.substring(ready.indexOf(':') + 1));
  }

  @AfterEach
  void stop() {
    server.destroyForcibly();
  }

  @Test
  void echoesToEachOfManyAndEndsOnSigterm() throws Exception {
    try (Socket first = new Socket(InetAddress.getLoopbackAddress(), port);
        Socket second = new Socket(InetAddress.getLoopbackAddress(), port)) {
      first.getOutputStream().write("one".getBytes(UTF_8));
      second.getOutputStream().write("two".getBytes(UTF_8));
      assertThat(second.getInputStream().readNBytes(3)).asString().isEqualTo("two");
      assertThat(first.getInputStream().readNBytes(3)).asString().isEqualTo("one");

      first.shutdownOutput();
      assertThat(first.getInputStream().read()).as("the end, once all is echoed").isEqualTo(-1);
      second.getOutputStream().write("still there".getBytes(UTF_8));
      assertThat(second.getInputStream().readNBytes(11)).asString().isEqualTo("still there");
    }
    server.destroy(); // SIGTERM
    assertThat(server.waitFor(30, TimeUnit.SECONDS)).as("ended").isTrue();
  }
}
