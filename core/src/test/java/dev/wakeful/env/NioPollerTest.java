package dev.wakeful.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NioPollerTest {
  private final Env env = Env.system();
  private Poller poller;
  private ListenSocket listener;

  @BeforeEach
  void open() throws IOException {
    poller = env.newPoller();
    listener = env.sockets().listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
  }

  @AfterEach
  void close() {
    listener.close();
    poller.close();
  }

  private int poll(long millis) throws IOException {
    return poller.poll(TimeUnit.MILLISECONDS.toNanos(millis), (token, readiness) -> {});
  }

  @Test
  void aThreadWithAnInterruptPendingSleepsAllTheSame() throws IOException {
    Thread.currentThread().interrupt();
    long start = System.nanoTime();
    poll(20);
    long slept = System.nanoTime() - start;
    assertThat(Thread.interrupted()).as("the interrupt is still pending").isTrue();
    assertThat(TimeUnit.NANOSECONDS.toMillis(slept)).isGreaterThanOrEqualTo(20);
  }

  @Test
  void aClosedPollerSaysSo() {
    poller.close();
    assertThatThrownBy(() -> poll(0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> poller.register(listener, 1, Poller.READ))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
    poller.update(listener, 0);
    poller.deregister(listener);
    poller.wakeup();
    poller.close();
  }

  @Test
  void readinessIsToldByLevelAsLongAsItIsWanted() throws IOException {
    poller.register(listener, 7, Poller.READ);
    StreamSocket client = env.sockets().connect(listener.localAddress());
    assertThat(poll(1_000)).isEqualTo(1);
    assertThat(poll(0)).isEqualTo(1);
    poller.update(listener, 0);
    assertThat(poll(0)).isZero();
    poller.update(listener, Poller.READ);
    assertThat(poll(0)).isEqualTo(1);
    poller.deregister(listener);
    assertThat(poll(0)).isZero();
    client.close();
  }

  @Test
  void aWakeUpEndsTheNextPollOnce() throws IOException {
    poller.wakeup();
    poller.wakeup();
    assertThat(poller.poll(-1, (token, readiness) -> {})).isZero();
    long start = System.nanoTime();
    poll(5);
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isGreaterThanOrEqualTo(5);
  }
}
