package dev.wakeful.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.ExecutorListener;
import dev.wakeful.executor.TaskDump;
import dev.wakeful.executor.TaskListener;
import dev.wakeful.executor.TaskMeta;
import dev.wakeful.executor.Tasks;
import dev.wakeful.executor.WorkerMetrics;
import dev.wakeful.future.Future;
import dev.wakeful.net.TcpListener;
import dev.wakeful.observe.RuntimeMetrics;
import dev.wakeful.time.Time;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import javax.management.ObjectName;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A runtime seen from outside, with nothing in the program but the runtime.
class ObservingTest {
  @TempDir Path directory;

  @Test
  @Tag("R-131")
  @Tag("R-134")
  void metricsCountWhatTheRuntimeHas() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build();
        TcpListener listener = runtime.blockOn(TcpListener.bind("127.0.0.1", 0))) {
      assertThat(listener.localAddress().getPort()).isPositive();
      CountDownLatch called = new CountDownLatch(1);
      CountDownLatch gate = new CountDownLatch(1);
      runtime.spawnBlocking(() -> {
        called.countDown();
        gate.await();
        return "x";
      });
      called.await();
      runtime.spawn(Time.sleep(Duration.ofHours(1)));
      RuntimeMetrics metrics = runtime.metrics();
      while (metrics.timers() == 0 || metrics.sum(WorkerMetrics::polls) == 0) {
        runtime.blockOn(Tasks.yieldNow());
        metrics = runtime.metrics();
      }
      assertThat(metrics.aliveTasks()).isOne();
      assertThat(metrics.blockingRunning()).isOne();
      assertThat(metrics.blockingQueued()).isZero();
      assertThat(metrics.timers()).isOne();
      assertThat(metrics.registrations()).isOne();
      assertThat(metrics.executor().spawned()).isOne();
      assertThat(metrics.sum(WorkerMetrics::polls)).isPositive();
      gate.countDown();
    }
  }

  @Test
  @Tag("R-137")
  void aDumpOfARuntimeWithoutThreadsNamesWhoIsInBlockOn() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.builder().currentThread().name("solo").build()) {
      TaskDump dump = runtime.blockOn(runtime.spawn("curious", Future.lazy(cx -> runtime.dump())));
      assertThat(dump.name()).isEqualTo("solo");
      assertThat(dump.roots()).hasSize(1);
      assertThat(dump.toString()).contains("\"curious\"").contains("in blockOn");
    }
  }

  @Test
  @Tag("R-27")
  void aListenerAndTheFlightRecorderAreBothHeard() throws Exception {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    ExecutorListener listener =
        new ExecutorListener() {
          @Override
          public @Nullable TaskListener taskSpawned(TaskMeta task) {
            heard.add(task.name());
            return null;
          }
        };
    try (AsyncRuntime runtime =
            AsyncRuntime.builder().workers(1).executor(setup -> setup.listener(listener)).build();
        Recording recording = new Recording()) {
      recording.enable("dev.wakeful.TaskEnd");
      recording.start();
      runtime.blockOn(runtime.spawn("both", Tasks.yieldNow()));
      recording.stop();
      Path file = directory.resolve("both.jfr");
      recording.dump(file);
      assertThat(heard).containsExactly("both");
      assertThat(RecordingFile.readAllEvents(file))
          .anyMatch(event ->
              event.getEventType().getName().equals("dev.wakeful.TaskEnd")
                  && event.getString("taskName").equals("both"));
    }
  }

  @Test
  @Tag("R-130")
  void theBeanIsThereWhenAskedForAndGoesWithTheRuntime() throws Exception {
    ObjectName name = new ObjectName("dev.wakeful:type=Runtime,name=managed");
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(1).name("managed").jmx().build()) {
      assertThat(runtime.name()).isEqualTo("managed");
      assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(name)).isTrue();
    }
    assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(name)).isFalse();
    try (AsyncRuntime plain = AsyncRuntime.builder().workers(1).name("managed").build()) {
      assertThat(plain.name()).isEqualTo("managed");
      assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(name)).isFalse();
    }
  }

  @Test
  void aSignalThatDoesNotExistIsToldAtOnce() {
    RuntimeBuilder builder = AsyncRuntime.builder().workers(1).dumpOnSignal("NONSENSE", dump -> {});
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NONSENSE")
        .hasMessageContaining("USR2");
  }
}
