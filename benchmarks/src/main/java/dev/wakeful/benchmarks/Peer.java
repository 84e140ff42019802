package dev.wakeful.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A program in another language, which is built by a script of its own in `benchmarks/peers`.
///
/// @param description what it is, with its version
/// @param words what the script says of how to start it
record Peer(String description, List<String> words) {

  /// Builds it. When that is not possible, prints why in one line.
  ///
  /// @param name of its directory
  static Optional<Peer> build(String name) throws IOException, InterruptedException {
    Path script = home().resolve("peers").resolve(name).resolve("build");
    System.err.printf("building the %s peer ...%n", name);
    ProcessBuilder command = new ProcessBuilder(script.toString());
    command.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process build = command.start();
    List<String> output = lines(build.getInputStream().readAllBytes());
    List<String> errors = lines(build.getErrorStream().readAllBytes());
    if (build.waitFor() != 0 || output.size() < 2) {
      System.out.printf(
          "%s is left out: %s%n", name, errors.isEmpty() ? "no reason given" : errors.getFirst());
      return Optional.empty();
    }
    return Optional.of(new Peer(output.getFirst(), output.subList(1, output.size())));
  }

  private static List<String> lines(byte[] text) {
    return new String(text, StandardCharsets.UTF_8).lines().toList();
  }

  /// The directory of this module, in which it was built.
  static Path home() {
    try {
      return Path.of(Peer.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolve("../..") // of target/classes
          .normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
