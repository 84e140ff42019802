package dev.wakeful.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForksTest {
  private final List<String> started = new ArrayList<>();

  @Test
  void subjectsTakeTurnsAndEveryColumnHasItsMedian() throws Exception {
    Map<String, List<String>> pairs = new LinkedHashMap<>();
    pairs.put("fast", List.of("a", "b"));
    Map<String, List<Double>> medians =
        new Forks(
                (workload, subject) -> {
                  started.add(subject);
                  return printing("warm\n" + started.size() + "\t" + -started.size());
                },
                3)
            .measure(pairs);
    assertThat(started).containsExactly("a", "b", "a", "b", "a", "b");
    assertThat(medians)
        .containsEntry("fast\ta", List.of(3.0, -3.0))
        .containsEntry("fast\tb", List.of(4.0, -4.0));
  }

  @Test
  void whatNeverHappensCostsInfinity() throws Exception {
    assertThat(
            new Forks((workload, subject) -> printing("Infinity\tInfinity"), 1)
                .measure(Map.of("busy", List.of("a"))))
        .containsEntry("busy\ta", List.of(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  @Test
  void aProcessThatFailsIsNamed() {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            new Forks((workload, subject) -> List.of("sh", "-c", "echo lost; exit 3"), 1)
                .measure(Map.of("busy", List.of("a"))))
        .withMessage("busy on a failed: lost");
  }

  private static List<String> printing(String text) {
    return List.of("printf", "%s\n", text);
  }
}
