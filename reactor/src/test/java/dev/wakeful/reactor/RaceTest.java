package dev.wakeful.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.env.Pollable;
import dev.wakeful.env.Poller;
import dev.wakeful.task.Context;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The driver and a waiting task as close together as two threads can be: a socket that is always
/// ready, told of as long as it is wished.
class RaceTest {
  private static final int EVENTS = 10_000;

  /// Tells its one socket by level, and never waits.
  private static final class AlwaysReady implements Poller {
    private volatile long token;
    private volatile int wishes;
    private volatile boolean closed;

    @Override
    public void register(Pollable source, long name, int wanted) {
      token = name;
      wishes = wanted;
    }

    @Override
    public void update(Pollable source, int wanted) {
      wishes = wanted;
    }

    @Override
    public void deregister(Pollable source) {
      wishes = 0;
    }

    @Override
    public int poll(long nanos, Events events) throws IOException {
      if (closed) {
        throw new IOException("closed");
      }
      int wanted = wishes;
      if (wanted == 0) {
        Thread.onSpinWait();
        return 0;
      }
      events.ready(token, wanted);
      return 1;
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {
      closed = true;
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void noEventNoWishAndNoWakeUpIsLost(Direction direction) throws Exception {
    Reactor reactor = new Reactor(new PollerEnv(new AlwaysReady()));
    Registration registration = reactor.register(new ScriptedPoller.Thing(), direction);
    Thread driver =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                while (true) {
                  reactor.turn(0);
                }
              } catch (IOException e) {
                assertThat(e).hasMessageContaining("closed");
              }
            });
    AtomicBoolean woken = new AtomicBoolean();
    Context context = Context.of(() -> woken.set(true));
    long start = System.nanoTime();
    int events = 0;
    while (events < EVENTS) {
      woken.set(false);
      long snapshot = registration.pollReady(context, direction);
      if (snapshot != Registration.PENDING) {
        registration.clear(direction, snapshot);
        events++;
        continue;
      }
      while (!woken.get()) {
        Thread.onSpinWait();
        if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(20)) {
          throw new AssertionError("nothing came after event " + events);
        }
      }
    }
    reactor.close();
    driver.join();
    assertThat(events).isEqualTo(EVENTS);
  }
}
