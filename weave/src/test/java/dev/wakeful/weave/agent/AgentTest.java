package dev.wakeful.weave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.async.Async;
import dev.wakeful.future.Future;
import dev.wakeful.weave.DirectoryFixture;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The agent as a jar of its own, in virtual machines of its own, on classes that no build wove.
class AgentTest {
  /// A body with two awaits, of which the first is Pending once; and what became of it.
  private static final String WORK =
      """
      package app;
      import static dev.wakeful.async.Async.*;
      import dev.wakeful.future.Future;
      import dev.wakeful.task.*;
      public class %s {
        private final int base = 40;
        public Future<Integer> sum() {
          boolean[] asked = {false};
          Future<Integer> slow = Future.pollFn(cx -> {
            if (asked[0]) return Poll.ready(1);
            asked[0] = true;
            return Poll.pending();
          });
          return async(() -> base + await(slow) + await(Future.ready(1)));
        }
        public static String tell() throws Exception {
          Future<Integer> sum = new %s().sum();
          Context cx = Context.of(Waker.noop(), Slots.none());
          String polls = sum.poll(cx).isPending() + " " + sum.poll(cx);
          Class<?> frame = sum.getClass();
          return frame.getName() + " " + polls
              + " loader " + (frame.getClassLoader() == %s.class.getClassLoader())
              + " module " + (frame.getModule() == %s.class.getModule())
              + " domain " + (frame.getProtectionDomain() == %s.class.getProtectionDomain());
        }
      }
      """;

  private static final String WELL = " true Ready[value=42] loader true module true domain true";

  @TempDir Path temporary;
  private Path classes;
  private Path jar;

  @BeforeEach
  void makeJar() throws IOException {
    classes = Files.createDirectory(temporary.resolve("classes"));
    jar = temporary.resolve("agent.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", Agent.class.getName());
    Path home = DirectoryFixture.home(Agent.class);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        Stream<Path> all = Files.walk(home)) {
      for (Path each : all.filter(path -> path.toString().endsWith(".class")).toList()) {
        out.putNextEntry(new JarEntry(home.relativize(each).toString().replace('\\', '/')));
        Files.copy(each, out);
      }
    }
  }

  private static String work(String name) {
    return WORK.replace("%s", name);
  }

  private static String main(String statements) {
    return """
    package app;
    import java.net.*; import java.nio.file.*; import java.util.*; import java.util.concurrent.*;
    public class Main {
      public static void main(String[] arguments) throws Exception {
        %s
      }
    }
    """
        .formatted(statements);
  }

  /// What the program prints, errors too, line by line; it must end well.
  private List<String> run(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-javaagent:" + jar, "-Xverify:all", "-Dwakeful.unwoven=fail"));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.contains("-Xverify")) // deprecated, and there is no other way
            .reduce("", (all, line) -> all + line + "\n");
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  private List<String> runOnClassPath() throws Exception {
    return run("-cp", classes + File.pathSeparator + DirectoryFixture.libraryPath(), "app.Main");
  }

  @Test
  void aClassIsWovenWhenItIsLoaded() throws Exception {
    DirectoryFixture.compile(
        classes,
        Map.of("app.Main", main("System.out.println(Work.tell());"), "app.Work", work("Work")));

    assertThat(runOnClassPath()).containsExactly("app.Work$async$0" + WELL);
  }

  @Test
  void aNamedModuleGetsTheFramesOfItsClasses() throws Exception {
    String path = DirectoryFixture.libraryPath();
    DirectoryFixture.compile(
        classes,
        Map.of(
            "module-info",
            "module app { requires dev.wakeful.async; }",
            "app.Main",
            main("System.out.println(Main.class.getModule() + \" \" + Work.tell());"),
            "app.Work",
            work("Work")),
        List.of("-p", DirectoryFixture.modulePath()));

    assertThat(run("-p", classes + File.pathSeparator + path, "-m", "app/app.Main"))
        .containsExactly("module app app.Work$async$0" + WELL);
  }

  @Test
  void aModuleOfALayerGetsThemInItsOwnLoader() throws Exception {
    Path plugin = Files.createDirectory(temporary.resolve("plugin"));
    String path = DirectoryFixture.libraryPath();
    DirectoryFixture.compile(
        plugin,
        Map.of(
            "module-info",
            "module plugin { requires dev.wakeful.async; exports app; }",
            "app.Work",
            work("Work")),
        List.of("-p", DirectoryFixture.modulePath()));
    DirectoryFixture.compile(
        classes,
        Map.of(
            "host.Main",
            main("""
            ModuleLayer boot = ModuleLayer.boot();
            var found = java.lang.module.ModuleFinder.of(Path.of(arguments[0]));
            var layer = boot.defineModulesWithOneLoader(
                boot.configuration().resolve(
                    found, java.lang.module.ModuleFinder.of(), Set.of("plugin")),
                ClassLoader.getSystemClassLoader());
            Class<?> work = layer.findLoader("plugin").loadClass("app.Work");
            System.out.println(work.getModule() + " " + work.getMethod("tell").invoke(null));
            """)
                .replace("package app", "package host")));

    assertThat(
            run(
                "-p",
                path,
                "--add-modules",
                "dev.wakeful.async",
                "-cp",
                classes.toString(),
                "host.Main",
                plugin.toString()))
        .containsExactly("module plugin app.Work$async$0" + WELL);
  }

  @Test
  void twoLoadersOfOneClassGetAFrameEach() throws Exception {
    Path plugin = Files.createDirectory(temporary.resolve("plugin"));
    DirectoryFixture.compile(plugin, Map.of("app.Work", work("Work")));
    DirectoryFixture.compile(
        classes,
        Map.of(
            "app.Main",
            main(
                """
                URL[] urls = {Path.of("%s").toUri().toURL()};
                for (int i = 0; i < 2; i++) {
                  try (var loader = new URLClassLoader(urls)) {
                    System.out.println(
                        loader.loadClass("app.Work").getMethod("tell").invoke(null));
                  }
                }
                """
                    .formatted(plugin.toString().replace('\\', '/')))));

    assertThat(runOnClassPath())
        .containsExactly("app.Work$async$0" + WELL, "app.Work$async$0" + WELL);
  }

  @Test
  void manyThreadsLoadAtOnce() throws Exception {
    Map<String, String> sources = new java.util.TreeMap<>();
    for (int i = 0; i < 40; i++) {
      sources.put("app.Work" + i, work("Work" + i));
    }
    sources.put(
        "app.Main",
        main(
            """
            var start = new CountDownLatch(1);
            var results = new ConcurrentSkipListSet<String>();
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 8; i++) {
              int first = i * 5;
              threads.add(Thread.ofPlatform().start(() -> {
                try {
                  start.await();
                  for (int k = 0; k < 40; k++) {
                    // every class is wanted by every thread, half of them in the same order
                    String name = "app.Work" + (first % 2 == 0 ? k : (first + k) % 40);
                    results.add((String) Class.forName(name).getMethod("tell").invoke(null));
                  }
                } catch (Throwable e) {
                  results.add(e.toString());
                }
              }));
            }
            start.countDown();
            for (Thread thread : threads) thread.join();
            results.forEach(System.out::println);
            """));
    DirectoryFixture.compile(classes, sources);

    assertThat(runOnClassPath())
        .hasSize(40)
        .allSatisfy(line -> assertThat(line).matches("app\\.Work\\d+\\$async\\$0" + wellPattern()));
  }

  private static String wellPattern() {
    return java.util.regex.Pattern.quote(WELL);
  }

  @Test
  void aClassThatCannotBeWovenIsLoadedAndNamedOnce() throws Exception {
    DirectoryFixture.compileUnchecked(
        classes,
        Map.of(
            "app.Main",
            main(
                """
                System.out.println("before");
                System.out.println(Bad.greet());
                System.out.println(Work.tell());
                """),
            "app.Bad",
            """
            package app;
            import static dev.wakeful.async.Async.await;
            import dev.wakeful.future.Future;
            class Bad {
              static String greet() { return "loaded"; }
              static int one() throws Exception { return await(Future.ready(1)); }
              static int two() throws Exception { return await(Future.ready(2)); }
            }
            """,
            "app.Work",
            work("Work")));

    assertThat(runOnClassPath())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("before"),
            line ->
                assertThat(line)
                    .startsWith(
                        "wakeful-weave: app.Bad runs unwoven: Bad.java:6: error: await outside"),
            line -> assertThat(line).isEqualTo("loaded"),
            line -> assertThat(line).isEqualTo("app.Work$async$0" + WELL));
  }

  @Test
  void aClassOfTheProgramThatHasTheNameOfAFrameIsLeftAlone() throws Exception {
    DirectoryFixture.compile(
        classes,
        Map.of(
            "app.Main",
            main(
                """
                System.out.println(new Work$async$0().mine());
                new Work().sum();
                """),
            "app.Work$async$0",
            "package app; class Work$async$0 { String mine() { return \"mine\"; } }",
            "app.Work",
            work("Work")));

    assertThat(
            run(
                "-Dwakeful.unwoven=allow",
                "-cp",
                classes + File.pathSeparator + DirectoryFixture.libraryPath(),
                "app.Main"))
        .first()
        .isEqualTo("mine");
  }

  @Test
  void theAgentNeedsNoOtherJar() throws Exception {
    DirectoryFixture.compile(
        classes, Map.of("app.Main", main("System.out.println(\"no library here\");")), List.of());

    assertThat(run("-cp", classes.toString(), "app.Main")).containsExactly("no library here");
    assertThat(List.of(Async.class, Future.class))
        .as("what the jar must not contain")
        .allSatisfy(type -> assertThat(jarEntries()).doesNotContain(type.getName()));
  }

  private List<String> jarEntries() throws IOException {
    try (var file = new java.util.jar.JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName().replace('/', '.').replaceFirst("\\.class$", ""))
          .toList();
    }
  }
}
