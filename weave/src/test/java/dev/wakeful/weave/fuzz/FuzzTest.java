package dev.wakeful.weave.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random programs must do the same woven and unwoven.
///
/// A failure is replayed by `-Dfuzz.seed=…`, which runs that seed alone. How many programs is said
/// by `-Dfuzz.count=…`, and where they begin by `-Dfuzz.first=…`; the next hundreds are as good as
/// the first.
final class FuzzTest {
  private static final int THREADS = 2;

  @Test
  @Timeout(400)
  void hundredsOfProgramsDoTheSameWovenAndUnwoven() {
    fuzz(300, 3);
  }

  /// What was once wrong stays right.
  @ParameterizedTest
  @ValueSource(longs = {25, 117, 556, 5_200, 8_974, 11_368, 12_063, 13_461})
  void programsThatOnceDidNot(long seed) {
    assertThat(text(Fuzz.run(seed, 1, 1, null, new Counts()))).isEmpty();
  }

  @Test
  @Tag("long")
  @Timeout(1_500)
  void tenThousandProgramsDoTheSameWovenAndUnwoven() {
    fuzz(10_000, 100);
  }

  private static void fuzz(long usual, long hundreds) {
    Long seed = Long.getLong("fuzz.seed");
    Counts counts = new Counts();
    long first = seed == null ? Long.getLong("fuzz.first", 0) : seed;
    long many = seed == null ? Long.getLong("fuzz.count", usual) : 1;

    List<Failure> failures = Fuzz.run(first, many, THREADS, null, counts);

    System.out.println(counts);
    assertThat(text(failures)).isEmpty();
    if (many >= usual) {
      assertThat(missing(counts, hundreds)).as("what too few programs had").isEmpty();
      assertThat(counts.all())
          .as("programs that a compiler failed on must stay rare")
          .allSatisfy((what, times) ->
              assertThat(what.startsWith("left out") ? times : 0).as(what).isLessThan(many / 100));
    }
  }

  /// The first failure, made as small as it gets.
  private static String text(List<Failure> failures) {
    return failures.isEmpty() ? "" : new Shrinker(null).shrink(failures.getFirst()).text();
  }

  /// Which constructs and events were rarer than they must be for the run to mean anything.
  private static String missing(Counts counts, long hundreds) {
    return Coverage.REQUIRED.entrySet().stream()
        .filter(each -> counts.of(each.getKey()) < each.getValue() * hundreds / 10)
        .map(each ->
            each.getKey()
                + ": "
                + counts.of(each.getKey())
                + " of "
                + each.getValue() * hundreds / 10)
        .collect(Collectors.joining("\n"));
  }
}
