package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.env.Env;
import dev.wakeful.future.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the handler is told of a task whose failure nobody took.
@Tag("R-75")
class TaskFailureTest {
  private final List<TaskFailure> told = new ArrayList<>();

  /// A handler that wants everything.
  private final class Recorder implements FailureHandler {
    @Override
    public void unjoined(String task, Throwable failure) {
      throw new AssertionError("the long form is overridden", failure);
    }

    @Override
    public void failed(TaskFailure failure) {
      told.add(failure);
    }
  }

  private TaskFailure failureOf(boolean spawnSites, Future<?> future) throws Exception {
    Setup setup =
        new Setup(Env.system(), new ParkingDriver())
            .failures(new Recorder())
            .spawnSites(spawnSites);
    try (TaskExecutor executor = TaskExecutor.currentThread(setup)) {
      JoinHandle<?> handle = spawnHere(executor, future);
      long id = handle.id();
      handle.detach();
      executor.blockOn(Tasks.yieldNow());
      assertThat(told).hasSize(1);
      assertThat(told.getFirst().id()).isEqualTo(id);
    }
    assertThat(told).hasSize(1);
    return told.getFirst();
  }

  private static JoinHandle<?> spawnHere(TaskExecutor executor, Future<?> future) {
    return executor.spawn("fragile", future);
  }

  private static Future<String> failingHere() {
    return Future.lazy(cx -> breakDown());
  }

  private static String breakDown() throws IOException {
    throw new IOException("broken");
  }

  @Test
  void itsNameItsNumberAndTheChainToItsRoot() throws Exception {
    TaskFailure failure = failureOf(false, failingHere().map(x -> x + "!"));
    assertThat(failure.task()).isEqualTo("fragile");
    assertThat(failure.failure()).hasMessage("broken");
    assertThat(failure.spawned()).isEmpty();
    assertThat(failure.spawnedAt()).isEmpty();
    assertThat(failure.chain())
        .anyMatch(frame -> frame.getMethodName().equals("breakDown"))
        .noneMatch(frame -> frame.getClassName().equals(Task.class.getName()))
        .noneMatch(frame -> frame.getMethodName().equals("blockOn"));
    assertThat(failure.chain().getFirst().getMethodName()).isEqualTo("breakDown");
  }

  @Test
  void whereItWasSpawned() throws Exception {
    TaskFailure failure = failureOf(true, failingHere());
    assertThat(failure.spawnedAt())
        .hasValueSatisfying(at -> assertThat(at.getMethodName()).isNotBlank());
    assertThat(failure.spawned()).anyMatch(at -> at.getMethodName().equals("spawnHere"));
  }

  @Test
  void noChainOfAFailureThatWasMadeElsewhere() throws Exception {
    TaskFailure failure = failureOf(false, Future.failed(new IOException("made in the test")));
    assertThat(failure.chain()).isEmpty();
  }

  @Test
  void theHandlerThatIgnoresIsToldToo() {
    FailureHandler.ignoring()
        .failed(new TaskFailure("x", 1, new IOException("ignored"), List.of()));
    FailureHandler lambda = (task, failure) -> told.add(TaskFailure.of(task, 7, failure));
    lambda.failed(new TaskFailure("short", 1, new IOException("form"), List.of()));
    assertThat(told).singleElement().satisfies(it -> assertThat(it.task()).isEqualTo("short"));
  }
}
