package dev.wakeful.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.io.Copy;
import dev.wakeful.net.TcpListener;
import dev.wakeful.net.TcpStream;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Poll;
import dev.wakeful.time.Time;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Nobody is kept out: not by tasks that never rest, not by those that block their thread.
@Timeout(120)
class SchedulingTest {

  /// Test 57: a hundred pairs that send each other a word for ever, and one who yields five times.
  @ParameterizedTest
  @EnumSource
  @Tag("R-40")
  void aSaturatedRuntimeHasTimeForOneMore(AsyncRuntimeTest.Flavour flavour) throws Exception {
    try (AsyncRuntime runtime = flavour.builder().build()) {
      Future<Void> five =
          Tasks.yieldNow()
              .andThen(nothing -> Tasks.yieldNow())
              .andThen(nothing -> Tasks.yieldNow())
              .andThen(nothing -> Tasks.yieldNow())
              .andThen(nothing -> Tasks.yieldNow());
      runtime.blockOn(
          Future.lazy(
                  cx -> {
                    for (int i = 0; i < 100; i++) {
                      Pair.spawn();
                    }
                    return Tasks.spawn(five);
                  })
              .andThen(handle -> handle));
    }
  }

  /// Test 58: a hundred tasks that never rest, and an echo through sockets.
  @ParameterizedTest
  @EnumSource
  @Tag("R-40")
  @Tag("R-12")
  void socketsAreHeardUnderLoad(AsyncRuntimeTest.Flavour flavour) throws Exception {
    try (AsyncRuntime runtime = flavour.builder().build()) {
      AtomicBoolean stop = new AtomicBoolean();
      for (int i = 0; i < 100; i++) {
        runtime.spawn(untilStopped(stop)).detach();
      }
      assertThat(runtime.blockOn(runtime.spawn(Echo.once()))).isEqualTo(5);
      stop.set(true);
    }
  }

  /// Test 59: a task that yields in a loop, while a socket becomes readable. Tokio looks at sockets
  /// between any two yields; here it is every 61 polls.
  @ParameterizedTest
  @EnumSource
  @Tag("R-47")
  @Tag("R-48")
  void socketsAreHeardBetweenYields(AsyncRuntimeTest.Flavour flavour) throws Exception {
    try (AsyncRuntime runtime = flavour.builder().build()) {
      AtomicLong yields = new AtomicLong();
      AtomicBoolean readable = new AtomicBoolean();
      AtomicLong before = new AtomicLong();
      AtomicLong after = new AtomicLong();
      TcpListener listener = runtime.blockOn(TcpListener.bind("127.0.0.1", 0));
      JoinHandle<Integer> reader =
          runtime.spawn(
              listener
                  .accept()
                  .andThen(stream ->
                      stream
                          .read(ByteBuffer.allocate(1))
                          .inspect(count -> {
                            after.set(yields.get());
                            readable.set(false);
                          })));
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port(listener))) {
        runtime.blockOn(
            runtime.spawn(
                Future.pollFn(cx -> {
                  long count = yields.incrementAndGet();
                  if (count == 2_000) { // by now the connection is accepted
                    before.set(count);
                    readable.set(true); // said first: another worker may read at once
                    client.getOutputStream().write(1); // on loopback it is there at once
                  }
                  if (count > 2_000 && !readable.get()) {
                    return Poll.done();
                  }
                  cx.waker().wake();
                  return Poll.pending();
                })));
        assertThat(runtime.blockOn(reader)).isEqualTo(1);
        if (flavour == AsyncRuntimeTest.Flavour.CURRENT_THREAD) {
          assertThat(after.get() - before.get()).isLessThanOrEqualTo(3 * 61);
        }
      }
      listener.close();
    }
  }

  /// Test 60: two threads in `blockOn` of a runtime without threads; each waits for the other, and
  /// for timers.
  @Test
  @Tag("R-41")
  @Tag("R-42")
  void twoThreadsPassTheDriverOn() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      for (int round = 0; round < 20; round++) {
        CountDownLatch first = new CountDownLatch(1);
        JoinHandle<Integer> one = runtime.spawn(napping(3).map(nothing -> 1));
        JoinHandle<Integer> other = runtime.spawn(napping(2).map(nothing -> 2));
        AtomicInteger got = new AtomicInteger();
        Thread helper =
            new Thread(() -> {
              try {
                first.countDown();
                got.set(runtime.blockOn(napping(1).andThen(nothing -> other)));
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
        helper.start();
        first.await();
        assertThat((int) runtime.<Integer>blockOn(napping(1).andThen(nothing -> one))).isEqualTo(1);
        helper.join();
        assertThat(got).hasValue(2);
      }
    }
  }

  /// Test 61: a hook that wakes a task each time a thread would sleep does not stop timers.
  @ParameterizedTest
  @EnumSource
  @Tag("R-11")
  void aParkHookThatWakesDoesNotStopTimers(AsyncRuntimeTest.Flavour flavour) throws Exception {
    AtomicInteger bursts = new AtomicInteger();
    try (AsyncRuntime runtime =
        flavour
            .builder()
            .executor(setup ->
                setup.onThreadPark(() -> {
                  if (bursts.incrementAndGet() < 1_000_000) {
                    Tasks.spawn(Future.ready(0)).detach();
                  }
                }))
            .build()) {
      runtime.blockOn(runtime.spawn(Time.sleep(Duration.ofMillis(1))));
      assertThat(bursts).hasValueLessThan(1_000_000);
    }
  }

  /// Test 71, on sockets: the worker that was in the driver runs a task that blocks its thread
  /// until the peer answers, and the peer needs the driver. Tokio hangs here unless told otherwise.
  @Test
  @Tag("R-22")
  @Tag("R-46")
  @Tag("F15")
  void aTaskThatBlocksUntilAnotherOneHearsOfASocket() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
      for (int round = 0; round < 20; round++) {
        TcpListener listener = runtime.blockOn(TcpListener.bind("127.0.0.1", 0));
        CountDownLatch answered = new CountDownLatch(1);
        try (Socket toFirst = new Socket(InetAddress.getLoopbackAddress(), port(listener))) {
          TcpStream first = runtime.blockOn(listener.accept());
          try (Socket toSecond = new Socket(InetAddress.getLoopbackAddress(), port(listener))) {
            TcpStream second = runtime.blockOn(listener.accept());
            JoinHandle<Boolean> blocks =
                runtime.spawn(
                    first
                        .read(ByteBuffer.allocate(1))
                        .map(count -> {
                          toSecond.getOutputStream().write(2);
                          return answered.await(30, TimeUnit.SECONDS);
                        }));
            JoinHandle<Integer> answers =
                runtime.spawn(
                    second.read(ByteBuffer.allocate(1)).inspect(count -> answered.countDown()));
            toFirst.getOutputStream().write(1);
            assertThat(runtime.blockOn(blocks)).as("round " + round).isTrue();
            runtime.blockOn(answers);
            second.close();
          }
          first.close();
        }
        listener.close();
      }
    }
  }

  /// All workers but one are blocked; the last one serves timers and sockets.
  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  @Tag("F15")
  void theLastWorkerServesTimersAndSockets(int workers) throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(workers).build()) {
      CountDownLatch release = new CountDownLatch(1);
      CountDownLatch inside = new CountDownLatch(workers - 1);
      for (int i = 1; i < workers; i++) {
        runtime
            .spawn(
                Future.lazy(cx -> {
                  inside.countDown();
                  return release.await(60, TimeUnit.SECONDS);
                }))
            .detach();
      }
      inside.await();
      List<Long> lateMillis = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        long begun = System.nanoTime();
        runtime.blockOn(runtime.spawn(Time.sleep(Duration.ofMillis(20))));
        lateMillis.add((System.nanoTime() - begun) / 1_000_000 - 20);
      }
      assertThat(runtime.blockOn(runtime.spawn(Echo.once()))).isEqualTo(5);
      release.countDown();
      lateMillis.sort(null);
      assertThat(lateMillis.get(5)).as("median of " + lateMillis).isLessThanOrEqualTo(50);
    }
  }

  private static Future<Void> napping(int times) {
    Future<Void> nap = Time.sleep(Duration.ofMillis(1));
    return times == 1 ? nap : nap.andThen(nothing -> napping(times - 1));
  }

  private static Future<Void> untilStopped(AtomicBoolean stop) {
    return Future.pollFn(cx -> {
      if (stop.get()) {
        return Poll.done();
      }
      cx.waker().wake();
      return Poll.pending();
    });
  }

  private static int port(TcpListener listener) {
    return listener.localAddress().getPort();
  }

  /// Two tasks that wake each other for ever.
  private static final class Pair {
    private final AtomicWaker ping = new AtomicWaker();
    private final AtomicWaker pong = new AtomicWaker();

    static void spawn() {
      Pair pair = new Pair();
      Tasks.spawn(side(pair.ping, pair.pong)).detach();
      Tasks.spawn(side(pair.pong, pair.ping)).detach();
    }

    private static Future<Void> side(AtomicWaker mine, AtomicWaker other) {
      return Future.pollFn(cx -> {
        mine.register(cx.waker());
        other.wake();
        return Poll.pending();
      });
    }
  }

  /// A word there and back.
  static final class Echo {
    private Echo() {}

    static Future<Integer> once() {
      return TcpListener.bind("127.0.0.1", 0)
          .andThen(listener ->
              Future.lazy(cx -> Tasks.spawn(serve(listener)))
                  .andThen(server -> TcpStream.connect(listener.localAddress()).andThen(Echo::talk))
                  .inspect(nothing -> listener.close()));
    }

    private static Future<?> serve(TcpListener listener) {
      return listener
          .accept()
          .andThen(stream -> Copy.of(stream, stream).inspect(count -> stream.close()));
    }

    private static Future<Integer> talk(TcpStream stream) {
      ByteBuffer answer = ByteBuffer.allocate(5);
      return stream
          .writeAll(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)))
          .andThen(n -> stream.readFully(answer))
          .map(n -> {
            stream.close();
            return answer.position();
          });
    }
  }
}
