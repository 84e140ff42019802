package dev.wakeful.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchedulerResultsTest {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  @Test
  void ratiosAreInUnitsOfWakeful() {
    SchedulerResults results =
        results(
            "yield_many\twakeful", List.of(10.0, 19.0), "yield_many\ttokio", List.of(25.0, 50.0));
    assertThat(results.table()).containsPattern("yield_many +10.0 \\(19.0\\) +25 \\(50\\)  2.50x");
  }

  @Test
  void whatNeverRunsHasNoRatio() {
    SchedulerResults results =
        results(
            "spawn_many_busy\twakeful", List.of(100.0, 200.0),
            "spawn_many_busy\tvirtual-threads", List.of(NEVER, NEVER));
    assertThat(results.table()).containsPattern("spawn_many_busy +100 \\(200\\) +never runs\n");
  }

  @Test
  void memoryIsBytesAndWhatIsMissingIsADash() {
    SchedulerResults results =
        results(
            "yield_many\tforkjoinpool", List.of(12.0, 24.0),
            "memory_sleeping\twakeful", List.of(160.0));
    assertThat(results.table().lines().toList().getLast()).matches("memory_sleeping +160 B +-");
    assertThat(results.table()).containsPattern("yield_many +- +12.0 \\(24\\)\n");
  }

  @Test
  void subjectsAndWorkloadsKeepTheirOrder() {
    SchedulerResults results =
        results(
            "token_ring\tkotlin", List.of(1.0, 1.0),
            "spawn_many\ttokio", List.of(1.0, 1.0),
            "token_ring\twakeful", List.of(1.0, 1.0));
    assertThat(results.workloads())
        .containsExactly(SchedulerWorkload.SPAWN_MANY, SchedulerWorkload.TOKEN_RING);
    assertThat(results.subjects())
        .containsExactly(SchedulerSubject.WAKEFUL, SchedulerSubject.TOKIO, SchedulerSubject.KOTLIN);
  }

  @Test
  void everyNameComesBack() {
    for (SchedulerSubject subject : SchedulerSubject.values()) {
      assertThat(SchedulerSubject.named(subject.id())).isEqualTo(subject);
    }
    for (SchedulerWorkload workload : SchedulerWorkload.values()) {
      assertThat(SchedulerWorkload.named(workload.id())).isEqualTo(workload);
    }
  }

  private static SchedulerResults results(Object... pairsAndColumns) {
    Map<String, List<Double>> medians = new LinkedHashMap<>();
    for (int i = 0; i < pairsAndColumns.length; i += 2) {
      @SuppressWarnings("unchecked") // see the calls
      List<Double> columns = (List<Double>) pairsAndColumns[i + 1];
      medians.put((String) pairsAndColumns[i], columns);
    }
    return SchedulerResults.of(medians);
  }
}
