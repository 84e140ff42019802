package dev.wakeful.maven;

import java.io.File;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;

/// Weaves the async bodies of the compiled classes in place. A second run changes nothing.
///
/// For compilers other than javac; with javac, the library on the annotation processor path does
/// the same while it compiles, and with better messages.
@Mojo(name = "weave", defaultPhase = LifecyclePhase.PROCESS_CLASSES, threadSafe = true)
public class WeaveMojo extends WeaverMojo {
  @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
  private File classes = UNSET;

  /// Called by Maven.
  ///
  /// @param toolchains knows the JDK of this build
  @Inject
  public WeaveMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  List<File> directories() {
    return List.of(classes);
  }
}
