package dev.wakeful.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What `./run` and the table of programs rely on.
class ProgramsTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final File ROOT = MODULE.resolve("..").toFile();

  @Test
  void everyProgramSaysFirstHowItIsStartedAndIsInTheTable() throws IOException {
    String table = Files.readString(MODULE.resolve("README.md"));
    List<Path> programs = programs();
    assertThat(programs).hasSizeGreaterThanOrEqualTo(8);
    for (Path program : programs) {
      String first = Files.readAllLines(program).getFirst();
      assertThat(first).as("first line of %s", program).startsWith("// ./run ");
      assertThat(table).as("README.md").contains("`" + first.substring("// ".length()) + "`");
    }
  }

  @Test
  void runListsEveryProgramAndRefusesOthers() throws Exception {
    Process list = new ProcessBuilder("./run").directory(ROOT).start();
    List<String> lines = list.inputReader().readAllLines();
    assertThat(list.waitFor()).isZero();
    for (Path program : programs()) {
      String first = Files.readAllLines(program).getFirst().substring("// ".length());
      assertThat(lines)
          .as("lines of ./run")
          .anyMatch(line -> line.matches(" *" + Pattern.quote(first) + " +\\S.*"));
    }

    Process unknown = new ProcessBuilder("./run", "no-such-program").directory(ROOT).start();
    assertThat(unknown.errorReader().readAllLines())
        .first()
        .asString()
        .contains("no program 'no-such-program'");
    assertThat(unknown.waitFor()).isEqualTo(2);
  }

  private static List<Path> programs() throws IOException {
    try (Stream<Path> files = Files.walk(MODULE.resolve("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java") && hasMain(file)).toList();
    }
  }

  private static boolean hasMain(Path file) {
    try {
      return Files.readString(file).matches("(?s).*\n *(?:public )?static void main\\(.*");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
