package dev.wakeful.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HouseTest {
  @Test
  void everyPublishedModuleHasClassesToRead() {
    assertThat(House.published())
        .allSatisfy(module ->
            assertThat(House.classFiles(House.classes(module)))
                .as("class files of %s", module)
                .hasSizeGreaterThan(1));
  }

  @Test
  void aModuleThatHasClassesIsNoLongerExcused() {
    assertThat(House.NOT_YET)
        .as("modules with classes, to be taken out of House.NOT_YET")
        .allSatisfy(
            module -> assertThat(House.classFiles(House.classes(module))).as(module).isEmpty());
  }

  @Test
  void everyModuleOfTheBuildIsKnownHere() {
    List<String> built =
        Pattern.compile("<module>([\\w-]+)</module>")
            .matcher(House.read(House.root().resolve("pom.xml")))
            .results()
            .map(match -> match.group(1))
            .toList();
    List<String> known = new ArrayList<>(House.LIBRARY);
    known.addAll(House.TOOLS);
    known.addAll(House.WORKSHOP);

    assertThat(built).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void theModulesHaveSourcesToRead() {
    assertThat(House.sources("java")).hasSizeGreaterThan(60);
    assertThat(House.texts()).contains(House.root().resolve("pom.xml"));
  }
}
