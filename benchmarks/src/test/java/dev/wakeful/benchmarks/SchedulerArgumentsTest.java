package dev.wakeful.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulerArgumentsTest {
  private static final Path CHART = Path.of("target", "chart.svg");

  @Test
  void nothingMeansEverythingAtFullEffort() {
    SchedulerArguments arguments = parse();
    assertThat(arguments.rounds()).isEqualTo(3);
    assertThat(arguments.effort()).isEqualTo(Effort.FULL);
    assertThat(arguments.chart()).isEqualTo(CHART);
    assertThat(arguments.workloads()).containsExactly(SchedulerWorkload.values());
  }

  @Test
  void wordsComeInAnyOrder() {
    SchedulerArguments arguments = parse("yield", "--chart", "a.svg", "7", "--quick");
    assertThat(arguments.rounds()).isEqualTo(7);
    assertThat(arguments.effort()).isEqualTo(Effort.SHORT);
    assertThat(arguments.chart()).isEqualTo(Path.of("a.svg"));
    assertThat(arguments.workloads()).containsExactly(SchedulerWorkload.YIELD_MANY);
  }

  @Test
  void partsOfNamesAddUpWithoutRepetition() {
    assertThat(parse("memory", "join", "parked").workloads())
        .containsExactly(
            SchedulerWorkload.SPAWN_JOIN,
            SchedulerWorkload.MEMORY_PARKED,
            SchedulerWorkload.MEMORY_SLEEPING,
            SchedulerWorkload.MEMORY_CHANNEL);
  }

  @Test
  void whatIsNotUnderstoodIsNamedWithWhatThereIs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("yeild"))
        .withMessageContaining("'yeild'")
        .withMessageContaining("yield_many");
    assertThatIllegalArgumentException().isThrownBy(() -> parse("0")).withMessageContaining("'0'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--chart"))
        .withMessageContaining("'--chart'");
  }

  @Test
  void anEffortSurvivesItsWayToAnotherProcess() {
    assertThat(Effort.of(Effort.FULL.words())).isEqualTo(Effort.FULL);
    assertThat(Effort.of(Effort.SHORT.words())).isEqualTo(Effort.SHORT);
  }

  private static SchedulerArguments parse(String... args) {
    return SchedulerArguments.parse(List.of(args), 3, CHART);
  }
}
