package dev.wakeful.runtime;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.scope.TaskLocal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that were not woven find task-locals and their task, although they run on threads of
/// their own. That woven ones do is tested in the examples, which are.
@Tag("R-84")
class TaskLocalBodiesTest {
  private static final TaskLocal<Integer> NUMBER = TaskLocal.named("number");

  private static AsyncRuntime runtime(int workers) {
    RuntimeBuilder builder = AsyncRuntime.builder();
    return (workers == 0 ? builder.currentThread() : builder.workers(workers)).build();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void aBodyFindsTheValueBeforeAndAfterEachAwait(int workers) throws Exception {
    Future<List<Integer>> body =
        async(() -> {
          List<Integer> seen = new ArrayList<>();
          seen.add(NUMBER.get());
          await(Tasks.yieldNow());
          seen.add(NUMBER.get());
          seen.add(await(NUMBER.scope(2, async(() -> await(async(NUMBER::get))))));
          seen.add(NUMBER.get());
          seen.add(await(Tasks.spawn(async(() -> NUMBER.orElse(-1)))));
          seen.add(await(Tasks.spawn(TaskLocal.inherit(async(NUMBER::get)))));
          return seen;
        });
    try (AsyncRuntime runtime = runtime(workers)) {
      assertThat(runtime.blockOn(runtime.spawn(NUMBER.scope(1, body))))
          .containsExactly(1, 1, 2, 1, -1, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void cleanUpOfAnAbortedBodyFindsTheValue(int workers) throws Exception {
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    try (AsyncRuntime runtime = runtime(workers)) {
      JoinHandle<Void> handle =
          runtime.spawn(
              NUMBER.scope(
                  42,
                  async(() -> {
                    try {
                      seen.add(NUMBER.get());
                      await(Future.pending());
                    } finally {
                      seen.add(NUMBER.get());
                    }
                  })));
      while (seen.isEmpty()) {
        runtime.blockOn(Tasks.yieldNow());
      }
      handle.abort();
      while (!handle.isFinished()) {
        runtime.blockOn(Tasks.yieldNow());
      }
    }
    assertThat(seen).containsExactly(42, 42);
  }

  @Test
  @Tag("R-77")
  void aBodyFindsWhichTaskItIsIn() throws Exception {
    try (AsyncRuntime runtime = runtime(1)) {
      JoinHandle<Long> handle =
          runtime.spawn(
              async(() -> {
                await(Tasks.yieldNow());
                return Tasks.currentId();
              }));
      assertThat(runtime.blockOn(handle)).isEqualTo(handle.id());
      assertThat(runtime.blockOn(async(Tasks::tryCurrentId))).isEmpty();
    }
  }
}
