package dev.wakeful.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {
  @TempDir Path temporary;

  private Path jdk(String name, String release) throws IOException {
    Path home = Files.createDirectory(temporary.resolve(name));
    Files.writeString(home.resolve("release"), release);
    return home;
  }

  @Test
  void theJdkOfThisTestIsReadAsWhatItIs() {
    Jdk own = Jdk.at(Path.of(System.getProperty("java.home")));

    assertThat(own.feature()).isEqualTo(Runtime.version().feature());
    assertThat(own.java()).isExecutable();
  }

  @Test
  void theFirstThatIsNewEnoughIsTaken() throws Exception {
    Path old = jdk("old", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"21.0.4\"\n");
    Path fit = jdk("fit", "JAVA_VERSION=\"25\"\n");
    Path newer = jdk("newer", "JAVA_VERSION=\"26.0.1\"\n");

    assertThat(Jdk.fit(List.of(old, fit, newer)).home()).isEqualTo(fit);
    assertThat(Jdk.fit(List.of(newer, fit)).home()).isEqualTo(newer);
  }

  @Test
  void withoutAnyTheErrorSaysWhatThereIsAndWhatToDo() throws IOException {
    Path old = jdk("old", "JAVA_VERSION=\"17.0.15\"\n");
    Path none = temporary.resolve("none");

    assertThatThrownBy(() -> Jdk.fit(List.of(old, old, none)))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("25 or newer")
        .hasMessageContaining("[17 in " + old + ", one of unknown version in " + none + "]")
        .hasMessageContaining("select-jdk-toolchain");
  }
}
