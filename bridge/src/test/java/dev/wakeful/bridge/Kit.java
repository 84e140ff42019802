package dev.wakeful.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

/// The compatibility kit of Reactive Streams 1.0.4, one test for each of its rules.
///
/// The kit skips rules that it can't check of anybody, and others that do not apply. Which ones is
/// part of what is expected, so that no rule goes unchecked without anybody noticing.
final class Kit {
  /// How the names of rules begin that no kit can check.
  static final String UNTESTED = "untested_";

  private final TestListenerAdapter results = new TestListenerAdapter();

  /// Runs the rules.
  ///
  /// @param verification a class of the kit, filled in
  Kit(Class<?> verification) {
    TestNG runner = new TestNG(false);
    runner.setTestClasses(new Class<?>[] {verification});
    runner.addListener(results);
    runner.setVerbose(0);
    runner.run();
  }

  /// How long the kit waits for what must come, and for what must not. The second makes it slow,
  /// the first only when a rule is broken.
  static TestEnvironment patience() {
    return new TestEnvironment(10_000, 30, 10);
  }

  /// A test for each rule that was checked, and one for those that were not.
  ///
  /// @param checked how many rules must have been checked
  /// @param skipped the names of rules that are skipped though they can be tested
  List<DynamicTest> tests(int checked, String... skipped) {
    List<DynamicTest> tests = new ArrayList<>();
    results.getPassedTests().forEach(rule -> tests.add(test(rule)));
    results.getFailedTests().forEach(rule -> tests.add(test(rule)));
    int count = tests.size();
    tests.add(
        DynamicTest.dynamicTest(
            "the rules that are not checked",
            () -> {
              Set<String> unchecked = names(results.getSkippedTests());
              unchecked.removeIf(name -> name.startsWith(UNTESTED));
              assertThat(unchecked).containsExactlyInAnyOrder(skipped);
              assertThat(count).isEqualTo(checked);
            }));
    return tests;
  }

  /// The names of rules that were broken.
  Set<String> broken() {
    return names(results.getFailedTests());
  }

  private static DynamicTest test(ITestResult rule) {
    @Nullable Throwable failure = rule.getThrowable();
    return DynamicTest.dynamicTest(
        rule.getName(),
        () -> {
          if (failure != null) {
            throw failure;
          }
        });
  }

  private static Set<String> names(List<ITestResult> rules) {
    return rules.stream().map(ITestResult::getName).collect(Collectors.toCollection(TreeSet::new));
  }
}
