package dev.wakeful.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;
import org.openjdk.jcstress.infra.grading.TestGrading;
import org.openjdk.jcstress.infra.runners.TestList;

/// What a run of jcstress tests has shown.
///
/// | test | is | must |
/// |---|---|---|
/// | twin | a test with an `ACCEPTABLE_INTERESTING` outcome | show it, and others: it is a race |
/// | proof | every other one | name a `FORBIDDEN` outcome, and never show one |
///
/// The tests of one file stand or fall together: a file with a proof and no twin proves nothing,
/// because nobody knows that its scenario can show the bad state at all. A test that did not run,
/// or did not come to its end, has failed.
final class Verdict {
  private final List<String> problems = new ArrayList<>();
  private final List<String> quietTwins = new ArrayList<>();
  private final StringBuilder table =
      new StringBuilder("| test | is | samples | bad state |\n|---|---|--:|--:|\n");

  /// Judges the results.
  ///
  /// @param results what each selected test gave; an empty list for one that did not run
  Verdict(SortedMap<String, List<TestResult>> results) {
    results.forEach(this::judge);
  }

  /// What was not as it must be, in words; twins that stayed quiet are not among them.
  List<String> problems() {
    return List.copyOf(problems);
  }

  /// The names of the twins whose bad state was not seen.
  List<String> quietTwins() {
    return List.copyOf(quietTwins);
  }

  /// A line of Markdown for each test.
  String table() {
    return table.toString();
  }

  /// The files, by name, that have proofs and no twin, or twins and no proof.
  static SortedSet<String> unpaired(Iterable<String> tests) {
    SortedMap<String, SortedSet<Boolean>> kinds = new TreeMap<>();
    for (String test : tests) {
      kinds
          .computeIfAbsent(test.substring(0, test.lastIndexOf('.')), _ -> new TreeSet<>())
          .add(isTwin(TestList.getInfo(test)));
    }
    SortedSet<String> unpaired = new TreeSet<>(kinds.keySet());
    unpaired.removeIf(file -> kinds.getOrDefault(file, new TreeSet<>()).size() == 2);
    return unpaired;
  }

  private void judge(String test, List<TestResult> results) {
    boolean twin = isTwin(TestList.getInfo(test));
    if (!twin && !names(TestList.getInfo(test), Expect.FORBIDDEN)) {
      problems.add(test + " forbids nothing");
    }
    long samples = 0;
    long bad = 0;
    for (TestResult result : results) {
      if (result.status() != Status.NORMAL) {
        problems.add(test + " ended with " + result.status() + " " + result.getMessages());
      }
      samples += result.getTotalCount();
      TestGrading grading = TestGrading.grade(result);
      for (GradingResult seen : grading.gradingResults.values()) {
        if (seen.expect == Expect.FORBIDDEN && seen.count > 0) {
          problems.add(
              test + " showed " + seen.id + " " + seen.count + " times: " + seen.description);
        }
        if (seen.expect == (twin ? Expect.ACCEPTABLE_INTERESTING : Expect.FORBIDDEN)) {
          bad += seen.count;
        }
      }
    }
    if (samples == 0) {
      problems.add(test + " did not run");
    } else if (twin && bad == 0) {
      quietTwins.add(test);
    } else if (twin && bad == samples) {
      problems.add(test + " showed its bad state and nothing else: what it lacks is no race");
    }
    table.append(
        "| %s | %s | %,d | %,d |%n".formatted(test, twin ? "twin" : "proof", samples, bad));
  }

  private static boolean isTwin(TestInfo test) {
    return names(test, Expect.ACCEPTABLE_INTERESTING);
  }

  private static boolean names(TestInfo test, Expect expect) {
    return test.cases().stream().map(StateCase::expect).anyMatch(expect::equals);
  }
}
