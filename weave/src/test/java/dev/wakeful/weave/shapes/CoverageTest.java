package dev.wakeful.weave.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.weave.kit.ClassFiles;
import dev.wakeful.weave.kit.Schedule;
import dev.wakeful.weave.kit.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.IRuntime;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// JaCoCo finds the same lines covered, woven and unwoven.
///
/// But for one thing: where an exception is thrown out of the middle of a line, JaCoCo does not see
/// that the line has run, and in woven code, which branches at each await, it does.
final class CoverageTest {

  static Stream<Schedule> schedules() {
    return Stream.of(
        Schedule.natural(Timing.READY),
        Schedule.natural(Timing.ONCE),
        new Schedule(Timing.ONCE, Schedule.Ending.HARD, 1, Timing.READY),
        new Schedule(Timing.ONCE, Schedule.Ending.GRACEFUL, 2, Timing.ONCE));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void ofLinesIsTheSame(Schedule schedule) throws Exception {
    Map<String, Lines> unwoven = coverage(Form.UNWOVEN, schedule);
    Map<String, Lines> woven = coverage(Form.DEBUG, schedule);

    assertThat(unwoven).hasSizeGreaterThan(30);
    assertThat(unwoven)
        .hasEntrySatisfying("shapes/Loops", it -> assertThat(it.covered()).hasSizeGreaterThan(50));
    List<String> wrong = new ArrayList<>();
    unwoven.forEach((name, lines) -> {
      Lines other = woven.getOrDefault(name, new Lines(Set.of(), Set.of()));
      if (!other.all().equals(lines.all())) {
        wrong.add(name + " has lines " + lines.all() + ", and woven " + other.all());
      }
      if (!other.covered().containsAll(lines.covered())) {
        wrong.add(name + " covers lines " + lines.covered() + ", and woven " + other.covered());
      }
      for (int line : other.covered()) {
        if (!lines.covered().contains(line) && !awaits(name, line)) {
          wrong.add(name + " covers line " + line + " only when it is woven");
        }
      }
    });
    assertThat(wrong).isEmpty();
  }

  /// Whether an await is in the line or near it, as in the same statement.
  private static boolean awaits(String name, int line) {
    String file = name.replaceAll("\\$.*", "") + ".java";
    List<String> text;
    try {
      text = Files.readAllLines(Sources.DIRECTORY.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.subList(Math.max(0, line - 6), Math.min(text.size(), line + 5)).stream()
        .anyMatch(each -> each.contains("await("));
  }

  /// The covered lines of each class, and all its lines.
  private static Map<String, Lines> coverage(Form form, Schedule schedule) throws Exception {
    IRuntime runtime = new LoggerRuntime();
    Instrumenter instrumenter = new Instrumenter(runtime);
    Map<String, byte[]> instrumented = new TreeMap<>();
    for (Map.Entry<String, byte[]> each : form.classes().byName().entrySet()) {
      if (!each.getKey().startsWith("shapes.Large")) {
        instrumented.put(each.getKey(), instrumenter.instrument(each.getValue(), each.getKey()));
      }
    }
    RuntimeData data = new RuntimeData();
    runtime.startup(data);
    ExecutionDataStore executed = new ExecutionDataStore();
    try {
      Shapes shapes = new Shapes(new ClassFiles(instrumented));
      List<String> names = shapes.names();
      for (String name : names) {
        shapes.run(name, schedule);
      }
      data.collect(executed, new SessionInfoStore(), false);
    } finally {
      runtime.shutdown();
    }
    CoverageBuilder builder = new CoverageBuilder();
    Analyzer analyzer = new Analyzer(executed, builder);
    for (String name : instrumented.keySet()) {
      byte[] plain = form.classes().byName().get(name);
      if (plain != null) {
        analyzer.analyzeClass(plain, name);
      }
    }
    Map<String, Lines> lines = new TreeMap<>();
    for (IClassCoverage each : builder.getClasses()) {
      lines.put(each.getName(), lines(each));
    }
    return lines;
  }

  private static Lines lines(IClassCoverage coverage) {
    Set<Integer> covered = new TreeSet<>();
    Set<Integer> all = new TreeSet<>();
    for (int line = coverage.getFirstLine(); line <= coverage.getLastLine(); line++) {
      if (coverage.getLine(line).getInstructionCounter().getTotalCount() > 0) {
        all.add(line);
      }
      if (coverage.getLine(line).getInstructionCounter().getCoveredCount() > 0) {
        covered.add(line);
      }
    }
    return new Lines(covered, all);
  }

  private record Lines(Set<Integer> covered, Set<Integer> all) {}
}
