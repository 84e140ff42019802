package dev.wakeful.weave.kit;

import dev.wakeful.async.Async;
import dev.wakeful.future.Future;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

/// The two compilers of Java, in this virtual machine.
public final class Compilers {
  private Compilers() {}

  /// Compiles with javac. Without options it neither checks nor weaves.
  ///
  /// @param sources source files
  /// @param out the directory for class files
  /// @param options more arguments
  /// @return what the compiler said
  /// @throws AssertionError when it found errors
  public static String javac(List<Path> sources, Path out, String... options) {
    List<String> arguments = arguments(sources, out, options);
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    int code =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(writer, writer, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new AssertionError("javac failed:\n" + said);
    }
    return said.toString();
  }

  /// Compiles with the compiler of Eclipse.
  ///
  /// @param sources source files
  /// @param out the directory for class files
  /// @param options more arguments
  /// @throws AssertionError when it found errors
  public static void ecj(List<Path> sources, Path out, String... options) {
    List<String> arguments = arguments(sources, out, options);
    arguments.addAll(0, List.of("-25", "-proc:none"));
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    if (!BatchCompiler.compile(arguments.toArray(String[]::new), writer, writer, null)) {
      throw new AssertionError("ecj failed:\n" + said);
    }
  }

  private static List<String> arguments(List<Path> sources, Path out, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-nowarn", "-d", out.toString(), "-classpath", classPath()));
    sources.forEach(each -> arguments.add(each.toString()));
    return arguments;
  }

  /// What sources of tests are compiled against: the library and this kit, and not the weaver.
  public static String classPath() {
    return Stream.of(Future.class, Async.class, World.class)
        .map(Compilers::home)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// The directory or jar that a class was loaded from.
  ///
  /// @param type any class of the class path
  public static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// All Java sources below a directory.
  ///
  /// @param directory where to look
  public static List<Path> sources(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(each -> each.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
