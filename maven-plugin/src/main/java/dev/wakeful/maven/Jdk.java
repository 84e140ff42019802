package dev.wakeful.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;

/// A JDK on this machine.
///
/// @param home its directory
/// @param feature the first number of its version, or 0 when it does not say
record Jdk(Path home, int feature) {
  /// What the weaver is compiled for.
  static final int NEEDED = 25;

  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

  /// The JDK in a directory, as its file `release` describes it.
  static Jdk at(Path home) {
    try {
      Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
      return new Jdk(home, version.find() ? Integer.parseInt(version.group(1)) : 0);
    } catch (IOException e) {
      return new Jdk(home, 0);
    }
  }

  /// The first that can run the weaver.
  ///
  /// @param homes the directories to look at, the best first
  /// @throws MojoExecutionException when there is none; it says what there is and what to do
  static Jdk fit(List<Path> homes) throws MojoExecutionException {
    List<Jdk> found = homes.stream().distinct().map(Jdk::at).toList();
    for (Jdk jdk : found) {
      if (jdk.feature() >= NEEDED) {
        return jdk;
      }
    }
    throw new MojoExecutionException(
        "weaving needs a JDK of version "
            + NEEDED
            + " or newer, and this build has "
            + found
            + "; run Maven with one, or let the goal `select-jdk-toolchain` of"
            + " maven-toolchains-plugin choose one for the build");
  }

  /// The command that starts it.
  Path java() {
    boolean windows = home.getFileSystem().getSeparator().equals("\\");
    return home.resolve("bin").resolve(windows ? "java.exe" : "java");
  }

  @Override
  public String toString() {
    return (feature == 0 ? "one of unknown version" : feature) + " in " + home;
  }
}
