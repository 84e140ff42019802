package dev.wakeful.examples.requests;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.examples.Output;
import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.scope.TaskLocal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R-84")
class ServeRequestsTest {
  private static final TaskLocal<Integer> NUMBER = TaskLocal.named("number");

  @Test
  void eachRequestFindsItsName() throws Exception {
    assertThat(Output.of(ServeRequests::run))
        .containsExactly(
            "  one begins",
            "  two begins",
            "  three begins",
            "  one ends",
            "  two ends",
            "  three ends",
            "11 letters");
  }

  /// The body is woven, as all of this module.
  @Test
  void cleanUpOfAnAbortedBodyFindsTheValue() throws Exception {
    List<Integer> seen = new ArrayList<>();
    try (AsyncRuntime runtime = AsyncRuntime.currentThread()) {
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
}
