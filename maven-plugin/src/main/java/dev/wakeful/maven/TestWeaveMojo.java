package dev.wakeful.maven;

import java.io.File;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;

/// Weaves the async bodies of the compiled tests in place, as `weave` does those of the classes.
@Mojo(name = "test-weave", defaultPhase = LifecyclePhase.PROCESS_TEST_CLASSES, threadSafe = true)
public class TestWeaveMojo extends WeaverMojo {
  @Parameter(
      defaultValue = "${project.build.testOutputDirectory}",
      readonly = true,
      required = true)
  private File testClasses = UNSET;

  /// Called by Maven.
  ///
  /// @param toolchains knows the JDK of this build
  @Inject
  public TestWeaveMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  List<File> directories() {
    return List.of(testClasses);
  }
}
