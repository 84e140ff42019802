package dev.wakeful.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.TaskCancelled;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.TestTask;
import dev.wakeful.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R-92")
class PinnedPoolTest {

  private static PinnedPool pool(int threads) {
    return AsyncRuntime.builder().name("test").buildPinned(threads);
  }

  private static <T extends @Nullable Object> T join(Future<T> future) throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      return runtime.blockOn(future);
    }
  }

  @Test
  void aTaskIsMadeAndPolledOnOneThreadAndWhatItSpawnsToo() throws Exception {
    try (PinnedPool pool = pool(2)) {
      for (int index = 0; index < 2; index++) {
        List<Thread> threads = new ArrayList<>();
        JoinHandle<Boolean> task =
            pool.spawnPinned(
                index,
                () -> {
                  threads.add(Thread.currentThread());
                  return Time.sleep(Duration.ofMillis(1))
                      .map(nothing -> threads.add(Thread.currentThread()))
                      .andThen(added ->
                          Tasks.spawnLocal(Future.lazy(cx -> threads.add(Thread.currentThread()))));
                });
        assertThat(join(task)).isTrue();
        assertThat(threads).hasSize(3);
        assertThat(threads.stream().distinct()).hasSize(1);
        assertThat(threads.getFirst().getName()).isEqualTo("test-pinned-" + index);
      }
    }
  }

  @Test
  void theLeastLoadedThreadIsTakenAndLoadsAreKept() throws Exception {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    List<JoinHandle<Void>> tasks = new ArrayList<>();
    try (PinnedPool pool = pool(3)) {
      assertThat(pool.size()).isEqualTo(3);
      tasks.add(pool.spawnPinned(1, () -> Future.fromStage(gate)));
      assertThat(pool.loads()).containsExactly(0, 1, 0);
      for (int i = 0; i < 5; i++) {
        tasks.add(pool.spawnPinned(() -> Future.fromStage(gate)));
      }
      assertThat(pool.loads()).containsExactly(2, 2, 2);
      gate.complete(null);
      for (JoinHandle<Void> task : tasks) {
        join(task);
      }
      assertThat(pool.loads()).containsExactly(0, 0, 0);
      assertThatThrownBy(() -> pool.spawnPinned(3, () -> Future.ready(1)))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void aTaskThatFailsKillsNoThread() throws Exception {
    IOException broken = new IOException("broken");
    AssertionError error = new AssertionError("made nothing");
    try (PinnedPool pool = pool(1)) {
      assertThatThrownBy(() -> join(pool.spawnPinned(() -> Future.failed(broken))))
          .isSameAs(broken);
      assertThatThrownBy(() ->
              join(
                  pool.<Integer>spawnPinned(() -> {
                    throw error;
                  })))
          .isSameAs(error);
      assertThat(join(pool.spawnPinned(() -> Future.ready("alive")))).isEqualTo("alive");
      assertThat(pool.loads()).containsExactly(0);
    }
  }

  @Test
  void anAbortReachesThePinnedThread() throws Exception {
    ConcurrentLinkedQueue<String> cancelledBy = new ConcurrentLinkedQueue<>();
    try (PinnedPool pool = pool(1)) {
      JoinHandle<Object> task = pool.spawnPinned(() -> new Endless(cancelledBy));
      assertThat(join(pool.spawnPinned(() -> Future.ready(1)))).isEqualTo(1);
      task.abort();
      assertThatThrownBy(() -> join(task)).isInstanceOf(TaskCancelled.class);
      assertThat(cancelledBy).containsExactly("test-pinned-0");
      assertThat(pool.loads()).containsExactly(0);
    }
  }

  @Test
  void closingCancelsEachTaskOnItsThreadAndTakesNoMore() throws Exception {
    ConcurrentLinkedQueue<String> cancelledBy = new ConcurrentLinkedQueue<>();
    PinnedPool pool = pool(2);
    for (int i = 0; i < 2; i++) {
      pool.spawnPinned(() -> new Endless(cancelledBy)).detach();
      pool.spawnPinned(i, () -> Future.ready(1)).detach();
    }
    List<JoinHandle<Integer>> first = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      first.add(pool.spawnPinned(i, () -> Future.ready(1)));
    }
    for (JoinHandle<Integer> handle : first) {
      join(handle);
    }
    pool.close();
    pool.close();
    assertThat(cancelledBy).containsExactlyInAnyOrder("test-pinned-0", "test-pinned-1");
    JoinHandle<Integer> late = pool.spawnPinned(() -> Future.ready(1));
    assertThatThrownBy(() -> TestTask.of(late).poll()).isInstanceOf(TaskCancelled.class);
    assertThat(pool.loads()).containsExactly(0, 0);
  }

  @Test
  void closingFromATaskIsRefused() throws Exception {
    try (PinnedPool pool = pool(1)) {
      JoinHandle<Integer> closes =
          pool.spawnPinned(() -> {
            pool.close();
            return Future.ready(1);
          });
      assertThatThrownBy(() -> join(closes))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("a thread that polls tasks");
    }
  }

  /// Never ready; tells who cancels it.
  private record Endless(ConcurrentLinkedQueue<String> cancelledBy) implements Future<Object> {
    @Override
    public Poll<Object> poll(Context cx) {
      return Poll.pending();
    }

    @Override
    public void cancel() {
      cancelledBy.add(Thread.currentThread().getName());
    }
  }
}
