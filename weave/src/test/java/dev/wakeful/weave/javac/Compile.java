package dev.wakeful.weave.javac;

import dev.wakeful.async.Async;
import dev.wakeful.future.Future;
import dev.wakeful.weave.Weaver;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Runs javac in this process and keeps what it said.
final class Compile {
  static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  private Compile() {}

  /// What javac said at one place.
  record Said(Diagnostic.Kind kind, long line, long column, String message) {}

  /// The outcome of a compilation.
  record Result(boolean success, List<Said> said) {}

  /// A source that is a string.
  static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String path, String text) {
      super(URI.create("string:///" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /// The jars of the library and the weaver, as class directories.
  static String libraryPath() {
    return Stream.of(Future.class, Async.class, Weaver.class)
        .map(Compile::location)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// Where a class was loaded from.
  static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Compiles to a directory, with the library, the weaver and these options.
  static Result toDirectory(Path out, List<String> options, Source... sources) {
    List<String> all = new ArrayList<>(List.of("-d", out.toString(), "-cp", libraryPath()));
    all.addAll(options);
    return run(all, List.of(sources));
  }

  /// Compiles with these options only.
  static Result run(List<String> options, Iterable<? extends JavaFileObject> sources) {
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        JAVAC.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
      boolean success = JAVAC.getTask(null, files, said, options, List.of(), sources).call();
      return new Result(success, said(said));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Said> said(DiagnosticCollector<JavaFileObject> collector) {
    return collector.getDiagnostics().stream()
        .map(each ->
            new Said(
                each.getKind(),
                each.getLineNumber(),
                each.getColumnNumber(),
                each.getMessage(Locale.ROOT)))
        .toList();
  }
}
