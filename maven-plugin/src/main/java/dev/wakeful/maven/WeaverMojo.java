package dev.wakeful.maven;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/// What the goals have in common: they run the weaver's command in a JDK that can, with this
/// plugin's own dependencies as its class path, and pass on what it says.
abstract class WeaverMojo extends AbstractMojo {
  /// What stands in a parameter until Maven sets it.
  static final File UNSET = new File("");

  /// Does nothing at all.
  @Parameter(property = "wakeful.skip", defaultValue = "false")
  private boolean skip;

  @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
  private List<Artifact> pluginArtifacts = List.of();

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private @Nullable MavenSession session;

  private final ToolchainManager toolchains;

  WeaverMojo(ToolchainManager toolchains) {
    this.toolchains = toolchains;
  }

  /// Words of the command before the directories.
  List<String> options() {
    return List.of();
  }

  /// What to look at; what is not there is passed over.
  abstract List<File> directories();

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    List<String> present =
        directories().stream().filter(File::isDirectory).map(File::getPath).toList();
    if (skip || present.isEmpty()) {
      getLog().debug("nothing to weave");
      return;
    }
    List<String> command = new ArrayList<>();
    command.add(Jdk.fit(candidates()).java().toString());
    command.add("-cp");
    command.add(
        pluginArtifacts.stream()
            .map(each -> each.getFile().getPath())
            .collect(Collectors.joining(File.pathSeparator)));
    command.add("dev.wakeful.weave.Main");
    command.addAll(options());
    command.addAll(present);
    getLog().debug("runs " + command);
    if (run(command) != 0) {
      throw new MojoFailureException("not all async bodies are woven; see the errors above");
    }
  }

  /// The JDK that compiles comes first, then the one that runs Maven.
  private List<Path> candidates() {
    List<Path> homes = new ArrayList<>();
    Toolchain toolchain = toolchains.getToolchainFromBuildContext("jdk", session);
    String java = toolchain == null ? null : toolchain.findTool("java");
    if (java != null) {
      homes.add(Path.of(java).resolve("../..").normalize());
    }
    homes.add(Path.of(System.getProperty("java.home")));
    String environment = System.getenv("JAVA_HOME");
    if (environment != null) {
      homes.add(Path.of(environment));
    }
    return homes;
  }

  private int run(List<String> command) throws MojoExecutionException {
    try {
      Process weaver = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (BufferedReader output = weaver.inputReader(Charset.defaultCharset())) {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
          pass(line);
        }
      }
      return weaver.waitFor();
    } catch (IOException e) {
      throw new MojoExecutionException("the weaver could not be started: " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("interrupted while the weaver ran", e);
    }
  }

  private void pass(String line) {
    if (line.contains(": error: ")) {
      getLog().error(line);
    } else if (line.contains(": warning: ")) {
      getLog().warn(line);
    } else {
      getLog().info(line);
    }
  }
}
