package dev.wakeful.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.env.Env;
import dev.wakeful.future.Future;
import dev.wakeful.io.Copy;
import dev.wakeful.reactor.Reactor;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tasks on several threads, and the reactor on one more that never wakes up by itself: a readiness
/// or a wish that is lost once hangs the test.
class ThreadsTest {
  private static final int WORKERS = 3;
  private static final int CONNECTIONS = 6;

  private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();

  /// The accept loop and the echoes, which all end well once the sockets are closed.
  private final ConcurrentLinkedQueue<CompletableFuture<?>> served = new ConcurrentLinkedQueue<>();

  private Reactor reactor;
  private Slots slots;

  @BeforeEach
  void start() throws IOException {
    reactor = new Reactor(Env.system());
    slots = Slots.none().with(Reactor.SLOT, reactor);
    for (int i = 0; i < WORKERS; i++) {
      threads.add(Thread.ofPlatform().daemon().start(this::work));
    }
    threads.add(Thread.ofPlatform().daemon().start(this::drive));
  }

  @AfterEach
  void stop() throws InterruptedException {
    reactor.close();
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void work() {
    try {
      while (true) {
        queue.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drive() {
    try {
      while (true) {
        reactor.turn(-1);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("closed");
    }
  }

  /// A task: its count is 0 when it is idle, and otherwise how often it was woken since the last
  /// poll began.
  private final class Task<T> implements Waker, Runnable {
    private final Future<T> future;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final AtomicInteger wakes = new AtomicInteger();

    Task(Future<T> future) {
      this.future = future;
    }

    @Override
    public void wake() {
      if (wakes.getAndIncrement() == 0) {
        queue.add(this);
      }
    }

    @Override
    public void run() {
      int seen = wakes.get();
      if (!outcome.isDone()) {
        try {
          if (future.poll(Context.of(this, slots)) instanceof Poll.Ready<T>(T value)) {
            outcome.complete(value);
          }
        } catch (Exception e) {
          outcome.completeExceptionally(e);
        }
      }
      if (wakes.addAndGet(-seen) != 0) {
        queue.add(this);
      }
    }
  }

  private <T> CompletableFuture<T> spawn(Future<T> future) {
    Task<T> task = new Task<>(future);
    task.wake();
    return task.outcome;
  }

  private TcpListener echo() {
    TcpListener listener = spawn(TcpListener.bind("127.0.0.1", 0)).join();
    served.add(
        spawn(
            listener.forEach(stream -> {
              served.add(
                  spawn(
                      Copy.of(stream, stream)
                          .then(outcome -> {
                            stream.close();
                            return Future.ready(outcome.get());
                          })));
              return Future.ready("accepted");
            })));
    return listener;
  }

  @Test
  void bothDirectionsOfAConnectionMoveAtOnce() {
    TcpListener listener = echo();
    ByteBuffer data = ByteBuffer.allocate(8 << 20);
    while (data.hasRemaining()) {
      data.putInt(data.position());
    }
    data.flip();
    List<CompletableFuture<?>> transfers = new ArrayList<>();
    List<ByteBuffer> received = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      TcpHalves halves = connect(listener.localAddress()).split();
      ByteBuffer back = ByteBuffer.allocate(data.capacity());
      received.add(back);
      transfers.add(
          spawn(halves.writer().writeAll(data.duplicate())).thenRun(() -> halves.writer().close()));
      transfers.add(spawn(halves.reader().readFully(back)).thenRun(() -> halves.reader().close()));
    }
    transfers.forEach(CompletableFuture::join);
    assertThat(received).allSatisfy(back -> assertThat(back.flip()).isEqualTo(data));
    listener.close();
    served.forEach(CompletableFuture::join);
    assertThat(reactor.registrations()).isZero();
  }

  @Test
  void noRoundTripOfManyIsLost() {
    TcpListener listener = echo();
    List<CompletableFuture<Integer>> games = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      games.add(spawn(new PingPong(connect(listener.localAddress()), 3_000)));
    }
    assertThat(games).allSatisfy(game -> assertThat(game.join()).isEqualTo(3_000));
    listener.close();
    served.forEach(CompletableFuture::join);
    assertThat(reactor.registrations()).isZero();
  }

  private TcpStream connect(InetSocketAddress address) {
    return spawn(TcpStream.connect(address)).join();
  }

  /// Writes a number and reads it back, again and again.
  private static final class PingPong implements Future<Integer> {
    private final TcpStream stream;
    private final int rounds;
    private final ByteBuffer out = ByteBuffer.allocateDirect(Integer.BYTES);
    private final ByteBuffer in = ByteBuffer.allocateDirect(Integer.BYTES);
    private int round;

    PingPong(TcpStream stream, int rounds) {
      this.stream = stream;
      this.rounds = rounds;
      out.putInt(0).flip();
    }

    @Override
    public Poll<Integer> poll(Context cx) throws IOException {
      while (round < rounds) {
        while (out.hasRemaining()) {
          if (stream.pollWrite(cx, out).isPending()) {
            return Poll.pending();
          }
        }
        while (in.hasRemaining()) {
          if (stream.pollRead(cx, in).isPending()) {
            return Poll.pending();
          }
        }
        assertThat(in.flip().getInt()).isEqualTo(round);
        round++;
        in.clear();
        out.clear().putInt(round).flip();
      }
      stream.close();
      return Poll.ready(round);
    }
  }
}
