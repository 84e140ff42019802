package dev.wakeful.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextRulesTest {
  @TempDir Path temporary;

  @Test
  void noTextNamesAPlaceOnOneMachine() {
    List<String> findings =
        House.texts().stream()
            .flatMap(file -> TextRules.machinePaths(House.name(file), House.read(file)).stream())
            .toList();

    assertThat(findings).isEmpty();
  }

  @Test
  void linksOfPagesLeadSomewhere() {
    List<String> findings =
        House.sources("md").stream()
            .flatMap(file -> TextRules.deadLinks(file, House.read(file)).stream())
            .toList();

    assertThat(findings).isEmpty();
  }

  @Test
  void placesOnAMachineAreFound() {
    // In pieces, for this file is read by the check too.
    List<String> places =
        List.of(
            "see /ho" + "me/ann/notes",
            "\"/wo" + "rk/project\"",
            "JAVA_HOME=/usr/li" + "b/jvm/jdk-25",
            "log in (/tm" + "p/out.log)",
            "C:" + "\\Users\\ann");

    assertThat(places)
        .allSatisfy(place -> assertThat(TextRules.machinePaths("P", place)).hasSize(1));
  }

  @Test
  void pathsOfTheProjectAndUrlsAreNoPlacesOnAMachine() {
    String fine =
        """
        https://example.org/home/page and src/root/thing, ../work/notes, ${dir}/tmp/x
        target/tmp/x, /proc/self/fd, /dev/null, a/home/b
        """;

    assertThat(TextRules.machinePaths("P", fine)).isEmpty();
  }

  @Test
  void deadLinksAreFound() throws IOException {
    Path page = Files.writeString(temporary.resolve("page.md"), "");
    String text =
        """
        [here](page.md), [part](page.md#head), [self](#head), [web](https://example.org/x)
        [gone](gone.md), ![picture](no/picture.png "title")
        `[code](code.md)`
        ```java
        [fenced](fenced.md)
        ```
        """;

    assertThat(TextRules.deadLinks(page, text))
        .containsExactly(
            "page.md links to gone.md, which is not there",
            "page.md links to no/picture.png, which is not there");
  }

  @Test
  void everyBlockOfJavaInAPageIsCompiled() {
    List<String> sources = House.sources("java").stream().map(House::read).toList();
    List<Path> pages = House.sources("md");

    assertThat(pages).anyMatch(page -> House.read(page).contains("```java"));
    assertThat(
            pages.stream()
                .flatMap(page ->
                    TextRules.uncompiled(House.name(page), House.read(page), sources).stream()))
        .isEmpty();
  }

  @Test
  void javaThatNothingCompilesIsFound() {
    String page =
        """
        ```java
        int a = 1;
          int b = 2;
        ```
        ```java
        int c = 3;
        ```
        """;

    assertThat(TextRules.uncompiled("P", page, List.of("class X { int a = 1; int b = 2; }")))
        .singleElement()
        .asString()
        .contains("int c = 3;");
  }
}
