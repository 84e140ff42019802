package dev.wakeful.weave.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The fuzzer finds planted bugs, soon.
final class SabotageTest {
  /// Within so many programs.
  private static final int SOON = 100;

  @ParameterizedTest
  @EnumSource
  @Timeout(200)
  void aBrokenWeaverIsFound(Sabotage sabotage) {
    List<Failure> failures = Fuzz.run(0, SOON, 1, sabotage, new Counts());

    assertThat(failures)
        .isNotEmpty()
        .extracting(Failure::kind)
        .containsAnyOf(Failure.Kind.DIFFERENCE, Failure.Kind.VIOLATION);
  }
}
