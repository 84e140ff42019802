package dev.wakeful.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// [TokenSoak] under the JVMs in which schedulers differ most: one, two and four processors, more
/// workers than processors, the interpreter alone, the first compiler alone, other collectors.
@Tag("long")
class SoakMatrixTest {
  private static final long SECONDS = Long.getLong("soak.seconds", 40);

  @ParameterizedTest(name = "{0}, {1} workers")
  @CsvSource({
    "-XX:ActiveProcessorCount=1, 1",
    "-XX:ActiveProcessorCount=1, 8",
    "-XX:ActiveProcessorCount=2, 2",
    "-XX:ActiveProcessorCount=4, 4",
    "-Xint, 2",
    "-XX:TieredStopAtLevel=1, 2",
    "-XX:+UseZGC, 2",
    "-XX:+UseSerialGC, 2",
  })
  @Timeout(value = 1, unit = TimeUnit.DAYS) // the program watches its own tokens
  void everyTokenIsAccountedFor(String flag, int workers) throws Exception {
    Said said = soak(flag, SECONDS, Integer.toString(workers));
    assertThat(said.exit()).as(said.text()).isZero();
    System.out.println(flag + ", " + workers + " workers: " + said.text().replace("\n", "; "));
  }

  @Test
  @Timeout(120)
  void aTokenThatIsLostIsMissed() throws Exception {
    Said said = soak("-ea", 30, "2", "lose");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.text()).contains("token 7 stands still");
  }

  private static Said soak(String flag, long seconds, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-ea", "-Xmx512m", flag, "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(TokenSoak.class.getName(), Long.toString(seconds)));
    command.addAll(List.of(more));
    Process soak = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(soak.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(soak.waitFor(), text);
  }

  /// What the program said, and how it ended.
  private record Said(int exit, String text) {}
}
