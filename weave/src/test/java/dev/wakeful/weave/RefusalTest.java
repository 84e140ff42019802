package dev.wakeful.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the weaver refuses, where, and that it then changes nothing. (The compiler plugin says most
/// of it earlier and better; this is for other compilers.)
final class RefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          static int f(Future<Integer> x) throws Exception { return await(x); } | await outside an async body: `f` is a plain method
          Future<Integer> y = Future.ready(await(Future.ready(1))); T() throws Exception {} | await outside an async body: `<init>`
          static synchronized Object f() { return async(T::g); } static synchronized int g() throws Exception { return await(Future.ready(1)); } | await in a synchronized method
          Object f() { return async(this::g); } int g() throws Exception { return await(Future.ready(1)); } | must be private, static or final
          static Object f(Future<Integer> x) { return async(() -> { synchronized (x) { return await(x); } }); } | await inside `synchronized`
          static Object f(Future<Integer> x) { java.util.concurrent.Callable<Integer> c = () -> await(x); return c; } | await in a lambda that is no async body
          static Object f() { ThrowingFunction<Future<Integer>, Integer> c = dev.wakeful.async.Async::await; return c; } | Async::await
          static Object f(Future<Integer> x) { return (AsyncBody<Integer> & java.io.Serializable) () -> await(x); } | cannot be serializable
          """)
  void refusesWithTheLineAndTheReason(String member, String message, @TempDir Path directory)
      throws Exception {
    Weaving weaving = Compiled.unchecked(directory, "class T {\n\n" + member + "\n}").woven();

    assertThat(weaving.failed()).isTrue();
    assertThat(weaving.changed()).isFalse();
    assertThat(weaving.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.message()).contains(message);
          assertThat(finding.line()).isEqualTo(3);
          assertThat(finding.file()).isEqualTo("T.java");
          assertThat(finding.toString()).startsWith("T.java:3: error: ");
        });
  }

  @Test
  void aRefusedClassComesBackAsItWas(@TempDir Path directory) throws Exception {
    Compiled compiled =
        Compiled.unchecked(
            directory,
            "class T { int f(Future<Integer> x) throws Exception { return await(x); } }");
    assertThat(compiled.woven().classFile()).isSameAs(compiled.main());
  }

  @Test
  void aClassWithoutBodiesComesBackAsItWas() {
    Compiled compiled = Compiled.of("class T { Future<Integer> f = Future.ready(1); }");
    Weaving weaving = compiled.woven();
    assertThat(weaving.classFile()).isSameAs(compiled.main());
    assertThat(weaving.findings()).isEmpty();
  }

  @Test
  void aBodyThatHotSpotWouldNotCompileIsWovenWithAWarning() {
    Weaving weaving = Compiled.of(body(400)).woven();
    assertThat(weaving.changed()).isTrue();
    assertThat(weaving.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
          assertThat(finding.message()).contains("large async body").contains("8000");
        });
  }

  @Test
  void aBodyThatFitsIntoTheCompilersLimitBySharingIsWovenWithoutAWarning() {
    Weaving weaving = Compiled.of(body(60)).woven();
    assertThat(weaving.changed()).isTrue();
    assertThat(weaving.findings()).isEmpty();
  }

  @Test
  void aBodyThatNoMethodCanHoldIsRefused() {
    Weaving weaving = Compiled.of(body(1_150)).woven();
    assertThat(weaving.changed()).isFalse();
    assertThat(weaving.findings())
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.message()).contains("too large").contains("split"));
  }

  private static String body(int awaits) {
    return """
    class T { static Future<Long> f(Future<Integer> x, int a, long b, String c, double d) {
      return async(() -> { int i = a; long l = b; String s = c; double e = d;
    """
        + "i += await(x); l += i; s += l; e += i;\n".repeat(awaits)
        + "return l + s.length() + (long) e; }); } }";
  }
}
