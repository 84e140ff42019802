package dev.wakeful.weave.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/// Compiles programs in this process, from memory to memory. For one thread.
final class Compilers {
  /// The ways to compile.
  enum Form {
    DEBUG("-g"),
    PLAIN("-g:none"),
    ECJ("-g"),
    LINES("-g:lines");

    private final String option;

    Form(String option) {
      this.option = option;
    }
  }

  private static final String CRASH = "the compiler failed: ";

  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private final JavaCompiler ecj = new EclipseCompiler();
  private final StandardJavaFileManager files =
      javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

  /// What became of some programs.
  ///
  /// @param classes their class files, by name with dots
  /// @param complaint what the compiler said when it refused them, or an empty string
  record Result(Map<String, byte[]> classes, String complaint) {
    /// Whether the compiler itself failed.
    boolean crashed() {
      return complaint.startsWith(CRASH) || complaint.contains("Internal compiler error");
    }

    boolean tooLarge() {
      return complaint.contains("too large")
          || complaint.contains("exceeding the 65535 bytes limit")
          || complaint.contains("too many constants");
    }
  }

  /// Compiles some programs at once.
  Result compile(Form form, Collection<Program> programs) {
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
    List<String> options =
        form == Form.ECJ
            ? List.of("-proc:none", "-nowarn", form.option, "--release", "25")
            : List.of("-proc:none", "-Xlint:none", form.option);
    StringWriter trace = new StringWriter();
    Memory memory = new Memory(files, written);
    boolean done;
    if (form == Form.ECJ) {
      done = withFiles(programs, sources -> task(ecj, trace, memory, said, options, sources));
    } else {
      done = task(javac, trace, memory, said, options, programs.stream().map(Source::new).toList());
    }
    StringBuilder complaint = new StringBuilder();
    for (Diagnostic<?> each : said.getDiagnostics()) {
      if (each.getKind() == Diagnostic.Kind.ERROR) {
        complaint.append(each.getLineNumber()).append(": ");
        complaint.append(each.getMessage(Locale.ROOT)).append("\n");
      }
    }
    if (!done && complaint.isEmpty()) {
      complaint.append(CRASH).append(trace);
    }
    Map<String, byte[]> classes = new TreeMap<>();
    written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return new Result(classes, complaint.toString());
  }

  private static boolean task(
      JavaCompiler compiler,
      StringWriter trace,
      JavaFileManager files,
      DiagnosticCollector<JavaFileObject> said,
      List<String> options,
      Iterable<? extends JavaFileObject> sources) {
    return compiler.getTask(trace, files, said, options, null, sources).call();
  }

  /// ecj reads sources from the disk, whatever the file objects say.
  private boolean withFiles(
      Collection<Program> programs, Predicate<Iterable<? extends JavaFileObject>> task) {
    try {
      Path directory = Files.createTempDirectory("fuzz");
      List<Path> paths = new ArrayList<>();
      try {
        for (Program program : programs) {
          Path path = directory.resolve(program.name() + ".java");
          paths.add(Files.writeString(path, program.source()));
        }
        return task.test(files.getJavaFileObjectsFromPaths(paths));
      } finally {
        for (Path each : paths) {
          Files.delete(each);
        }
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(Program program) {
      super(URI.create("string:///gen/" + program.name() + ".java"), Kind.SOURCE);
      text = program.source();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written;

    Memory(JavaFileManager files, Map<String, ByteArrayOutputStream> written) {
      super(files);
      this.written = written;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/')), kind) {
        @Override
        public OutputStream openOutputStream() throws IOException {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          written.put(name.replace('/', '.'), bytes);
          return bytes;
        }
      };
    }
  }
}
