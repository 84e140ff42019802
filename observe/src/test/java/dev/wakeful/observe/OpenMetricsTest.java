package dev.wakeful.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.executor.ExecutorMetrics;
import dev.wakeful.executor.PollTimes;
import dev.wakeful.executor.Tasks;
import dev.wakeful.executor.WorkerMetrics;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Metrics as text, read by the rules of OpenMetrics 1.0.
@Tag("R-130")
@Tag("R-132")
@Tag("R-135")
class OpenMetricsTest {

  @Test
  void whatIsCountedCanBeRead() throws Exception {
    try (Watched runtime = new Watched("web")) {
      for (int i = 0; i < 100; i++) {
        runtime.executor.blockOn(runtime.executor.spawn(Tasks.yieldNow()));
      }
      Page page = new Page(OpenMetrics.write(List.of(runtime)));

      assertThat(page.value("wakeful_tasks_spawned_total{runtime=\"web\"}"))
          .isEqualByComparingTo("100");
      assertThat(page.value("wakeful_tasks_alive{runtime=\"web\"}")).isZero();
      assertThat(page.sum("wakeful_worker_polls_total")).isEqualByComparingTo("200");
      assertThat(page.sum("wakeful_worker_busy_seconds_total")).isPositive();
      assertThat(page.units).containsEntry("wakeful_worker_busy_seconds", "seconds");
    }
  }

  @Test
  @Tag("R-131")
  @Tag("R-134")
  void poolTimersAndSocketsAreThere() {
    try (Watched runtime = new Watched("web")) {
      Page page = new Page(OpenMetrics.write(List.of(runtime)));
      assertThat(page.value("wakeful_blocking_threads{runtime=\"web\"}")).isOne();
      assertThat(page.value("wakeful_blocking_queue_depth{runtime=\"web\"}"))
          .isEqualByComparingTo("2");
      assertThat(page.value("wakeful_timers{runtime=\"web\"}")).isEqualByComparingTo("3");
      assertThat(page.value("wakeful_io_registrations{runtime=\"web\"}")).isEqualByComparingTo("4");
    }
  }

  @Test
  @Tag("R-133")
  void theHistogramAddsUp() {
    List<Long> counts = new ArrayList<>(Collections.nCopies(PollTimes.BUCKETS, 0L));
    counts.set(0, 5L);
    counts.set(1, 2L);
    counts.set(PollTimes.BUCKETS - 1, 1L);

    Page page = new Page(OpenMetrics.write(List.of(fixed("web", counts))));

    String labels = "wakeful_worker_poll_seconds_bucket{runtime=\"web\",worker=\"w\",le=\"";
    assertThat(page.value(labels + "0.000001024\"}")).isEqualByComparingTo("5");
    assertThat(page.value(labels + "0.000002048\"}")).isEqualByComparingTo("7");
    assertThat(page.value(labels + "4.294967296\"}")).isEqualByComparingTo("7");
    assertThat(page.value(labels + "+Inf\"}")).isEqualByComparingTo("8");
  }

  @Test
  void twoRuntimesOfOneNameAndStrangeNamesStayApart() {
    List<Long> none = Collections.nCopies(PollTimes.BUCKETS, 0L);
    Page page =
        new Page(
            OpenMetrics.write(
                List.of(fixed("a", none), fixed("a", none), fixed("q\"u\\o\nte", none))));
    assertThat(page.samples)
        .containsKeys(
            "wakeful_timers{runtime=\"a\"}",
            "wakeful_timers{runtime=\"a-2\"}",
            "wakeful_timers{runtime=\"q\\\"u\\\\o\\nte\"}");
  }

  @Test
  void withoutRuntimesItIsStillAPage() {
    assertThat(new Page(OpenMetrics.write(List.of())).samples).isEmpty();
  }

  private static Observed fixed(String name, List<Long> pollTimes) {
    WorkerMetrics worker =
        new WorkerMetrics(
            "w", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO, 0, new PollTimes(pollTimes));
    RuntimeMetrics metrics =
        new RuntimeMetrics(new ExecutorMetrics(List.of(worker), 0, 0, 0), 0, 0, 0, 0, 0);
    return new Observed() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public RuntimeMetrics metrics() {
        return metrics;
      }

      @Override
      public dev.wakeful.executor.TaskDump dump() {
        throw new UnsupportedOperationException();
      }
    };
  }

  /// A strict reader of the text format: families in one piece with their head before their
  /// samples, suffixes that fit the type, units as suffix, buckets that grow and end, the end mark.
  private static final class Page {
    private static final Pattern SAMPLE =
        Pattern.compile(
            "([a-z_]+)\\{((?:[a-z]+=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\",?)*)\\} ([0-9.]+)");

    final Map<String, BigDecimal> samples = new LinkedHashMap<>();
    final Map<String, String> units = new LinkedHashMap<>();
    private final Set<String> families = new LinkedHashSet<>();
    private String family = "";
    private String type = "";
    private boolean headOver;

    Page(String text) {
      assertThat(text).endsWith("# EOF\n").doesNotContain("\r").doesNotContain("\n\n");
      for (String line : text.substring(0, text.length() - "# EOF\n".length()).lines().toList()) {
        if (line.startsWith("# ")) {
          head(line.split(" ", 4));
        } else {
          sample(line);
        }
      }
    }

    private void head(String[] words) {
      String name = words[2];
      if (!name.equals(family)) {
        assertThat(words[1]).as("the first line of %s", name).isEqualTo("TYPE");
        assertThat(families.add(name)).as("%s is in one piece", name).isTrue();
        family = name;
        headOver = false;
      }
      assertThat(headOver).as("the head of %s is before its samples", name).isFalse();
      switch (words[1]) {
        case "TYPE" -> {
          type = words[3];
          assertThat(type).isIn("gauge", "counter", "histogram");
        }
        case "UNIT" -> {
          assertThat(name).endsWith("_" + words[3]);
          units.put(name, words[3]);
        }
        case "HELP" -> assertThat(words[3]).isNotBlank();
        default -> throw new AssertionError("no such line: " + words[1]);
      }
    }

    private void sample(String line) {
      headOver = true;
      Matcher parts = SAMPLE.matcher(line);
      assertThat(parts.matches()).as(line).isTrue();
      String suffix =
          switch (type) {
            case "counter" -> "_total";
            case "histogram" -> "_bucket";
            default -> "";
          };
      assertThat(parts.group(1)).isEqualTo(family + suffix);
      String series = parts.group(1) + "{" + parts.group(2) + "}";
      assertThat(samples.put(series, new BigDecimal(parts.group(3)))).as(series).isNull();
    }

    BigDecimal value(String series) {
      return Objects.requireNonNull(samples.get(series), series);
    }

    BigDecimal sum(String name) {
      return samples.entrySet().stream()
          .filter(sample -> sample.getKey().startsWith(name + "{"))
          .map(Map.Entry::getValue)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }
}
