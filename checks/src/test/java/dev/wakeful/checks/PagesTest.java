package dev.wakeful.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"docs/rows.md", "docs/cancel-safety.md"})
  void thePageIsNotStale(String page) {
    assertThat(House.read(House.root().resolve(page)))
        .as("%s: `java checks/src/test/java/dev/wakeful/checks/Pages.java` writes it anew", page)
        .isEqualTo(Pages.all().get(page));
  }

  @Test
  void everyRowThatIsClaimedHasItsMethodsAndATest() {
    assertThat(Pages.rows().findings()).isEmpty();
  }

  @Test
  void everyOperationSaysWhatCancellingLoses() {
    assertThat(Pages.cancelSafety().findings()).isEmpty();
  }

  @Test
  void theGuideNamesOnlyWhatIsThere() {
    Operations library = Pages.operations(House.present());
    Matcher named =
        Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`")
            .matcher(House.read(House.root().resolve("docs/combinators.md")));
    List<String> names =
        named
            .results()
            .filter(name -> library.has(name.group(1)))
            .map(name -> name.group(1) + "." + name.group(2))
            .toList();

    assertThat(names)
        .hasSizeGreaterThan(20)
        .allSatisfy(name -> assertThat(library.has(name)).isTrue());
  }

  @Test
  void falseClaimsAreFound() throws IOException {
    Map<String, List<String>> tests = new LinkedHashMap<>();
    RowTable.collect(
        """
        %Tag("F-1")
        %Tag("F-99")
        class ATest {
          %Test
          %Tag("F-2")
          void works() {
          }
        }
        """
            .replace('%', '@'), // or this very file would claim rows
        tests);
    List<RowTable.Row> rows =
        List.of(
            RowTable.Row.of("F-1 | M | one | Thing.go, Thing |"),
            RowTable.Row.of("F-2 | S | two | Thing.gone |"),
            RowTable.Row.of("F-3 | M | three | Thing.go |"),
            RowTable.Row.of("F-4 | M | four | | no need"),
            RowTable.Row.of("F-5 | M | five | |"));
    RowTable table =
        new RowTable(rows, operations("public class Thing { public void go() {} }"), tests);

    assertThat(table.findings())
        .containsExactly(
            "F-2 claims Thing.gone, which is not there",
            "F-3 (three) is claimed and no test has its tag",
            "F-5 (five) has neither methods nor a reason",
            "[ATest] has the tag F-99, which is no row");
    assertThat(table.page())
        .contains(
            "There: 2 of 4 that must be, 1 of 1 that should be.",
            "| F-1 | M | one | `Thing.go`, `Thing` | `ATest` |",
            "| F-2 | S | two | `Thing.gone` | `ATest.works` |",
            "| F-4 | M | four | no need |");
  }

  @Test
  void operationsThatSayNothingAreFound() throws IOException {
    Operations operations =
        operations(
            """
            import java.util.List;
            public interface Thing extends Future<String> {
              /// Waits. *Cancel-safe: no, what it
              /// holds is lost.*
              Future<List<String>> one(List<? extends Future<?>> a, @Nullable String b);
              /// Waits.
              default Thing two() { return this; }
              static Other three() { return null; }
              String four();
              private Future<?> five() { return null; }
              final class Other implements Stream<String> {
                public Thing six() { return null; }
                Thing seven() { return null; }
                @Override public Thing eight() { return null; }
              }
            }
            """);
    CancelSafety safety =
        new CancelSafety(
            operations,
            Map.of("Thing.three", "holds nothing", "Thing.Other.six", "", "Thing.one", "why?"));

    assertThat(safety.findings())
        .hasSize(3)
        .anyMatch(finding -> finding.startsWith("Thing.two() does not say"))
        .contains("Thing.Other.six is excused, and no reason is given")
        .contains("Thing.one is excused, and need not be");
    assertThat(safety.page())
        .contains("| `Thing.one(List, String)` | no, what it holds is lost. |")
        .contains("| `Thing.three()` | holds nothing |")
        .doesNotContain("four", "five", "seven", "eight");
  }

  private Operations operations(String source) throws IOException {
    Path file = temporary.resolve("Thing.java");
    Files.writeString(file, source);
    return Operations.of(List.of(file));
  }
}
