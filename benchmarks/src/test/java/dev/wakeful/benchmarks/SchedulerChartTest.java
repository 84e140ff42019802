package dev.wakeful.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerChartTest {
  @TempDir Path directory;

  @Test
  void everyFigureStandsAtItsBar() throws Exception {
    SchedulerResults results =
        SchedulerResults.of(
            Map.of(
                "spawn_many_busy\twakeful", List.of(123.0, 1.0),
                "spawn_many_busy\tvirtual-threads", List.of(Double.POSITIVE_INFINITY, 1.0),
                "memory_parked\twakeful", List.of(87.0)));
    Path file = directory.resolve("chart.svg");
    assumeTrue(new SchedulerChart(results, List.of("JDK 25")).write(file), "no fonts here");
    for (String name : List.of("chart.svg", "chart-dark.svg")) {
      assertThat(Files.readString(directory.resolve(name)))
          .contains(">123<", ">never runs<", ">87<", ">JDK 25<", ">virtual threads<")
          .doesNotContain("font-family:&quot;");
    }
  }
}
