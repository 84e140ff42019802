package dev.wakeful.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTest {
  @TempDir Path temporary;
  private Path classes;

  @BeforeEach
  void makeDirectory() throws IOException {
    classes = Files.createDirectory(temporary.resolve("classes"));
  }

  /// A class with so many bodies, each the value of its number.
  private static String withBodies(int count) {
    StringBuilder text = new StringBuilder("package a.b; import dev.wakeful.future.Future;");
    text.append("import static dev.wakeful.async.Async.*; public class C {");
    for (int i = 0; i < count; i++) {
      text.append("public static Future<Integer> f").append(i);
      text.append("() { return async(() -> await(Future.ready(").append(i).append("))); }\n");
    }
    return text.append("}").toString();
  }

  @Test
  void aClassIsReplacedAndItsFramesLieBesideIt() throws Exception {
    DirectoryFixture.compile(
        classes, Map.of("a.b.C", withBodies(2), "a.Plain", "package a; class Plain {}"));

    Directory.Report report = Directory.weave(classes);

    assertThat(report).isEqualTo(new Directory.Report(1, 0, java.util.List.of()));
    assertThat(DirectoryFixture.files(classes))
        .containsExactly(
            "a/Plain.class", "a/b/C$async$0.class", "a/b/C$async$1.class", "a/b/C.class");
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, DirectoryTest.class.getClassLoader())) {
      Object future = loader.loadClass("a.b.C").getMethod("f1").invoke(null);
      assertThat(future.getClass().getName()).isEqualTo("a.b.C$async$1");
    }
  }

  @Test
  void aSecondRunChangesNothingNotEvenATime() throws Exception {
    DirectoryFixture.compile(classes, Map.of("a.b.C", withBodies(3)));
    Directory.weave(classes);
    for (String name : DirectoryFixture.files(classes)) {
      Files.setLastModifiedTime(classes.resolve(name), FileTime.fromMillis(1_000_000));
    }
    Map<String, String> before = DirectoryFixture.contents(classes, true);

    assertThat(Directory.weave(classes).woven()).isZero();
    assertThat(DirectoryFixture.contents(classes, true)).isEqualTo(before);
  }

  @Test
  void theSameClassesGiveTheSameBytes() throws Exception {
    Path other = Files.createDirectory(temporary.resolve("other"));
    DirectoryFixture.compile(classes, Map.of("a.b.C", withBodies(5)));
    DirectoryFixture.compile(other, Map.of("a.b.C", withBodies(5)));
    Directory.weave(classes);
    Directory.weave(other);

    assertThat(DirectoryFixture.contents(other, false))
        .isEqualTo(DirectoryFixture.contents(classes, false));
  }

  @Test
  void framesOfBodiesThatAreGoneAreDeletedAndTheOthersStay() throws Exception {
    DirectoryFixture.compile(classes, Map.of("a.b.C", withBodies(3)));
    Directory.weave(classes);
    DirectoryFixture.compile(classes, Map.of("a.b.C", withBodies(1)));

    Directory.Report report = Directory.weave(classes);

    assertThat(report.woven()).isEqualTo(1);
    assertThat(report.removed()).isEqualTo(2);
    assertThat(DirectoryFixture.files(classes))
        .containsExactly("a/b/C$async$0.class", "a/b/C.class");
  }

  @Test
  void framesOfAClassThatIsGoneOrHasNoBodiesAreDeleted() throws Exception {
    DirectoryFixture.compile(classes, Map.of("a.b.C", withBodies(2)));
    Directory.weave(classes);
    DirectoryFixture.compile(classes, Map.of("a.b.C", "package a.b; class C {}"));

    assertThat(Directory.weave(classes).removed()).isEqualTo(2);

    DirectoryFixture.compile(classes, Map.of("a.b.C", withBodies(2)));
    Directory.weave(classes);
    Files.delete(classes.resolve("a/b/C.class"));

    assertThat(Directory.weave(classes).removed()).isEqualTo(2);
    assertThat(DirectoryFixture.files(classes)).isEmpty();
  }

  @Test
  void aClassOfSomebodyElseThatIsNamedLikeAFrameStays() throws Exception {
    DirectoryFixture.compile(
        classes, Map.of("a.C$async$0", "package a; public class C$async$0 {}"));

    assertThat(Directory.weave(classes).removed()).isZero();
    assertThat(DirectoryFixture.files(classes)).containsExactly("a/C$async$0.class");
  }

  @Test
  void aClassWithAnErrorStaysAsItIsAndTheOthersAreWoven() throws Exception {
    DirectoryFixture.compileUnchecked(
        classes,
        Map.of(
            "a.Bad",
            """
            package a;
            class Bad {
              Object lock = new Object();
              int go(dev.wakeful.future.Future<Integer> f) throws Exception {
                return dev.wakeful.async.Async.await(f);
              }
            }
            """,
            "a.b.C",
            withBodies(1)));
    String bad = DirectoryFixture.contents(classes, false).get("a/Bad.class");

    Directory.Report report = Directory.weave(classes);

    assertThat(report.failed()).isTrue();
    assertThat(report.woven()).isEqualTo(1);
    assertThat(report.findings())
        .singleElement()
        .asString()
        .startsWith("Bad.java:5: error: await outside an async body");
    assertThat(DirectoryFixture.contents(classes, false)).containsEntry("a/Bad.class", bad);
  }

  @Test
  void aFileThatIsNoClassIsNamed() throws Exception {
    Files.writeString(
        Files.createDirectory(classes.resolve("a")).resolve("No.class"), "dev/wakeful/async/");

    assertThat(Directory.weave(classes).findings())
        .singleElement()
        .asString()
        .startsWith(Path.of("a", "No.class") + ": error: this class file can't be read");
    assertThat(DirectoryVerifier.verify(classes)).hasSize(1);
  }
}
