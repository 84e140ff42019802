package dev.wakeful.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Where the modules are, and what is in them.
final class House {
  /// The modules users get. Every rule for the library holds in all of them.
  static final List<String> LIBRARY =
      List.of(
          "core",
          "async",
          "sync",
          "executor",
          "scope",
          "time",
          "reactor",
          "net",
          "bridge",
          "observe",
          "runtime",
          "testkit");

  /// What users get to build with: it runs beside a compiler and not in a program, so it may use
  /// the world as it is. Every other rule holds.
  static final List<String> TOOLS = List.of("weave", "maven-plugin");

  /// Modules that have no classes to read yet. An entry that has some is an error, so that the list
  /// can only shrink.
  static final Set<String> NOT_YET = Set.of();

  /// Modules that are never published.
  static final List<String> WORKSHOP = List.of("examples", "benchmarks", "stress", "checks");

  private static final Set<String> OUTSIDE =
      Set.of(".git", "target", ".idea", ".vscode", ".settings", "node_modules");

  private House() {}

  /// The directory of the parent build.
  static Path root() {
    Path here = Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();
    for (Path at = here; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("core/pom.xml"))) {
        return at;
      }
    }
    throw new IllegalStateException("no core/pom.xml in any directory above " + here);
  }

  /// Where a module's classes are.
  static Path classes(String module) {
    return root().resolve(module).resolve("target/classes");
  }

  /// Where a module's compiled tests are.
  static Path testClasses(String module) {
    return root().resolve(module).resolve("target/test-classes");
  }

  /// The library modules that are there to be read.
  static List<String> present() {
    return LIBRARY.stream().filter(module -> !NOT_YET.contains(module)).toList();
  }

  /// The library modules and the tools.
  static List<String> published() {
    return Stream.concat(present().stream(), TOOLS.stream()).toList();
  }

  /// The compiled code of the library and the tools.
  static Code publishedCode() {
    return Code.in(published().stream().map(House::classes).toList());
  }

  /// The compiled code of the library.
  static Code library() {
    return Code.in(present().stream().map(House::classes).toList());
  }

  /// Every class file below a directory; none when it does not exist.
  static List<Path> classFiles(Path directory) {
    return files(directory, "class");
  }

  /// Every file of this kind in the project, tracked or about to be.
  static List<Path> sources(String extension) {
    return all(root()).filter(file -> file.toString().endsWith("." + extension)).toList();
  }

  /// Every text file of the project.
  static List<Path> texts() {
    return all(root()).filter(House::isText).toList();
  }

  /// A file's name as messages and tables have it: from the root, with slashes.
  static String name(Path file) {
    return root().relativize(file).toString().replace('\\', '/');
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path directory, String extension) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(file -> file.toString().endsWith("." + extension)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isText(Path file) {
    String name = file.getFileName().toString();
    if (name.matches(".*\\.(java|md|xml|ya?ml|properties|sh|py|toml|json|txt|html|conf|config)")) {
      return true;
    }
    try {
      return !name.substring(1).contains(".")
          && Files.size(file) < 1_000_000
          && new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                  .indexOf('\0')
              < 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> all(Path root) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes facts) {
              return OUTSIDE.contains(directory.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
              if (facts.isRegularFile() && !OUTSIDE.contains(file.getFileName().toString())) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.stream().sorted();
  }
}
