package dev.wakeful.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassRulesTest {
  @TempDir Path temporary;

  @Test
  void noTestSleeps() {
    List<String> modules = new ArrayList<>(House.published());
    modules.addAll(House.WORKSHOP);
    Code tests = Code.in(modules.stream().map(House::testClasses).toList());

    assertThat(tests.classes()).as("tests to read").isNotEmpty();
    assertThat(ClassRules.sleeps(tests)).isEmpty();
  }

  @Test
  void noMethodIsTooLongForTheCompiler() {
    assertThat(ClassRules.hugeMethods(House.publishedCode())).isEmpty();
  }

  @Test
  void aSleepIsFoundInEitherForm() {
    Code code =
        Planted.compile(
            temporary,
            Map.of(
                "planted.Sleepers",
                """
                package planted;
                class Sleepers {
                  void one() throws Exception { Thread.sleep(java.time.Duration.ofMillis(1)); }
                  void two() throws Exception { java.util.concurrent.TimeUnit.DAYS.sleep(1); }
                  void none() { java.util.concurrent.TimeUnit.DAYS.toHours(1); }
                }
                """));

    assertThat(ClassRules.sleeps(code))
        .extracting(Finding::what)
        .containsExactly("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep");
  }

  @Test
  void aHugeMethodIsFound() {
    Code code =
        Planted.compile(
            temporary,
            Map.of(
                "planted.Huge",
                "package planted; class Huge { int i; void small() { i++; } void huge() {"
                    + " i += 100000;".repeat(1_000)
                    + "} }"));

    assertThat(ClassRules.hugeMethods(code))
        .extracting(Finding::place)
        .containsExactly("planted.Huge.huge");
  }
}
