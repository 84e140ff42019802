package dev.wakeful.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The tasks of another process, shown by the tools of the JDK and of the system.
@Tag("R-137")
@EnabledOnOs({OS.LINUX, OS.MAC})
class DumpFromOutsideTest {
  private static final Path TOOLS = Path.of(System.getProperty("java.home"), "bin");

  @TempDir Path directory;
  private Process child;
  private BufferedReader says;

  @BeforeEach
  void start() throws Exception {
    child =
        new ProcessBuilder(
                TOOLS.resolve("java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                classPath(),
                StuckProgram.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    says = child.inputReader(StandardCharsets.UTF_8);
    assertThat(says.readLine()).isEqualTo("ready");
  }

  @AfterEach
  void stop() {
    child.destroy();
    child.onExit().join();
  }

  @Test
  void aSignalPrintsADump() throws Exception {
    for (int times = 0; times < 2; times++) {
      run("kill", "-USR2", Long.toString(child.pid()));
      assertThat(linesUntil("on task first"))
          .contains("Task dump of stuck: 2 tasks")
          .contains("\"first\" #")
          .contains("\"second\" #");
    }
    child.getOutputStream().close();
    assertThat(child.waitFor()).isZero();
  }

  @Test
  void jcmdMakesARecordingThatHoldsADump() throws Exception {
    String pid = Long.toString(child.pid());
    Path file = directory.resolve("stuck.jfr");
    String jcmd = TOOLS.resolve("jcmd").toString();
    run(jcmd, pid, "JFR.start", "name=look");
    run(jcmd, pid, "JFR.dump", "name=look", "filename=" + file);

    List<RecordedEvent> dumps =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("dev.wakeful.TaskDump"))
            .toList();

    assertThat(dumps).isNotEmpty();
    assertThat(dumps.getLast().getString("runtime")).isEqualTo("stuck");
    assertThat(dumps.getLast().getString("result"))
        .contains("\"first\" #")
        .contains("on task first");
  }

  /// What the child says, up to the first line that contains a text.
  private String linesUntil(String text) throws IOException {
    StringBuilder lines = new StringBuilder();
    String line = says.readLine();
    while (line != null) {
      lines.append(line).append('\n');
      if (line.contains(text)) {
        return lines.toString();
      }
      line = says.readLine();
    }
    throw new AssertionError("the child has gone after:\n" + lines);
  }

  private void run(String... command) throws Exception {
    Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tool.waitFor()).as(said).isZero();
  }

  private static String classPath() throws Exception {
    Path tests =
        Path.of(StuckProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return Stream.of(
            tests.resolveSibling("test-classes").toString(),
            System.getProperty("jdk.module.path", ""),
            System.getProperty("java.class.path", ""))
        .filter(path -> !path.isEmpty())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
