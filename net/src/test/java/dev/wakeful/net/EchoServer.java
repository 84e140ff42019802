package dev.wakeful.net;

import dev.wakeful.future.Future;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// An echo server as a process of its own. Says its port; to each line it hears, says how often it
/// was short of descriptors; leaves when its input ends.
final class EchoServer {
  private EchoServer() {}

  public static void main(String[] arguments) throws Exception {
    TestLoop loop = new TestLoop();
    TcpListener listener = loop.run(TcpListener.bind(arguments[0], 0));
    loop.spawn(EchoTest.echo(loop, listener));
    // A class may have to be read from a directory, which takes a descriptor: use the timers now.
    TestLoop.Task<String> nap = loop.spawn(Future.<String>pending().timeout(Duration.ofMillis(1)));
    loop.until(() -> nap.finished);
    System.out.println(listener.localAddress().getPort());
    AtomicBoolean leaving = new AtomicBoolean();
    Thread.ofPlatform().daemon().start(() -> answer(listener, loop, leaving));
    while (!leaving.get()) {
      loop.turn(TimeUnit.SECONDS.toNanos(1));
    }
  }

  private static void answer(TcpListener listener, TestLoop loop, AtomicBoolean leaving) {
    try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      while (lines.readLine() != null) {
        System.out.println(listener.shortages());
      }
    } catch (IOException e) {
      System.out.println(e);
    }
    leaving.set(true);
    loop.reactor.wakeup();
  }
}
