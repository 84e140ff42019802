package dev.wakeful.runtime;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.testkit.TestTask;
import dev.wakeful.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R-91")
@Tag("R-17")
class LocalRuntimeTest {

  @Test
  @Tag("R-8")
  void confinedTasksSleepAndRunOnThisThread() throws Exception {
    List<Thread> threads = new ArrayList<>();
    try (LocalRuntime runtime = AsyncRuntime.builder().name("loop").buildLocal()) {
      assertThat(runtime.name()).isEqualTo("loop");
      JoinHandle<Boolean> before =
          runtime.spawnLocal(
              Time.sleep(Duration.ofMillis(2)).map(nothing -> threads.add(Thread.currentThread())));
      runtime.blockOn(
          before.then(
              outcome -> Tasks.spawnLocal(Future.lazy(cx -> threads.add(Thread.currentThread())))));
    }
    assertThat(threads).hasSize(2).containsOnly(Thread.currentThread());
  }

  @Test
  void bodiesThatAreAwaitedSpawnConfinedTasks() throws Exception {
    List<String> log = new ArrayList<>();
    try (LocalRuntime runtime = AsyncRuntime.builder().buildLocal()) {
      runtime.blockOn(
          async(() -> {
            JoinHandle<Boolean> task =
                Tasks.spawnLocal(
                    async(() -> {
                      await(Time.sleep(Duration.ofMillis(1)));
                      return await(Tasks.spawnLocal(async(() -> log.add("inner"))));
                    }));
            log.add("root");
            return await(task);
          }));
    }
    assertThat(log).containsExactly("root", "inner");
  }

  @Test
  void aShareableTaskMaySpawnConfinedOnes() throws Exception {
    try (LocalRuntime runtime = AsyncRuntime.builder().buildLocal()) {
      JoinHandle<Thread> task =
          runtime.spawn(
              Future.lazy(cx -> Tasks.spawnLocal(Future.lazy(inner -> Thread.currentThread())))
                  .andThen(handle -> handle));
      assertThat(runtime.blockOn(task)).isSameAs(Thread.currentThread());
      assertThat(runtime.aliveTasks()).isZero();
    }
  }

  @Test
  void otherThreadsMaySpawnShareableTasksAndNothingElse() throws Exception {
    try (LocalRuntime runtime = AsyncRuntime.builder().buildLocal()) {
      runtime.spawnLocal(Future.ready(1)).detach();
      LinkedBlockingQueue<JoinHandle<Thread>> spawned = new LinkedBlockingQueue<>();
      List<Throwable> thrown = new ArrayList<>();
      Thread other =
          Thread.ofPlatform()
              .name("a stranger")
              .start(() -> {
                spawned.add(runtime.spawn(Future.lazy(cx -> Thread.currentThread())));
                thrown.add(caught(() -> runtime.spawnLocal(Future.ready(1))));
                thrown.add(caught(() -> runtime.blockOn(Future.ready(1))));
                thrown.add(caught(runtime::close));
              });
      assertThat(runtime.blockOn(spawned.take())).isSameAs(Thread.currentThread());
      other.join();
      assertThat(thrown)
          .hasSize(3)
          .allSatisfy(each ->
              assertThat(each)
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("a stranger")
                  .hasMessageContaining(Thread.currentThread().getName()));
      assertThat(runtime.blockOn(Future.ready("still there"))).isEqualTo("still there");
    }
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private static Throwable caught(Attempt attempt) {
    try {
      attempt.run();
    } catch (Throwable thrown) {
      return thrown;
    }
    throw new AssertionError("nothing was thrown");
  }

  @Test
  void closingCancelsConfinedTasksHereAndIsRefusedFromATask() throws Exception {
    LocalRuntime runtime = AsyncRuntime.builder().buildLocal();
    Thread[] cancelledBy = {null};
    JoinHandle<Object> handle =
        runtime.spawnLocal(
            new Future<>() {
              @Override
              public dev.wakeful.task.Poll<Object> poll(dev.wakeful.task.Context cx) {
                return dev.wakeful.task.Poll.pending();
              }

              @Override
              public void cancel() {
                cancelledBy[0] = Thread.currentThread();
              }
            });
    JoinHandle<Integer> closes =
        runtime.spawn(
            Future.lazy(cx -> {
              runtime.close();
              return 1;
            }));
    assertThatThrownBy(() -> runtime.blockOn(closes)).isInstanceOf(IllegalStateException.class);
    assertThat(cancelledBy[0]).isNull();
    runtime.close();
    assertThat(cancelledBy[0]).isSameAs(Thread.currentThread());
    assertThatThrownBy(() -> TestTask.of(handle).poll())
        .isInstanceOf(dev.wakeful.executor.TaskCancelled.class);
  }

  @Test
  @Tag("R-51")
  void callsOnBothPoolsFindTheRuntime() throws Exception {
    try (AsyncRuntime runtime =
        AsyncRuntime.builder().workers(1).cpuThreads(1).maxCpuQueue(0).build()) {
      CountDownLatch gate = new CountDownLatch(1);
      JoinHandle<Integer> cpu =
          runtime.spawnCpu(() -> {
            gate.await();
            return runtime.blockOn(Tasks.spawn(Future.ready(20)));
          });
      assertThatThrownBy(() -> runtime.spawnCpu(() -> 1))
          .isInstanceOf(java.util.concurrent.RejectedExecutionException.class)
          .hasMessageContaining("wakeful-cpu");
      assertThat(runtime.cpuStats().rejected()).isEqualTo(1);
      gate.countDown();
      JoinHandle<Integer> blocking =
          runtime.spawnBlocking(() -> runtime.blockOn(Tasks.spawn(Future.ready(22))));
      int sum =
          runtime.blockOn(cpu)
              + runtime.blockOn(blocking)
              + runtime.blockOn(runtime.blocking(() -> 0))
              + runtime.blockOn(runtime.spawnMandatoryBlocking(() -> 0));
      assertThat(sum).isEqualTo(42);
      assertThat(runtime.blockingStats().rejected()).isZero();
    }
  }
}
