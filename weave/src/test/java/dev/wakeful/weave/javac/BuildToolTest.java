package dev.wakeful.weave.javac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What build tools do to javac: processors of their own loaders, wrapped environments, files in
/// memory, many compilations in one process.
class BuildToolTest {
  private static final Compile.Source SOURCE = source("A", 42);

  @TempDir private Path dir;

  private static Compile.Source source(String name, int value) {
    return new Compile.Source(
        name + ".java",
        """
        import static dev.wakeful.async.Async.*;
        import dev.wakeful.future.Future;
        class %s {
          static Future<Integer> make() { return async(() -> 1 + await(Future.ready(%d))); }
        }
        """
            .formatted(name, value - 1));
  }

  /// Compiles with these processors, as `setProcessors` has it, and says what was said.
  private static List<Compile.Said> compile(
      @Nullable JavaFileManager manager, Path out, List<Processor> processors, JavaFileObject... of)
      throws IOException {
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        Compile.JAVAC.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(out));
      var task =
          Compile.JAVAC.getTask(
              null,
              manager == null ? files : manager,
              said,
              List.of("-cp", Compile.libraryPath(), "-proc:full"),
              null,
              List.of(of));
      if (!processors.isEmpty()) {
        task.setProcessors(processors);
      }
      assertThat(task.call()).as("%s", Compile.said(said)).isTrue();
    }
    return Compile.said(said);
  }

  /// A class loader that has the weaver for itself, as a build tool's has.
  private static URLClassLoader ownLoader() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String each : Compile.libraryPath().split(java.io.File.pathSeparator, -1)) {
      urls.add(Path.of(each).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static Processor processorOf(ClassLoader loader) throws ReflectiveOperationException {
    return (Processor)
        loader.loadClass(AsyncProcessor.class.getName()).getDeclaredConstructor().newInstance();
  }

  /// The processor behind wrappers of its environment and its `Filer`, as incremental build tools
  /// put them. Reading through the `Filer` would make every build a full one: it is counted.
  private static final class Wrapped extends AbstractProcessor {
    private final Processor inner;
    private int reads;
    private final List<String> written = new ArrayList<>();

    Wrapped(Processor inner) {
      this.inner = inner;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      Filer filer =
          wrap(
              Filer.class,
              environment.getFiler(),
              (method, arguments) -> {
                if (method.equals("getResource")) {
                  reads++;
                } else {
                  Element[] originating = (Element[]) arguments[3];
                  assertThat(originating).hasSize(1);
                  written.add(arguments[2] + " of " + originating[0]);
                }
                return null;
              });
      inner.init(
          wrap(
              ProcessingEnvironment.class,
              environment,
              (method, arguments) -> method.equals("getFiler") ? filer : null));
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return inner.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return inner.getSupportedSourceVersion();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      inner.process(annotations, round);
      return false;
    }

    private interface Answer {
      @Nullable Object of(String method, Object[] arguments);
    }

    private static <T> T wrap(Class<T> type, @Nullable T target, Answer answer) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> {
                Object own =
                    answer.of(method.getName(), arguments == null ? new Object[0] : arguments);
                try {
                  return own != null ? own : method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }));
    }
  }

  @Test
  void aProcessorOfAnotherLoader() throws Exception {
    try (URLClassLoader loader = ownLoader()) {
      assertThat(compile(null, dir, List.of(processorOf(loader)), SOURCE)).isEmpty();
    }
    assertThat(Ran.of(dir, "A")).isEqualTo(new Ran(true, 42));
  }

  @Test
  void aWrappedEnvironmentOfAnotherLoader() throws Exception {
    Wrapped wrapped;
    try (URLClassLoader loader = ownLoader()) {
      wrapped = new Wrapped(processorOf(loader));
      assertThat(compile(null, dir, List.of(wrapped), SOURCE)).isEmpty();
    }
    assertThat(Ran.of(dir, "A")).isEqualTo(new Ran(true, 42));
    assertThat(wrapped.reads).isZero();
    assertThat(wrapped.written).hasSize(2).allMatch(each -> each.endsWith(".class of A"));
  }

  @Test
  void aWrappedEnvironmentWithoutThePluginIsSaid() {
    List<Object> said = new ArrayList<>();
    Messager messager =
        Wrapped.wrap(
            Messager.class,
            null,
            (method, arguments) -> {
              said.addAll(List.of(arguments));
              return method;
            });
    ProcessingEnvironment environment =
        Wrapped.wrap(ProcessingEnvironment.class, null, (method, arguments) -> messager);
    new AsyncProcessor().init(environment);
    assertThat(said).hasSize(2).first().isEqualTo(Diagnostic.Kind.WARNING);
    assertThat(said.getLast().toString()).contains("not woven", "processor path");
  }

  @Test
  void aProcessorThatMakesSourcesWithBodies() throws Exception {
    Processor maker =
        new AbstractProcessor() {
          private int round;

          @Override
          public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
          }

          @Override
          public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latest();
          }

          @Override
          public boolean process(Set<? extends TypeElement> all, RoundEnvironment environment) {
            if (round++ < 2) {
              String name = "Made" + round;
              try (Writer out = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                out.write(source(name, round).getCharContent(true).toString());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
            return false;
          }
        };
    assertThat(compile(null, dir, List.of(maker, new AsyncProcessor()), SOURCE)).isEmpty();
    assertThat(Ran.of(dir, "A")).isEqualTo(new Ran(true, 42));
    assertThat(Ran.of(dir, "Made1")).isEqualTo(new Ran(true, 1));
    assertThat(Ran.of(dir, "Made2")).isEqualTo(new Ran(true, 2));
  }

  /// A file manager that keeps classes in memory.
  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    final Map<String, byte[]> classes = new TreeMap<>();
    private final boolean resources;

    InMemory(JavaFileManager under, boolean resources) {
      super(under);
      this.resources = resources;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new InMemoryFile(className.replace('.', '/') + ".class");
    }

    @Override
    public FileObject getFileForOutput(
        Location location, String packageName, String relativeName, FileObject sibling)
        throws IOException {
      return resources
          ? new InMemoryFile(
              packageName.isEmpty() ? relativeName : packageName + "/" + relativeName)
          : super.getFileForOutput(location, packageName, relativeName, sibling);
    }

    private final class InMemoryFile extends SimpleJavaFileObject {
      private final String name;

      InMemoryFile(String name) {
        super(URI.create("memory:///" + name.replace('$', '-')), Kind.CLASS);
        this.name = name;
      }

      @Override
      public InputStream openInputStream() throws IOException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
          throw new IOException(name);
        }
        return new ByteArrayInputStream(bytes);
      }

      @Override
      public OutputStream openOutputStream() {
        return new ByteArrayOutputStream() {
          @Override
          public void close() {
            classes.put(name, toByteArray());
          }
        };
      }
    }

    ClassLoader loader() {
      return new ClassLoader(BuildToolTest.class.getClassLoader()) {
        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
          byte[] bytes = classes.get(name.replace('.', '/') + ".class");
          if (bytes == null) {
            throw new ClassNotFoundException(name);
          }
          return defineClass(name, bytes, 0, bytes.length);
        }
      };
    }
  }

  @Test
  void filesInMemory() throws Exception {
    try (InMemory files = new InMemory(under(), true)) {
      assertThat(compile(files, dir, List.of(), SOURCE)).isEmpty();
      assertThat(files.classes).hasSize(2);
      assertThat(Ran.of(files.loader(), "A")).isEqualTo(new Ran(true, 42));
    }
    assertThat(Ran.classes(dir)).isEmpty();
  }

  @Test
  void filesInMemoryThatCannotBeReadBack() throws Exception {
    Files.writeString(dir.resolve("A.class"), "an old file of the same name");
    Files.setLastModifiedTime(
        dir.resolve("A.class"), java.nio.file.attribute.FileTime.fromMillis(1));
    try (InMemory files = new InMemory(under(), false)) {
      assertThat(compile(files, dir, List.of(), SOURCE, source("B", 1)))
          .singleElement()
          .satisfies(each -> {
            assertThat(each.kind()).isEqualTo(Diagnostic.Kind.WARNING);
            assertThat(each.message()).contains("can't be read back", "agent");
          });
      assertThat(Ran.of(files.loader(), "A")).isEqualTo(new Ran(false, 42));
    }
    assertThat(dir.resolve("A.class")).hasContent("an old file of the same name");
  }

  private JavaFileManager under() throws IOException {
    StandardJavaFileManager under =
        Compile.JAVAC.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
    under.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(dir));
    under.setLocationFromPaths(
        StandardLocation.CLASS_PATH,
        List.of(Compile.libraryPath().split(java.io.File.pathSeparator, -1)).stream()
            .map(Path::of)
            .toList());
    return under;
  }

  @Test
  void manyAtOnceAndOneAfterTheOther() throws Exception {
    List<Callable<Ran>> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int value = i;
      Path out = Files.createDirectory(dir.resolve("out" + i));
      all.add(() -> {
        assertThat(compile(null, out, List.of(), source("A" + value, value))).isEmpty();
        return Ran.of(out, "A" + value);
      });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<Ran>> ran = threads.invokeAll(all);
      for (int i = 0; i < ran.size(); i++) {
        assertThat(ran.get(i).get()).isEqualTo(new Ran(true, i));
      }
    }
  }

  @Test
  void nothingStaysBehind() throws Exception {
    WeakReference<ClassLoader> loader = compileWithLoaderOfItsOwn();
    for (int i = 0; i < 50 && loader.get() != null; i++) {
      System.gc();
    }
    assertThat(loader.get()).isNull();
  }

  private WeakReference<ClassLoader> compileWithLoaderOfItsOwn() throws Exception {
    try (URLClassLoader loader = ownLoader()) {
      assertThat(compile(null, dir, List.of(processorOf(loader)), SOURCE)).isEmpty();
      return new WeakReference<>(loader);
    }
  }

  @Test
  void aProgramOfOneFileRunsFromItsSource() throws Exception {
    Path file = dir.resolve("Hello.java");
    Files.writeString(
        file,
        """
        import static dev.wakeful.async.Async.*;
        import dev.wakeful.future.Future;
        import dev.wakeful.task.*;
        void main() throws Exception {
          var future = async(() -> "hello " + await(Future.ready("world")));
          System.out.println(future.poll(Context.of(Waker.noop(), Slots.none())));
        }
        """);
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Compile.libraryPath(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).as(printed).isZero();
    assertThat(printed).contains("hello world").contains("Hello.java:5: warning: async bodies");
  }
}
