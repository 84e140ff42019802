package dev.wakeful.weave;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private static final String BODIES =
      """
      package a;
      import static dev.wakeful.async.Async.*;
      import dev.wakeful.async.*;
      import dev.wakeful.future.Future;
      class C {
        Future<Integer> made(Future<Integer> f) {
          return async(() -> 1 + await(f));
        }
        AsyncFunction<Integer, String> kept =
            number -> await(Future.ready("x")) + number;
        Future<Integer> referenced() {
          return async(C::one);
        }
        Future<Integer> length(String text) {
          return async(text::length);
        }
        private static Integer one() throws Exception {
          return await(Future.ready(1));
        }
        void leftOut() {
          if (false) {
            async(() -> await(Future.ready(1)));
          }
        }
      }
      """;

  @TempDir Path temporary;
  private Path classes;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void makeDirectory() throws IOException {
    classes = Files.createDirectory(temporary.resolve("classes"));
  }

  private int run(Object... arguments) {
    out.reset();
    err.reset();
    return Main.run(
        List.of(arguments).stream().map(Object::toString).toList(),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }

  private List<String> lines(ByteArrayOutputStream stream) {
    return stream.toString(UTF_8).lines().toList();
  }

  @Test
  void whatWasWovenVerifies() throws Exception {
    DirectoryFixture.compile(classes, Map.of("a.C", BODIES));

    assertThat(run(classes)).isZero();
    assertThat(lines(out))
        .containsExactly(classes + ": 1 classes woven, 0 stale frame classes removed");
    assertThat(run("--verify", classes)).as(err.toString(UTF_8)).isZero();
    assertThat(lines(out)).isEmpty();
    assertThat(run(classes)).isZero();
    assertThat(lines(out)).isEmpty();
    assertThat(lines(err)).isEmpty();
  }

  @Test
  void eachBodyAndAwaitThatIsNotWovenIsNamedAndNothingIsChanged() throws Exception {
    DirectoryFixture.compile(classes, Map.of("a.C", BODIES));
    Map<String, String> before = DirectoryFixture.contents(classes, true);

    assertThat(run("--verify", classes)).isEqualTo(1);
    assertThat(lines(err))
        .extracting(line -> line.replaceFirst(";.*", ""))
        .containsExactlyInAnyOrder(
            "C.java:7: error: a.C has an async body that is not woven",
            "C.java:7: error: a.C has an await that is not woven",
            "C.java:9: error: a.C has an async body that is not woven",
            "C.java:10: error: a.C has an await that is not woven",
            "C.java:12: error: a.C has an async body that is not woven",
            "C.java:15: error: a.C has an async body that is not woven",
            "C.java:18: error: a.C has an await that is not woven");
    assertThat(DirectoryFixture.contents(classes, true)).isEqualTo(before);
  }

  @Test
  void aBodyThatIsWrittenAsAClassIsFoundThoughTheWeaverPassesOverIt() throws Exception {
    DirectoryFixture.compile(
        classes,
        Map.of(
            "a.Written",
            """
            package a;
            class Written implements dev.wakeful.async.AsyncBody<Integer> {
              public Integer run() { return 1; }
            }
            """));

    assertThat(run(classes)).isZero();
    assertThat(run("--verify", classes)).isEqualTo(1);
    assertThat(lines(err))
        .containsExactly(
            "Written.java: error: a.Written is an async body written as a class, which is never"
                + " woven; use a lambda");
  }

  @Test
  void whyAClassCannotBeWovenIsSaidByVerifyToo() throws Exception {
    DirectoryFixture.compileUnchecked(
        classes,
        Map.of(
            "a.Plain",
            """
            package a;
            class Plain {
              static int go() throws Exception {
                return dev.wakeful.async.Async.await(dev.wakeful.future.Future.ready(1));
              }
            }
            """));

    assertThat(run("--verify", classes)).isEqualTo(1);
    assertThat(lines(err))
        .singleElement()
        .asString()
        .startsWith("Plain.java:4: error: await outside an async body: `go` is a plain method");
  }

  @Test
  void aFrameThatIsMissingIsNamed() throws Exception {
    DirectoryFixture.compile(classes, Map.of("a.C", BODIES));
    run(classes);
    Files.delete(classes.resolve("a/C$async$1.class"));

    assertThat(run("--verify", classes)).isEqualTo(1);
    assertThat(lines(err))
        .containsExactly(
            "C.java: error: a.C is woven, and C$async$1.class is missing beside it; compile it"
                + " again");
  }

  @Test
  void misuseIsExplained() {
    assertThat(run()).isEqualTo(2);
    assertThat(lines(err).getFirst()).contains("no directory was given");
    assertThat(run("--verfy", classes)).isEqualTo(2);
    assertThat(lines(err).getFirst()).contains("there is no option --verfy");
    assertThat(run(temporary.resolve("none"))).isEqualTo(2);
    assertThat(lines(err).getFirst()).endsWith("none is not a directory");
    assertThat(lines(err).getLast()).startsWith("usage: ");
  }
}
