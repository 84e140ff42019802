package dev.wakeful.scope;

import static dev.wakeful.scope.Flavour.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.executor.TaskAbortHandle;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.future.Pair;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("R-80")
class JoinMapTest {

  @ParameterizedTest
  @EnumSource
  void tasksAreJoinedWithTheirKeys(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start();
        JoinMap<String, String> map = new JoinMap<>()) {
      Signal a = new Signal("of a");
      Signal b = new Signal("of b");
      map.spawnOn(executor, "a", a);
      TaskAbortHandle second = map.spawnOn(executor, "b", b);
      assertThat(map.keys()).containsExactly("a", "b");
      assertThat(map.containsTask(second.id())).isTrue();
      b.raise();
      executor.blockOn(until(second::isFinished));
      assertThat(map.containsKey("b")).as("until its end was given").isTrue();
      Pair<String, Joined<String>> first = executor.blockOn(map.joinNext()).orElseThrow();
      assertThat(first.first()).isEqualTo("b");
      assertThat(first.second().get()).isEqualTo("of b");
      assertThat(map.containsKey("b")).isFalse();
      assertThat(map.containsTask(second.id())).isFalse();
      assertThat(map.abort("b")).isFalse();
      assertThat(map.size()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTaskIsReplacedByTheNextOneOfItsKey(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start();
        JoinMap<String, String> map = new JoinMap<>()) {
      Signal patient = new Signal("never");
      TaskAbortHandle older = map.spawnOn(executor, "key", patient);
      executor.blockOn(until(() -> patient.polls.get() > 0));
      TaskAbortHandle over = map.spawnOn(executor, "key", Future.ready("never given"));
      executor.blockOn(until(() -> older.isFinished() && over.isFinished()));
      assertThat(patient.cancels).hasValue(1);
      map.spawnOn(executor, "key", Future.ready("the last"));
      assertThat(map.size()).isEqualTo(1);
      assertThat(executor.blockOn(map.joinNext()).orElseThrow().second().get())
          .isEqualTo("the last");
      assertThat(executor.blockOn(map.joinNext())).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void tasksAreAbortedByKeyAndJoinedAsCancelled(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start();
        JoinMap<Integer, String> map = new JoinMap<>()) {
      for (int key = 0; key < 6; key++) {
        map.spawnOn(executor, key, new Signal("of " + key));
      }
      assertThat(map.abort(5)).isTrue();
      map.abortMatching(key -> key % 2 == 0);
      for (int key : new int[] {0, 2, 4, 5}) {
        assertThat(map.containsKey(key)).isTrue();
      }
      Map<Integer, Boolean> cancelled = new HashMap<>();
      for (int i = 0; i < 4; i++) {
        Pair<Integer, Joined<String>> next = executor.blockOn(map.joinNext()).orElseThrow();
        cancelled.put(next.first(), next.second().isCancelled());
      }
      assertThat(cancelled).isEqualTo(Map.of(0, true, 2, true, 4, true, 5, true));
      assertThat(map.keys()).containsExactly(1, 3);
      executor.blockOn(map.shutdown());
      assertThat(map.isEmpty()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorIsAnOutcomeWithItsKey(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start();
        JoinMap<String, Object> map = new JoinMap<>()) {
      AssertionError worse = new AssertionError("worse");
      map.spawnOn(
          executor,
          "bad",
          Future.lazy(cx -> {
            throw worse;
          }));
      Pair<String, Joined<Object>> joined = executor.blockOn(map.joinNext()).orElseThrow();
      assertThat(joined.first()).isEqualTo("bad");
      assertThat(joined.second().outcome()).isEqualTo(new Outcome.Failure<>(worse));
      assertThat(map.tryJoinNext()).isEmpty();
      assertThat(map).hasToString("JoinMap[0]");
    }
  }
}
