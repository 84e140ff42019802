package dev.wakeful.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.net.TcpListener;
import dev.wakeful.time.Time;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be asked of a runtime.
@Timeout(60)
class RuntimeOptionsTest {
  private static final String WORKERS = "wakeful.worker.threads";

  @Test
  @Tag("R-1")
  @Tag("R-4")
  void everythingIsThereUnlessToldOtherwise() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.create();
        TcpListener listener = runtime.blockOn(TcpListener.bind("127.0.0.1", 0))) {
      assertThat(listener).isNotNull();
      runtime.blockOn(Time.sleep(Duration.ofMillis(1)));
    }
  }

  @Test
  @Tag("R-2")
  void withoutIoASocketIsRefusedWithAdviceAndTimersWork() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(1).withoutIo().build()) {
      assertThatThrownBy(() -> runtime.blockOn(TcpListener.bind("127.0.0.1", 0)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("sockets");
      runtime.blockOn(runtime.spawn(Time.sleep(Duration.ofMillis(2))));
      runtime.blockOn(runtime.spawn(Tasks.yieldNow()));
    }
  }

  @Test
  @Tag("R-3")
  void withoutTimersASleepIsRefusedWithAdviceAndSocketsWork() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(1).withoutTimers().build();
        TcpListener listener = runtime.blockOn(TcpListener.bind("127.0.0.1", 0))) {
      assertThat(listener).isNotNull();
      assertThatThrownBy(() -> runtime.blockOn(Time.sleep(Duration.ofMillis(1))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("keeps time");
    }
  }

  @Test
  @Tag("R-2")
  @Tag("R-3")
  void withNeitherTasksStillRun() throws Exception {
    RuntimeBuilder builder = AsyncRuntime.builder().withoutTimers().withoutIo();
    try (AsyncRuntime many = builder.workers(2).build();
        AsyncRuntime one = builder.currentThread().build()) {
      assertThat(many.blockOn(many.spawn(Future.ready(1)))).isEqualTo(1);
      one.blockOn(one.spawn(Tasks.yieldNow()));
    }
  }

  @Test
  @Tag("R-5")
  @ResourceLock(Resources.SYSTEM_PROPERTIES)
  void theOneWhoStartsTheProgramMaySayHowManyWorkers() throws Exception {
    System.setProperty(WORKERS, "3");
    try (AsyncRuntime runtime = AsyncRuntime.builder().name("counted").build()) {
      runtime.blockOn(runtime.spawn(Future.ready(0)));
      assertThat(threadsOf("counted-worker-")).isEqualTo(3);
      try (AsyncRuntime asked = AsyncRuntime.builder().workers(1).name("said").build()) {
        asked.blockOn(asked.spawn(Future.ready(0)));
        assertThat(threadsOf("said-worker-")).isEqualTo(1);
      }
    } finally {
      System.clearProperty(WORKERS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "four", "", "99999"})
  @Tag("R-5")
  @ResourceLock(Resources.SYSTEM_PROPERTIES)
  void nonsenseIsRefusedByName(String nonsense) {
    System.setProperty(WORKERS, nonsense);
    try {
      assertThatThrownBy(AsyncRuntime::create)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(WORKERS)
          .hasMessageContaining("\"" + nonsense + "\"");
    } finally {
      System.clearProperty(WORKERS);
    }
  }

  @Test
  @Tag("R-20")
  void withASeedTheSameIsDrawn() throws Exception {
    assertThat(draws(7)).isEqualTo(draws(7)).isNotEqualTo(draws(8));
  }

  private static String draws(long seed) throws Exception {
    StringBuilder order = new StringBuilder();
    try (AsyncRuntime runtime =
        AsyncRuntime.builder().currentThread().executor(setup -> setup.seed(seed)).build()) {
      for (int i = 0; i < 40; i++) {
        order.append(
            runtime.<Integer>blockOn(
                Future.lazy(cx -> cx.require(dev.wakeful.future.Chance.SLOT).below(10))));
      }
    }
    return order.toString();
  }

  @Test
  @Tag("R-16")
  void anOptionThatIsRefusedLeavesNothingOpen() {
    RuntimeBuilder builder = AsyncRuntime.builder().executor(setup -> setup.eventInterval(0));
    assertThatThrownBy(builder::build).hasMessageContaining("event interval");
  }

  private static long threadsOf(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .count();
  }
}
