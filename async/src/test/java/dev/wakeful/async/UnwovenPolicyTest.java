package dev.wakeful.async;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The system property `wakeful.unwoven`, in a program of its own.
class UnwovenPolicyTest {

  /// Runs two unwoven bodies.
  static final class Program {
    private Program() {}

    public static void main(String... arguments) throws Exception {
      for (int i = 0; i < 2; i++) {
        Future<Integer> body = async(() -> await(Future.ready(1)));
        System.out.println("value " + body.pollRaw(Context.of(Waker.noop())));
      }
    }
  }

  @Test
  void byDefaultItWarnsOnceForEachClassAndSaysWhatToDo() throws Exception {
    String output = run();
    assertThat(output).containsOnlyOnce("WARNING");
    assertThat(output)
        .contains("the async bodies of " + UnwovenPolicyTest.class.getName() + " were not woven")
        .contains("<proc>full</proc>")
        .contains("annotationProcessor(")
        .contains("-Dwakeful.unwoven=allow");
    assertThat(output.lines().filter("value 1"::equals)).hasSize(2);
    assertThat(run("-Dwakeful.unwoven=warn")).containsOnlyOnce("WARNING");
  }

  @Test
  void allowSaysNothing() throws Exception {
    assertThat(run("-Dwakeful.unwoven=allow")).isEqualToIgnoringNewLines("value 1value 1");
  }

  @Test
  void failThrowsWhereTheBodyIsStarted() throws Exception {
    assertThat(run("-Dwakeful.unwoven=fail"))
        .contains("java.lang.IllegalStateException: -Dwakeful.unwoven=fail")
        .contains(UnwovenPolicyTest.class.getName() + " were not woven")
        .contains("<proc>full</proc>")
        .contains("$Program.main")
        .doesNotContain("value");
  }

  @Test
  void aTypingErrorIsNoSilence() throws Exception {
    assertThat(run("-Dwakeful.unwoven=fial"))
        .contains("-Dwakeful.unwoven=fial: it is fail, warn or allow")
        .doesNotContain("value");
  }

  /// What the program prints.
  private static String run(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(
        Stream.of(Program.class, Async.class, Future.class)
            .map(UnwovenPolicyTest::home)
            .distinct()
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(Program.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  /// Where a class was read from; its module may be patched with the tests, so ask for the file.
  private static String home(Class<?> type) {
    String file = type.getName().replace('.', '/') + ".class";
    String url = String.valueOf(type.getClassLoader().getResource(file));
    assertThat(url).endsWith(file);
    String root = url.substring(0, url.length() - file.length());
    return Path.of(java.net.URI.create(root.replaceFirst("^jar:", "").replaceFirst("!/$", "")))
        .toString();
  }
}
