package dev.wakeful.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.net.ListenOptions;
import dev.wakeful.net.TcpListener;
import dev.wakeful.net.TcpStream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.time.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Row F14 of the reliability gates: a server full of connections, timers and blocking jobs is
/// asked to end.
///
/// The clients are plain sockets of this process, so a connection costs two descriptors.
@Tag("R-110")
class GracefulServerTest {
  private static final byte[] BYE = "bye".getBytes(StandardCharsets.US_ASCII);

  /// Whatever the JDK opens once, it has opened.
  @BeforeAll
  static void openOnce() throws IOException {
    SocketChannel.open().close();
    AsyncRuntime.create().close();
  }

  @Test
  void everybodySaysGoodbyeAndNothingIsLeft() throws Exception {
    Server server = new Server(100, 50, 10);
    Outcome outcome = server.endGracefully(Duration.ofMinutes(1));
    assertThat(outcome.report).isEqualTo(new CloseReport(0, true));
    server.assertEverybodyWasServed();
  }

  @Test
  void whoeverIsStubbornIsCutOffAtTheDeadline() throws Exception {
    Server server = new Server(100, 50, 10);
    server.stubborn = true;
    Outcome outcome = server.endGracefully(Duration.ofMillis(100));
    assertThat(outcome.report).isEqualTo(new CloseReport(100, true));
    assertThat(outcome.tookNanos).isGreaterThanOrEqualTo(100_000_000L);
    server.assertEverybodyWasCutOff();
  }

  @Test
  @Tag("long")
  void fiveThousandConnectionsWithinTheTimesOfTheGate() throws Exception {
    Server server = new Server(5_000, 1_000, 100);
    Outcome outcome = server.endGracefully(Duration.ofMinutes(1));
    assertThat(outcome.report).isEqualTo(new CloseReport(0, true));
    server.assertEverybodyWasServed();
    assertThat(outcome.stoppedAcceptingNanos).isLessThanOrEqualTo(10_000_000L);
    assertThat(outcome.afterLastTaskNanos).isLessThanOrEqualTo(1_000_000_000L);
  }

  @Test
  @Tag("long")
  void fiveThousandStubbornOnesAreCutOffInTime() throws Exception {
    Server server = new Server(5_000, 1_000, 100);
    server.stubborn = true;
    Outcome outcome = server.endGracefully(Duration.ofSeconds(1));
    assertThat(outcome.report).isEqualTo(new CloseReport(5_000, true));
    server.assertEverybodyWasCutOff();
    // Forced at the deadline, within a tenth of a second; all threads are gone a second after.
    assertThat(outcome.firstCutNanos).isBetween(1_000_000_000L, 1_100_000_000L);
    assertThat(outcome.afterLastTaskNanos).isLessThanOrEqualTo(1_000_000_000L);
  }

  @Test
  @Tag("long")
  void aThousandStartsAndStopsWithinAMinute() throws Exception {
    long descriptors = descriptors();
    long begun = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      AsyncRuntime runtime = AsyncRuntime.builder().name("cycle").workers(2).build();
      TcpListener listener = runtime.blockOn(TcpListener.bind("127.0.0.1", 0));
      runtime.spawn(listener.forEach(socket -> Future.ready("taken"))).detach();
      runtime.spawn(Tasks.yieldNow()).detach();
      assertThat(runtime.closeGracefully(Duration.ofSeconds(10)).isClean()).isTrue();
    }
    assertThat(System.nanoTime() - begun).isLessThanOrEqualTo(60_000_000_000L);
    assertThat(threads("cycle-")).isEmpty();
    assertThat(descriptors()).isEqualTo(descriptors);
  }

  private record Outcome(
      CloseReport report,
      long tookNanos,
      long stoppedAcceptingNanos,
      long firstCutNanos,
      long afterLastTaskNanos) {}

  private static List<String> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  private static long descriptors() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(GracefulServerTest::isOfARuntime).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sockets and pollers: the JVM opens files of its own whenever it likes.
  private static boolean isOfARuntime(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("socket:") || target.startsWith("anon_inode:");
    } catch (IOException goneMeanwhile) {
      return false;
    }
  }

  /// A talk that closes its socket, however it ends: what try-with-resources does in an async body.
  private record Holding(TcpStream socket, Future<String> talk, Server server)
      implements Future<String> {
    @Override
    public Poll<String> poll(Context cx) throws Exception {
      Poll<String> answer = talk.poll(cx);
      if (answer.isReady()) {
        socket.close();
      }
      return answer;
    }

    @Override
    public void cancel() {
      long now = System.nanoTime();
      server.firstCut.compareAndSet(0, now);
      server.lastTask.accumulateAndGet(now, Math::max);
      talk.cancel();
      socket.close();
    }
  }

  /// A server under load, its clients, and what they have seen.
  private static final class Server {
    final long descriptorsBefore = descriptors();
    final AsyncRuntime runtime = AsyncRuntime.builder().name("full").workers(2).build();
    final List<SocketChannel> clients = new ArrayList<>();
    final AtomicInteger goodbyes = new AtomicInteger();
    final AtomicInteger timers = new AtomicInteger();
    final AtomicInteger jobs = new AtomicInteger();
    final AtomicLong stoppedAccepting = new AtomicLong();
    final AtomicLong lastTask = new AtomicLong();
    final AtomicLong firstCut = new AtomicLong();
    final CountDownLatch work = new CountDownLatch(1);
    final int timerCount;
    final int jobCount;
    volatile boolean stubborn;

    Server(int connections, int timerCount, int jobCount) throws Exception {
      this.timerCount = timerCount;
      this.jobCount = jobCount;
      CountDownLatch accepted = new CountDownLatch(connections);
      TcpListener listener =
          runtime.blockOn(
              TcpListener.bind(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                  ListenOptions.defaults().withBacklog(1024)));
      runtime
          .spawn(
              listener
                  .forEach(socket -> {
                    Tasks.spawn(serve(socket)).detach();
                    accepted.countDown();
                    return Future.ready("next");
                  })
                  .map(ended -> {
                    stoppedAccepting.set(System.nanoTime());
                    return "ended";
                  }))
          .detach();
      for (int i = 0; i < connections; i++) {
        clients.add(SocketChannel.open(listener.localAddress()));
      }
      accepted.await();
      for (int i = 0; i < timerCount; i++) {
        runtime.spawn(afterTheWish(i)).detach();
      }
      for (int i = 0; i < jobCount; i++) {
        runtime.spawn(job()).detach();
      }
    }

    /// Says goodbye when the runtime is to end; or never ends.
    private Future<String> serve(TcpStream socket) {
      ByteBuffer buffer = ByteBuffer.allocate(16);
      Future<String> talk =
          socket
              .read(buffer)
              .race(Tasks.shutdownRequested().map(wish -> 0))
              .andThen(read -> stubborn ? Future.<String>pending() : goodbye(socket));
      return new Holding(socket, talk, this)
          .inspect(closed -> lastTask.accumulateAndGet(System.nanoTime(), Math::max));
    }

    private Future<String> goodbye(TcpStream socket) {
      return socket
          .writeAll(ByteBuffer.wrap(BYE))
          .map(written -> "bye " + goodbyes.incrementAndGet());
    }

    private Future<Integer> afterTheWish(int number) {
      return Tasks.shutdownRequested()
          .andThen(wish -> Time.sleep(Duration.ofMillis(number % 20)))
          .map(slept -> {
            lastTask.accumulateAndGet(System.nanoTime(), Math::max);
            return timers.incrementAndGet();
          });
    }

    private Future<Integer> job() {
      JoinHandle<Integer> call =
          runtime.spawnBlocking(() -> {
            work.await();
            return jobs.incrementAndGet();
          });
      return call.map(ran -> {
        lastTask.accumulateAndGet(System.nanoTime(), Math::max);
        return ran;
      });
    }

    Outcome endGracefully(Duration limit) {
      Thread helper = Thread.ofPlatform().unstarted(work::countDown); // jobs are under way
      long begun = System.nanoTime();
      helper.start();
      CloseReport report = runtime.closeGracefully(limit);
      long ended = System.nanoTime();
      return new Outcome(
          report,
          ended - begun,
          stoppedAccepting.get() - begun,
          firstCut.get() - begun,
          ended - lastTask.get());
    }

    void assertEverybodyWasServed() throws IOException {
      assertThat(goodbyes).hasValue(clients.size());
      for (SocketChannel client : clients) {
        ByteBuffer heard = ByteBuffer.allocate(16);
        while (client.read(heard) >= 0) {
          assertThat(heard.hasRemaining()).isTrue();
        }
        assertThat(heard.flip()).isEqualTo(ByteBuffer.wrap(BYE));
      }
      assertNothingIsLeft();
    }

    void assertEverybodyWasCutOff() throws IOException {
      assertThat(goodbyes).hasValue(0);
      assertNothingIsLeft();
    }

    private void assertNothingIsLeft() throws IOException {
      assertThat(timers).hasValue(timerCount);
      assertThat(jobs).hasValue(jobCount);
      assertThat(stoppedAccepting.get()).isNotZero();
      assertThat(threads("full-")).isEmpty();
      for (SocketChannel client : clients) {
        client.close();
      }
      assertThat(descriptors()).isEqualTo(descriptorsBefore);
    }
  }
}
