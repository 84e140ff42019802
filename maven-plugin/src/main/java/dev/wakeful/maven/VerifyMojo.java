package dev.wakeful.maven;

import java.io.File;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;

/// Fails the build when a class or a test has an async body or an `await` that is not woven,
/// whoever should have woven it. Changes nothing.
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public class VerifyMojo extends WeaverMojo {
  @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
  private File classes = UNSET;

  @Parameter(
      defaultValue = "${project.build.testOutputDirectory}",
      readonly = true,
      required = true)
  private File testClasses = UNSET;

  /// Called by Maven.
  ///
  /// @param toolchains knows the JDK of this build
  @Inject
  public VerifyMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  List<String> options() {
    return List.of("--verify");
  }

  @Override
  List<File> directories() {
    return List.of(classes, testClasses);
  }
}
