package dev.wakeful.weave.javac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.async.Async;
import dev.wakeful.future.Future;
import dev.wakeful.weave.Weaver;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.tools.Diagnostic;
import javax.tools.StandardJavaFileManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ways to call javac, and that each of them weaves.
class DeliveryTest {
  private static final String BODY =
      """
        static dev.wakeful.future.Future<Integer> make() {
          return dev.wakeful.async.Async.async(
              () -> 1 + dev.wakeful.async.Async.await(dev.wakeful.future.Future.ready(41)));
        }
      }
      """;
  private static final String CORE = Compile.location(Future.class).toString();
  private static final String ASYNC = Compile.location(Async.class).toString();
  private static final String JSPECIFY =
      Compile.location(org.jspecify.annotations.NullMarked.class).toString();
  private static final String WEAVE = Compile.location(Weaver.class).toString();

  @TempDir private Path dir;

  private static Compile.Source source(String path, String head) {
    return new Compile.Source(path, head + " {\n" + BODY);
  }

  private static String path(String... entries) {
    return String.join(File.pathSeparator, entries);
  }

  /// Runs javac in a process of its own, where it finds the weaver on the paths given and nowhere
  /// else. What it says.
  private String javac(List<String> options, Compile.Source... sources) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    if (!options.contains("-d")) {
      command.addAll(List.of("-d", dir.toString()));
    }
    command.addAll(options);
    for (Compile.Source each : sources) {
      Path file = dir.resolve("sources" + each.toUri().getPath());
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, each.getCharContent(true));
      command.add(file.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static void assertSilent(Compile.Result result) {
    assertThat(result.said()).isEmpty();
    assertThat(result.success()).isTrue();
  }

  @Test
  void onTheClassPathWithProcFull() throws Exception {
    assertThat(
            javac(List.of("-cp", Compile.libraryPath(), "-proc:full"), source("A.java", "class A")))
        .isEmpty();
    assertThat(Ran.of(dir, "A")).isEqualTo(new Ran(true, 42));
  }

  @Test
  void onTheProcessorPath() throws Exception {
    assertThat(
            javac(
                List.of("-cp", path(CORE, ASYNC), "-processorpath", path(WEAVE, CORE, ASYNC)),
                source("a/b/A.java", "package a.b; class A")))
        .isEmpty();
    assertThat(Ran.of(dir, "a.b.A")).isEqualTo(new Ran(true, 42));
  }

  @Test
  void onTheProcessorPathWithoutTheLibrary() throws Exception {
    assertThat(
            javac(
                List.of("-cp", path(CORE, ASYNC), "-processorpath", WEAVE),
                source("A.java", "class A")))
        .isEmpty();
    assertThat(Ran.of(dir, "A")).isEqualTo(new Ran(true, 42));
  }

  @Test
  void onTheProcessorModulePath() throws Exception {
    assertThat(
            javac(
                List.of(
                    "-cp",
                    path(CORE, ASYNC),
                    "--processor-module-path",
                    path(WEAVE, CORE, ASYNC),
                    "-Xlint:-options"),
                source("A.java", "class A")))
        .isEmpty();
    assertThat(Ran.of(dir, "A")).isEqualTo(new Ran(true, 42));
  }

  @Test
  void byTheNameOfTheProcessor() throws Exception {
    assertThat(
            javac(
                List.of("-cp", Compile.libraryPath(), "-processor", AsyncProcessor.class.getName()),
                source("A.java", "class A")))
        .isEmpty();
    assertThat(Ran.of(dir, "A")).isEqualTo(new Ran(true, 42));
  }

  @Test
  void aNamedModule() throws Exception {
    assertThat(
            javac(
                List.of("-p", path(CORE, ASYNC, JSPECIFY), "-processorpath", WEAVE),
                new Compile.Source("module-info.java", "module m { requires dev.wakeful.async; }"),
                source("p/A.java", "package p; class A")))
        .isEmpty();
    assertThat(Ran.of(dir, "p.A")).isEqualTo(new Ran(true, 42));
  }

  @Test
  void testsThatPatchTheirModule() throws Exception {
    Path module = Files.createDirectory(dir.resolve("m"));
    String library = path(CORE, ASYNC, JSPECIFY);
    assertThat(
            javac(
                List.of("-d", module.toString(), "-p", library, "-processorpath", WEAVE),
                new Compile.Source("module-info.java", "module m { requires dev.wakeful.async; }"),
                source("p/A.java", "package p; class A")))
        .isEmpty();
    Path tests = Files.createDirectory(dir.resolve("tests"));
    assertThat(
            javac(
                List.of(
                    "-d",
                    tests.toString(),
                    "-p",
                    path(module.toString(), library),
                    "-processorpath",
                    WEAVE,
                    "--patch-module",
                    "m=" + dir.resolve("sources/tests")),
                source("tests/p/ATest.java", "package p; class ATest")))
        .isEmpty();
    assertThat(Ran.of(tests, "p.ATest")).isEqualTo(new Ran(true, 42));
  }

  @Test
  void severalModulesAtOnceWithAPackageOfTheSameName() throws Exception {
    Path sources = dir.resolve("src");
    for (String module : List.of("m", "n")) {
      Path root = Files.createDirectories(sources.resolve(module));
      Files.writeString(
          root.resolve("module-info.java"),
          "module " + module + " { requires dev.wakeful.async; }");
      for (String name : List.of(module, "p")) {
        Path p = Files.createDirectory(root.resolve(name));
        Files.writeString(p.resolve("A.java"), "package " + name + ";\nclass A {\n" + BODY);
      }
    }
    Path out = Files.createDirectory(dir.resolve("out"));
    assertThat(
            javac(
                List.of(
                    "-d",
                    out.toString(),
                    "-p",
                    path(CORE, ASYNC, JSPECIFY),
                    "-processorpath",
                    WEAVE,
                    "--module-source-path",
                    sources.toString(),
                    "-m",
                    "m,n")))
        .isEmpty();
    for (String module : List.of("m", "n")) {
      for (String name : List.of(module, "p")) {
        assertThat(Ran.of(out.resolve(module), name + ".A")).isEqualTo(new Ran(true, 42));
      }
    }
  }

  @Test
  void nestedLocalAndAnonymousClasses() throws Exception {
    assertThat(
            javac(
                List.of("-cp", Compile.libraryPath(), "-proc:full"),
                new Compile.Source(
                    "A.java",
                    """
                    import static dev.wakeful.async.Async.*;
                    import dev.wakeful.future.Future;
                    class A {
                      static Future<String> one() { return Future.ready("x"); }
                      record Nested(int n) { Future<String> f() { return async(() -> n + await(one())); } }
                      static Future<String> make() {
                        class Local { Future<String> f() { return async(() -> "l" + await(one())); } }
                        var anonymous = new Object() { Future<String> f() { return async(() -> "a" + await(one())); } };
                        return async(() ->
                            await(new Nested(1).f()) + await(new Local().f()) + await(anonymous.f()));
                      }
                    }
                    class Second { static Future<String> make() { return async(() -> await(A.one())); } }
                    """)))
        .isEmpty();
    assertThat(Ran.of(dir, "A")).isEqualTo(new Ran(true, "1xlxax"));
    assertThat(Ran.of(dir, "Second")).isEqualTo(new Ran(true, "x"));
    assertThat(Ran.classes(dir))
        .anyMatch(each -> each.startsWith("A$Nested$"))
        .anyMatch(each -> each.startsWith("A$1Local$"))
        .anyMatch(each -> each.startsWith("A$1$"));
  }

  @Test
  void withoutADirectoryForClasses() throws Exception {
    Path file = Files.createDirectories(dir.resolve("deep/p")).resolve("A.java");
    Files.writeString(file, "package p;\nclass A {\n" + BODY);
    try (StandardJavaFileManager files =
        Compile.JAVAC.getStandardFileManager(null, Locale.ROOT, null)) {
      assertSilent(
          Compile.run(
              List.of("-cp", Compile.libraryPath(), "-proc:full"), files.getJavaFileObjects(file)));
    }
    assertThat(Ran.classes(dir)).hasSize(2).allMatch(each -> each.startsWith("deep/p/A"));
    assertThat(Ran.of(dir.resolve("deep"), "p.A")).isEqualTo(new Ran(true, 42));
  }

  @Test
  void aClassThatJavacFindsItself() throws Exception {
    Path sources = Files.createDirectory(dir.resolve("src"));
    Files.writeString(sources.resolve("A.java"), "class A {\n" + BODY);
    assertThat(
            javac(
                List.of(
                    "-cp",
                    Compile.libraryPath(),
                    "-proc:full",
                    "-implicit:class",
                    "-sourcepath",
                    sources.toString()),
                new Compile.Source("B.java", "class B { Object o = A.make(); }")))
        .isEmpty();
    assertThat(Ran.of(dir, "A")).isEqualTo(new Ran(true, 42));
  }

  @Test
  void twiceGivesTheSameBytes() throws Exception {
    Path one = Files.createDirectory(dir.resolve("one"));
    Path two = Files.createDirectory(dir.resolve("two"));
    for (Path out : List.of(one, two, two)) {
      assertSilent(Compile.toDirectory(out, List.of("-proc:full"), source("A.java", "class A")));
    }
    assertThat(Ran.classes(one)).hasSize(2).isEqualTo(Ran.classes(two));
    for (String each : Ran.classes(one)) {
      assertThat(one.resolve(each)).hasSameBinaryContentAs(two.resolve(each));
    }
  }

  @Test
  void allLintsAsErrorsAndAnAnnotationThatNobodyProcesses() throws Exception {
    assertThat(
            javac(
                List.of("-cp", Compile.libraryPath(), "-proc:full", "-Xlint:all", "-Werror"),
                new Compile.Source("Mark.java", "@interface Mark {}"),
                source("A.java", "@Mark class A")))
        .isEmpty();
    assertThat(Ran.of(dir, "A").woven()).isTrue();
  }

  @Test
  void withoutAProcessorItWarnsOnceAndNamesTheWays() throws Exception {
    for (List<String> options : List.of(List.<String>of(), List.of("-proc:none"))) {
      Compile.Result result =
          Compile.toDirectory(
              dir, options, source("A.java", "class A"), source("B.java", "class B"));
      assertThat(result.success()).isTrue();
      assertThat(result.said()).hasSize(1);
      Compile.Said said = result.said().getFirst();
      assertThat(said.kind()).isEqualTo(Diagnostic.Kind.WARNING);
      assertThat(said.line()).isEqualTo(4);
      assertThat(said.column()).isEqualTo(9);
      assertThat(said.message())
          .contains("not woven", "-proc:full", "<maven.compiler.proc>full", "annotationProcessor");
      assertThat(Ran.of(dir, "A")).isEqualTo(new Ran(false, 42));
    }
  }

  @Test
  void withoutAProcessorTheChecksRunAndTakeOptions() {
    Compile.Source bad =
        new Compile.Source(
            "A.java",
            "class A { void f() { dev.wakeful.future.Future.ready(1); } \n"
                + "void g() throws Exception {"
                + " dev.wakeful.async.Async.await(dev.wakeful.future.Future.ready(1)); } }");
    Compile.Result plain = Compile.toDirectory(dir, List.of(), bad);
    assertThat(plain.success()).isFalse();
    assertThat(plain.said())
        .extracting(Compile.Said::kind)
        .containsExactly(Diagnostic.Kind.WARNING, Diagnostic.Kind.ERROR);
    Compile.Result off =
        Compile.toDirectory(dir, List.of("-Xplugin:Wakeful off=unused-future"), bad);
    assertThat(off.said()).extracting(Compile.Said::kind).containsExactly(Diagnostic.Kind.ERROR);
  }

  @Test
  void silencedWithoutAProcessor() throws Exception {
    assertSilent(
        Compile.toDirectory(
            dir,
            List.of("-proc:none"),
            source("A.java", "@SuppressWarnings(\"wakeful:unwoven\") class A")));
    assertThat(Ran.of(dir, "A").woven()).isFalse();
  }

  @Test
  void anUnknownKeyIsSaid() {
    Compile.Result result =
        Compile.toDirectory(
            dir, List.of("-proc:full", "-Awakeful.off=locks"), source("A.java", "class A"));
    assertThat(result.said())
        .singleElement()
        .satisfies(each -> assertThat(each.message()).contains("unknown word `locks`", "lock,"));
  }

  @Test
  void codeWithoutTheLibraryIsLeftAlone() throws Exception {
    assertThat(
            javac(
                List.of("-processorpath", WEAVE, "-Xlint:all", "-Werror"),
                new Compile.Source("A.java", "class A { Runnable r = () -> {}; }")))
        .isEmpty();
  }

  @Test
  void codeWithOtherErrorsIsNoTrouble() {
    Compile.Result result =
        Compile.toDirectory(
            dir,
            List.of("-proc:full"),
            new Compile.Source(
                "A.java",
                """
                import static dev.wakeful.async.Async.*;
                class A {
                  Object f() { return async(() -> { missing(); return await(gone).x() + await(); }); }
                  Unknown g() { Unknown u = async(this::none); return u.map(x -> await(x)); }
                  void h() { synchronized (nothing) { await(async(() -> 1)); } }
                }
                """));
    assertThat(result.success()).isFalse();
    assertThat(result.said()).allMatch(each -> !each.message().contains("Exception:"));
  }

  @Test
  void whatTheWeaverFindsHasAPlace() {
    StringBuilder code = new StringBuilder("class A {\n static Object make() {\n");
    code.append("  return dev.wakeful.async.Async.async(() -> {\n   int n = 0;\n");
    String one = "   n += dev.wakeful.async.Async.await(dev.wakeful.future.Future.ready(1));\n";
    code.append(one.repeat(1500)).append("   return n;\n  });\n }\n}\n");
    Compile.Result result =
        Compile.toDirectory(
            dir, List.of("-proc:full"), new Compile.Source("A.java", code.toString()));
    assertThat(result.said()).isNotEmpty();
    assertThat(result.success()).isFalse();
    assertThat(result.said())
        .containsExactly(
            new Compile.Said(Diagnostic.Kind.ERROR, 3, 40, result.said().getFirst().message()));
    assertThat(result.said().getFirst().message()).startsWith("async body too large");
  }
}
