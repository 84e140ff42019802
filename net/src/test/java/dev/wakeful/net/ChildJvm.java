package dev.wakeful.net;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Another JVM with the classes of this one, spoken to line by line.
final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader from;
  private final PrintWriter to;

  /// Starts it.
  ///
  /// @param descriptors how many it may have open
  /// @param main what it runs
  /// @param argument the argument of that
  ChildJvm(int descriptors, Class<?> main, String argument) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    process =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -n " + descriptors + "; exec \"$@\"",
                "bash",
                java,
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                classPath(),
                main.getName(),
                argument)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    from = process.inputReader(StandardCharsets.UTF_8);
    to =
        new PrintWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
  }

  /// The next line it says.
  String line() throws IOException {
    return Objects.requireNonNull(from.readLine(), "the child has gone");
  }

  /// Says a line and hears one.
  String ask(String question) throws IOException {
    to.println(question);
    return line();
  }

  /// Ends it: its input ends, and it is expected to leave.
  @Override
  public void close() {
    to.close();
    process.destroy();
    process.onExit().join();
  }

  /// The class path and the module path of this JVM, and the test classes, which may be patched in.
  private static String classPath() {
    return Stream.of(
            testClasses(),
            System.getProperty("jdk.module.path", ""),
            System.getProperty("java.class.path", ""))
        .filter(path -> !path.isEmpty())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String testClasses() {
    URL self = Objects.requireNonNull(ChildJvm.class.getResource("ChildJvm.class"));
    Path packages = Path.of(URI.create(self.toString()));
    int depth = ChildJvm.class.getName().split("\\.", -1).length;
    Path root = packages;
    for (int i = 0; i < depth; i++) {
      root = Objects.requireNonNull(root.getParent());
    }
    return root.toString();
  }
}
