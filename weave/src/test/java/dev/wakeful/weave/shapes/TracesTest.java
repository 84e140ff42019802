package dev.wakeful.weave.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.AwaitTrace;
import dev.wakeful.future.Future;
import dev.wakeful.testkit.TestTask;
import dev.wakeful.weave.kit.Schedule;
import dev.wakeful.weave.kit.Timing;
import dev.wakeful.weave.kit.World;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A stack trace out of a body names every body up to the root, with the line at which each is,
/// however often they were resumed.
final class TracesTest {

  static Stream<Timing> timings() {
    return Stream.of(Timing.READY, Timing.ONCE, Timing.TWICE, Timing.random(1));
  }

  @ParameterizedTest
  @MethodSource("timings")
  void ofAChain(Timing timing) throws Exception {
    assertThat(trace("chain", timing))
        .containsExactly(
            at("helper", "helper"),
            at("lambda$leaf$", "leaf"),
            at("lambda$middle$", "middle"),
            at("lambda$chain$", "root"));
  }

  @ParameterizedTest
  @MethodSource("timings")
  void ofAThrowInABody(Timing timing) throws Exception {
    assertThat(trace("fromLeaf", timing))
        .containsExactly(
            at("lambda$passing$", "thrower"), at("lambda$fromLeaf$", "passer's caller"));
  }

  @ParameterizedTest
  @MethodSource("timings")
  void ofAnAwaitInFinally(Timing timing) throws Exception {
    assertThat(trace("inFinally", timing))
        .containsExactly(at("lambda$passing$", "thrower"), at("lambda$inFinally$", "finally"));
  }

  @Test
  void aSuspendedChainSaysWhereItIs() throws Exception {
    Future<?> future = start("suspended", new World(Schedule.natural(Timing.ONCE)));
    TestTask<?> task = TestTask.of(future);
    for (int i = 0; i < 4; i++) {
      assertThat(task.poll().isPending()).isTrue();
    }

    assertThat(AwaitTrace.print(future))
        .contains(
            "Traces.java:" + line("outer waits") + ")", "Traces.java:" + line("inner waits") + ")");
    assertThat(task.poll().get()).isEqualTo("abcd");
  }

  /// The part of the trace that is in the source, with the numbers of lambdas left out.
  private static List<String> trace(String shape, Timing timing) throws Exception {
    TestTask<?> task = TestTask.of(start(shape, new World(Schedule.natural(timing))));
    while (true) {
      try {
        assertThat(task.poll().isPending()).isTrue();
      } catch (Exception e) {
        return Arrays.stream(e.getStackTrace())
            .filter(each -> each.getClassName().equals("shapes.Traces"))
            .filter(each -> !each.getMethodName().equals(shape))
            .map(each -> each.getMethodName().replaceAll("\\d+$", "") + ":" + each.getLineNumber())
            .toList();
      }
    }
  }

  private static Future<?> start(String shape, World world) throws Exception {
    Method method =
        Class.forName("shapes.Traces", true, Form.DEBUG.classes().load())
            .getDeclaredMethod(shape, World.class);
    method.setAccessible(true);
    return (Future<?>) method.invoke(null, world);
  }

  private static String at(String method, String marker) throws IOException {
    return method + ":" + line(marker);
  }

  private static int line(String marker) throws IOException {
    List<String> lines = Files.readAllLines(Sources.DIRECTORY.resolve("shapes/Traces.java"));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith("// line: " + marker)) {
        return i + 1;
      }
    }
    throw new AssertionError("no line is marked " + marker);
  }
}
