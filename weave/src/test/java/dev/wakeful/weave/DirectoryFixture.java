package dev.wakeful.weave;

import dev.wakeful.async.Async;
import dev.wakeful.future.Future;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Compiles sources without weaving them, and looks at what is in a directory.
public final class DirectoryFixture {
  private DirectoryFixture() {}

  /// The class path of programs that use async bodies.
  public static String libraryPath() {
    return home(Async.class) + File.pathSeparator + home(Future.class);
  }

  /// What a named module is compiled against: the library, and the annotations it needs for that.
  public static String modulePath() {
    return Stream.of("jdk.module.path", "java.class.path")
        .map(each -> System.getProperty(each, ""))
        .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
        .filter(entry -> entry.contains("jspecify"))
        .findFirst()
        .map(annotations -> libraryPath() + File.pathSeparator + annotations)
        .orElseThrow();
  }

  /// The directory or jar that a class comes from.
  public static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Compiles sources, given by the names of their types, on the class path.
  public static void compile(Path into, Map<String, String> sources) throws IOException {
    compile(into, sources, List.of("-cp", libraryPath()));
  }

  /// Compiles sources, given by the names of their types.
  ///
  /// @param options where the library is, and more
  public static void compile(Path into, Map<String, String> sources, List<String> options)
      throws IOException {
    StringWriter log = new StringWriter();
    PrintWriter printer = new PrintWriter(log);
    int code =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(printer, printer, arguments(into, sources, options).toArray(String[]::new));
    if (code != 0) {
      throw new IllegalArgumentException(log.toString());
    }
  }

  /// Compiles what the plugin refuses, on the class path: in a process that does not see it. The
  /// javac of this one does, for its plugins may come from the class path of the tests.
  public static void compileUnchecked(Path into, Map<String, String> sources)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(arguments(into, sources, List.of("-cp", libraryPath())));
    Process javac = new ProcessBuilder(command).redirectErrorStream(true).start();
    String log = new String(javac.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (javac.waitFor() != 0) {
      throw new IllegalArgumentException(log);
    }
  }

  private static List<String> arguments(
      Path into, Map<String, String> sources, List<String> options) throws IOException {
    Path from = Files.createTempDirectory(into.getParent(), "sources");
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-proc:none", "-d", into.toString()));
    for (Map.Entry<String, String> source : new TreeMap<>(sources).entrySet()) {
      Path file = from.resolve(source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      all.add(Files.writeString(file, source.getValue()).toString());
    }
    return all;
  }

  /// The names of all files below the directory, in order.
  static List<String> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .map(each -> directory.relativize(each).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  /// What is in each file, and when it was changed, as text that can be compared.
  static Map<String, String> contents(Path directory, boolean times) throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (String name : files(directory)) {
      Path file = directory.resolve(name);
      all.put(
          name,
          java.util.HexFormat.of().formatHex(Files.readAllBytes(file))
              + (times ? " " + time(file) : ""));
    }
    return all;
  }

  private static String time(Path file) {
    try {
      return Files.getLastModifiedTime(file).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
