package dev.wakeful.examples.blackbox;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.TaskCancelled;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.io.Copy;
import dev.wakeful.net.TcpHalves;
import dev.wakeful.net.TcpListener;
import dev.wakeful.net.TcpStream;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.time.Time;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// Tokens that travel: each is sent over its own connection and comes back, again and again, and in
/// between its holder sleeps, spawns, aborts, blocks or waits for a foreign thread.
final class TokenRing {
  private static final long SEED = 20_261_122;

  /// Tokens have nothing else in common.
  private static final long FIRST = 0x5EED_0000_0000L;

  private final AsyncRuntime runtime;
  private final ForeignWakers foreign;
  private final AtomicLongArray hops;
  private final AtomicLong aborted = new AtomicLong();
  private final AtomicLong blocking = new AtomicLong();
  private final List<JoinHandle<Long>> holders = new ArrayList<>();
  private final CountDownLatch broken = new CountDownLatch(1);
  private volatile boolean stopping;

  /// Sets all tokens off.
  TokenRing(AsyncRuntime runtime, ForeignWakers foreign, TcpListener listener, int size) {
    this.runtime = runtime;
    this.foreign = foreign;
    this.hops = new AtomicLongArray(size);
    runtime
        .spawn(
            "mirrors",
            listener.forEach(stream -> {
              Tasks.spawn("mirror", mirror(stream)).detach();
              return Future.ready(stream);
            }))
        .detach();
    String host = "127.0.0.1";
    int port = listener.localAddress().getPort();
    for (int i = 0; i < size; i++) {
      int number = i;
      holders.add(
          runtime.spawn(
              "holder " + i,
              TcpStream.connect(host, port).andThen(stream -> travel(stream, number))));
    }
  }

  /// The tokens there are.
  long[] tokens() {
    long[] tokens = new long[hops.length()];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = FIRST + i;
    }
    return tokens;
  }

  /// How often each token has travelled.
  long[] progress() {
    long[] now = new long[hops.length()];
    for (int i = 0; i < now.length; i++) {
      now[i] = hops.get(i);
    }
    return now;
  }

  /// Waits; ends early when a token has been dropped.
  ///
  /// @return whether all is well
  boolean goesOn(long time, TimeUnit unit) throws InterruptedException {
    return !broken.await(time, unit);
  }

  /// Lets each token come home, and gives them.
  ///
  /// @throws Exception when one does not come, or broke
  long[] stop() throws Exception {
    stopping = true;
    long[] home = new long[holders.size()];
    for (int i = 0; i < home.length; i++) {
      home[i] = runtime.blockOn(holders.get(i).timeout(Duration.ofSeconds(5)));
    }
    return home;
  }

  long aborted() {
    return aborted.get();
  }

  long blocking() {
    return blocking.get();
  }

  private Future<Long> travel(TcpStream stream, int number) {
    SplittableRandom random = new SplittableRandom(SEED + number);
    return new Journeys(
            FIRST + number,
            token -> {
              hops.incrementAndGet(number);
              return journey(stream, token, random);
            },
            () -> stopping)
        .then(outcome -> {
          stream.close();
          if (!stopping) {
            broken.countDown();
          }
          return Future.lazy(cx -> outcome.get());
        });
  }

  private Future<Long> journey(TcpStream stream, long token, SplittableRandom random) {
    ByteBuffer out = ByteBuffer.allocate(8).putLong(token).flip();
    ByteBuffer in = ByteBuffer.allocate(8);
    return incident(random)
        .andThen(over -> stream.writeAll(out))
        .andThen(sent -> stream.readFully(in))
        .map(come -> in.flip().getLong());
  }

  /// What happens to a holder between two journeys.
  private Future<?> incident(SplittableRandom random) {
    int lot = random.nextInt(100);
    if (lot < 5) {
      JoinHandle<Long> doomed = Tasks.spawn("doomed", Future.<Long>pending());
      doomed.abort();
      return doomed.orElse(failure ->
          failure instanceof TaskCancelled
              ? Future.ready(aborted.incrementAndGet())
              : Future.failed(failure));
    }
    if (lot < 7) {
      return runtime.spawnBlocking(blocking::incrementAndGet);
    }
    if (lot < 20) {
      return foreign.visit();
    }
    if (lot < 30) {
      return Tasks.spawn("errand", Tasks.yieldNow());
    }
    return Time.sleep(Duration.ofNanos(random.nextInt(3_000_000)));
  }

  /// Sends everything back.
  private static Future<Long> mirror(TcpStream stream) {
    TcpHalves halves = stream.split();
    return Copy.of(halves.reader(), halves.writer())
        .then(outcome -> {
          stream.close();
          return Future.lazy(cx -> outcome.get());
        });
  }
}
