package dev.wakeful.weave;

import dev.wakeful.async.Async;
import dev.wakeful.future.Future;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Classes that javac made of a source text, in memory and not woven.
record Compiled(Map<String, byte[]> classes) {
  private static final String IMPORTS =
      """
      import static dev.wakeful.async.Async.*; import dev.wakeful.async.*; \
      import dev.wakeful.future.*; import java.util.*;\
      """;

  /// Compiles one source file whose main class is `T`; the imports it needs stand on line 1, before
  /// its own text.
  static Compiled of(String text, String... options) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
    JavaFileManager files =
        new ForwardingJavaFileManager<JavaFileManager>(
            javac.getStandardFileManager(null, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, @Nullable FileObject by) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name), kind) {
              @Override
              public OutputStream openOutputStream() {
                return written.computeIfAbsent(name, any -> new ByteArrayOutputStream());
              }
            };
          }
        };
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("string:///T.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return IMPORTS + text;
          }
        };
    StringWriter messages = new StringWriter();
    List<String> all = new ArrayList<>(List.of("-proc:none", "-g", "-cp", classPath()));
    all.addAll(List.of(options));
    if (!javac.getTask(messages, files, null, all, null, List.of(source)).call()) {
      throw new AssertionError(messages.toString());
    }
    Map<String, byte[]> classes = new LinkedHashMap<>();
    written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return new Compiled(classes);
  }

  /// As [#of], by a compiler that does not see the plugin, which would refuse the source before the
  /// weaver can.
  static Compiled unchecked(Path directory, String text) throws IOException, InterruptedException {
    Path out = Files.createDirectories(directory.resolve("classes"));
    DirectoryFixture.compileUnchecked(out, Map.of("T", IMPORTS + text));
    Map<String, byte[]> classes = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        classes.put(name, Files.readAllBytes(file));
      }
    }
    return new Compiled(classes);
  }

  private static String classPath() {
    return Stream.of(Future.class, Async.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .collect(Collectors.joining(File.pathSeparator));
  }

  byte[] main() {
    return Objects.requireNonNull(classes.get("T"));
  }

  /// What the weaver makes of `T`.
  Weaving woven() {
    return Weaver.weave(main());
  }

  /// `T`, woven, in a loader of its own.
  Class<?> load() throws ClassNotFoundException, IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    classes.forEach((name, bytes) -> {
      Weaving weaving = Weaver.weave(bytes);
      if (weaving.failed()) {
        throw new AssertionError(weaving.findings().toString());
      }
      all.put(name, weaving.classFile());
      weaving.frames().forEach((frame, made) -> all.put(frame.replace('/', '.'), made));
    });
    ClassLoader loader =
        new ClassLoader(Compiled.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = all.get(name);
            if (bytes == null) {
              throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
          }
        };
    return loader.loadClass("T");
  }
}
