package dev.wakeful.scope;

import static dev.wakeful.scope.Flavour.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.TaskAbortHandle;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.future.Future;
import dev.wakeful.testkit.TestTask;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("R-81")
class JoinQueueTest {

  @ParameterizedTest
  @EnumSource
  void tasksAreJoinedInTheOrderOfSpawning(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start();
        JoinQueue<String> queue = new JoinQueue<>()) {
      Signal first = new Signal("first");
      queue.spawnOn(executor, first);
      TaskAbortHandle second = queue.spawnOn(executor, Future.ready("second"));
      executor.blockOn(until(second::isFinished));
      assertThat(queue.tryJoinNext()).as("waits for its turn").isEmpty();
      assertThat(queue.size()).isEqualTo(2);
      first.raise();
      assertThat(executor.blockOn(queue.joinNext()).orElseThrow().get()).isEqualTo("first");
      assertThat(queue.tryJoinNext().orElseThrow().get()).isEqualTo("second");
      assertThat(executor.blockOn(queue.joinNext())).isEmpty();
      assertThat(queue).hasToString("JoinQueue[0]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLookTakesNoWakeUpFromWhoWaits(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start();
        JoinQueue<String> queue = new JoinQueue<>()) {
      Signal signal = new Signal("seen");
      queue.spawnOn(executor, signal);
      TestTask<Optional<Joined<String>>> waits = TestTask.of(queue.joinNext());
      assertThat(waits.poll().isPending()).isTrue();
      assertThat(queue.tryJoinNext()).isEmpty();
      signal.raise();
      executor.blockOn(until(waits::isWoken));
      assertThat(waits.poll().get().orElseThrow().get()).isEqualTo("seen");
    }
  }

  @ParameterizedTest
  @EnumSource
  void valuesOfAllComeInOrderAndTheFirstFailureAbortsTheRest(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start();
        JoinQueue<String> queue = new JoinQueue<>()) {
      for (int i = 0; i < 5; i++) {
        queue.spawnOn(executor, Future.ready("" + i));
      }
      assertThat(executor.blockOn(queue.joinAll())).containsExactly("0", "1", "2", "3", "4");
      IOException broken = new IOException("broken");
      queue.spawnOn(executor, Future.ready("before"));
      queue.spawnOn(executor, Future.failed(broken));
      queue.spawnOn(executor, Future.pending());
      assertThatThrownBy(() -> executor.blockOn(queue.joinAll())).isSameAs(broken);
      assertThat(executor.blockOn(queue.joinNext()).orElseThrow().isCancelled()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void abortedTasksKeepTheirPlaces(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start();
        JoinQueue<String> queue = new JoinQueue<>()) {
      Signal patient = new Signal("patient");
      queue.spawnOn(executor, patient);
      TaskAbortHandle over = queue.spawnOn(executor, Future.ready("over"));
      executor.blockOn(until(() -> over.isFinished() && patient.polls.get() > 0));
      queue.abortAll();
      assertThat(executor.blockOn(queue.joinNext()).orElseThrow().isCancelled()).isTrue();
      assertThat(executor.blockOn(queue.joinNext()).orElseThrow().get()).isEqualTo("over");
      Signal left = new Signal("left");
      TaskAbortHandle last = queue.spawnOn(executor, left);
      executor.blockOn(until(() -> left.polls.get() > 0));
      queue.close();
      executor.blockOn(until(last::isFinished));
      assertThat(left.cancels).hasValue(1);
    }
  }
}
