package dev.wakeful.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.executor.ExecutorListener;
import dev.wakeful.executor.LongPoll;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.net.TcpListener;
import dev.wakeful.net.TcpStream;
import dev.wakeful.task.Poll;
import dev.wakeful.time.Time;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The figures: how late everybody else is when each worker has a task that is always ready, and
/// how soon a long poll is told of.
class FairnessTest {
  private static final int VICTIMS = 50;

  /// Without a clock: with always-ready tasks everywhere, each of the others gets on.
  @ParameterizedTest
  @CsvSource({"2, 0", "2, 1000000", "1, 1000000"})
  @Tag("F12")
  @Tag("R-40")
  @Timeout(120)
  void everybodyGetsOn(int workers, long pollNanos) throws Exception {
    try (Crowd crowd = new Crowd(workers, pollNanos)) {
      for (int i = 0; i < 10; i++) {
        crowd.runtime.blockOn(crowd.runtime.spawn(Time.sleep(Duration.ofMillis(1))));
        crowd.runtime.blockOn(crowd.runtime.spawn(Future.ready(i)));
      }
      crowd.runtime.blockOn(crowd.runtime.spawn(SchedulingTest.Echo.once()));
      crowd.everyVictimHasMoved();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  @Tag("F12")
  @Tag("long")
  @Timeout(600)
  void othersAreServedInTime(int workers) throws Exception {
    long seconds = Long.getLong("fairness.seconds", 20);
    List<Long> timers = Collections.synchronizedList(new ArrayList<>());
    List<Long> echoes = Collections.synchronizedList(new ArrayList<>());
    List<Long> spawns = new ArrayList<>();
    try (Crowd crowd = new Crowd(workers, 0)) {
      AtomicBoolean stop = crowd.stop;
      crowd.runtime.spawn(timing(timers, stop, () -> Time.sleep(Duration.ofMillis(10)))).detach();
      TcpListener listener = crowd.runtime.blockOn(TcpListener.bind("127.0.0.1", 0));
      crowd.runtime.spawn(listener.accept().andThen(FairnessTest::echo)).detach();
      TcpStream client = crowd.runtime.blockOn(TcpStream.connect(listener.localAddress()));
      crowd.runtime.spawn(timing(echoes, stop, () -> roundTrip(client))).detach();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      while (System.nanoTime() < end) {
        long begun = System.nanoTime();
        Future<Long> started = Future.lazy(cx -> System.nanoTime() - begun);
        spawns.add(crowd.runtime.blockOn(crowd.runtime.spawn(started)));
        crowd.runtime.blockOn(Time.sleep(Duration.ofMillis(2))); // the pace of the load
      }
      for (long moves : crowd.movesOfVictims()) {
        assertThat(moves).as("moves of a victim").isGreaterThanOrEqualTo(seconds);
      }
      client.close();
      listener.close();
    }
    long timerLate = p99(timers) - TimeUnit.MILLISECONDS.toNanos(10);
    String figures =
        "p99 of %,d timers %,d ns late, of %,d echoes %,d ns, of %,d spawns %,d ns"
            .formatted(
                timers.size(), timerLate, echoes.size(), p99(echoes), spawns.size(), p99(spawns));
    System.out.println(workers + " workers: " + figures);
    assertThat(timerLate).as(figures).isLessThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
    assertThat(p99(echoes)).as(figures).isLessThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
    assertThat(p99(spawns)).as(figures).isLessThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(10));
  }

  /// A poll of 100 ms is told of within 250 ms of its begin, by what the median of ten shows.
  @Test
  @Tag("F15")
  @Tag("long")
  @Timeout(120)
  void aLongPollIsToldOfInTime() throws Exception {
    LinkedBlockingQueue<Long> toldAt = new LinkedBlockingQueue<>();
    ExecutorListener listener =
        new ExecutorListener() {
          @Override
          public void longPoll(LongPoll poll) {
            toldAt.add(System.nanoTime());
          }
        };
    List<Long> delays = new ArrayList<>();
    try (AsyncRuntime runtime =
        AsyncRuntime.builder().workers(2).executor(setup -> setup.listener(listener)).build()) {
      for (int i = 0; i < 10; i++) {
        CountDownLatch release = new CountDownLatch(1);
        LinkedBlockingQueue<Long> begun = new LinkedBlockingQueue<>();
        runtime
            .spawn(
                Future.lazy(cx -> {
                  begun.add(System.nanoTime());
                  return release.await(30, TimeUnit.SECONDS);
                }))
            .detach();
        delays.add(-begun.take() + toldAt.take());
        release.countDown();
      }
    }
    delays.sort(null);
    assertThat(delays.get(5))
        .as("delays " + delays)
        .isBetween(TimeUnit.MILLISECONDS.toNanos(100), TimeUnit.MILLISECONDS.toNanos(250));
  }

  private interface Action {
    Future<?> begin();
  }

  /// A future that does something again and again and notes how long it takes.
  private static Future<Boolean> timing(List<Long> times, AtomicBoolean stop, Action action) {
    return Future.lazy(cx -> System.nanoTime())
        .andThen(begun -> action.begin().map(done -> times.add(System.nanoTime() - begun)))
        .inspect(noted -> {
          if (!stop.get()) {
            Tasks.spawn(timing(times, stop, action)).detach();
          }
        });
  }

  private static Future<?> echo(TcpStream stream) {
    return dev.wakeful.io.Copy.of(stream, stream);
  }

  private static Future<?> roundTrip(TcpStream stream) {
    return stream
        .writeAll(ByteBuffer.wrap(new byte[] {1, 2, 3}))
        .andThen(done -> stream.readFully(ByteBuffer.allocate(3)));
  }

  private static long p99(List<Long> nanos) {
    List<Long> sorted = new ArrayList<>(nanos);
    sorted.sort(null);
    return sorted.get((int) (sorted.size() * 0.99));
  }

  /// A runtime in which one task for each worker is always ready, and some others move now and
  /// then.
  private static final class Crowd implements AutoCloseable {
    final AsyncRuntime runtime;
    final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLongArray moves = new AtomicLongArray(VICTIMS);

    /// A crowd that is at work.
    ///
    /// @param pollNanos how long each poll of an always-ready task takes
    Crowd(int workers, long pollNanos) {
      runtime = AsyncRuntime.builder().workers(workers).build();
      for (int i = 0; i < workers; i++) {
        runtime.spawn(always(pollNanos)).detach();
      }
      for (int i = 0; i < VICTIMS; i++) {
        int victim = i;
        runtime.spawn(moving(victim)).detach();
      }
    }

    private Future<Void> always(long pollNanos) {
      return Future.pollFn(cx -> {
        long end = System.nanoTime() + pollNanos;
        while (System.nanoTime() < end) {
          Thread.onSpinWait();
        }
        cx.waker().wake();
        return stop.get() ? Poll.done() : Poll.pending();
      });
    }

    /// A victim sleeps a millisecond, moves, and begins again.
    private Future<Void> moving(int victim) {
      return Time.sleep(Duration.ofMillis(1))
          .inspect(done -> {
            moves.incrementAndGet(victim);
            if (!stop.get()) {
              Tasks.spawn(moving(victim)).detach();
            }
          });
    }

    long[] movesOfVictims() {
      long[] copy = new long[VICTIMS];
      for (int i = 0; i < VICTIMS; i++) {
        copy[i] = moves.get(i);
      }
      return copy;
    }

    void everyVictimHasMoved() {
      for (int i = 0; i < VICTIMS; i++) {
        while (moves.get(i) == 0) {
          Thread.onSpinWait();
        }
      }
    }

    @Override
    public void close() {
      stop.set(true);
      runtime.close();
    }
  }
}
