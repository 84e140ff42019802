package dev.wakeful.weave.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.weave.agent.Agent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shapes in a virtual machine of their own.
final class ForkedTest {
  @TempDir Path temporary;

  @Test
  void everythingIsVerified() throws Exception {
    assertThat(fork(Form.NO_DEBUG, "-Xverify:all")).isEqualTo(unwoven());
  }

  @Test
  void theAgentWeavesWhatIsLoaded() throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", Agent.class.getName());
    Path jar = temporary.resolve("agent.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();

    assertThat(fork(Form.UNWOVEN, "-javaagent:" + jar)).isEqualTo(unwoven());
  }

  private static String unwoven() {
    return String.join("", ShapesMain.records(Form.UNWOVEN.classes()));
  }

  /// What the shapes do there.
  private String fork(Form form, String... options) throws Exception {
    form.classes();
    Path records = temporary.resolve("records.txt");
    Path said = temporary.resolve("said.txt");
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of("-XX:+UseSerialGC", "-Dwakeful.unwoven=allow"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(ShapesMain.class.getName(), form.directory().toString(), records.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(said)).isZero();
    return Files.readString(records);
  }
}
