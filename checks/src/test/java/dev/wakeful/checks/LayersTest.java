package dev.wakeful.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayersTest {
  @TempDir Path temporary;

  private static JavaClasses library() {
    return Layers.read(House.present().stream().map(House::classes).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.wakeful.env",
        "dev.wakeful.task",
        "dev.wakeful.future",
        "dev.wakeful.stream",
        "dev.wakeful.io"
      })
  void insideCoreArrowsPointDown(String home) {
    JavaClasses core = Layers.read(List.of(House.classes("core")));
    assertThat(core.stream().filter(type -> type.getPackageName().equals(home))).isNotEmpty();
    assertThat(Layers.violations(Layers.pointsDown(home), core)).isEmpty();
  }

  @Test
  void everyPackageOfCoreHasItsPlaceInTheOrder() {
    assertThat(
            Code.in(List.of(House.classes("core"))).classes().keySet().stream()
                .map(Code::packageOf)
                .distinct())
        .containsExactlyInAnyOrderElementsOf(Layers.CORE.keySet());
  }

  @Test
  void noPackageIsInARing() {
    assertThat(Layers.violations(Layers.NO_RINGS, library())).isEmpty();
  }

  @Test
  void theFuturesOfTheJdkStayOutside() {
    assertThat(Layers.violations(Layers.NO_FOREIGN_FUTURES, library())).isEmpty();
  }

  @Test
  void publicTypesLiveInExportedPackages() throws IOException {
    for (String module : House.present()) {
      assertThat(Exports.hidden(House.classes(module))).as(module).isEmpty();
    }
  }

  @Test
  void arrowsUpAreFoundInCodeSignaturesAndAnnotations() {
    Planted.compileTo(
        temporary,
        Map.of(
            "dev.wakeful.env.KnowsTask",
            "package dev.wakeful.env; class KnowsTask { dev.wakeful.task.Waker waker; }",
            "dev.wakeful.task.KnowsFuture",
            """
            package dev.wakeful.task;
            class KnowsFuture { void go() { dev.wakeful.future.Future.ready(1); } }
            """,
            "dev.wakeful.future.KnowsStream",
            """
            package dev.wakeful.future;
            class KnowsStream { java.util.List<dev.wakeful.stream.Stream<String>> list; }
            """,
            "dev.wakeful.stream.KnowsIo",
            "package dev.wakeful.stream; class KnowsIo { dev.wakeful.io.AsyncRead[] array; }",
            "dev.wakeful.io.KnowsMarked",
            "package dev.wakeful.io; @dev.wakeful.above.Mark class KnowsMarked {}",
            "dev.wakeful.above.Mark",
            "package dev.wakeful.above; public @interface Mark {}",
            "dev.wakeful.io.PointsDown",
            "package dev.wakeful.io; class PointsDown { dev.wakeful.future.Future<?> down; }"));
    JavaClasses planted = Layers.read(List.of(temporary));

    Map.of(
            "dev.wakeful.env", "KnowsTask",
            "dev.wakeful.task", "KnowsFuture",
            "dev.wakeful.future", "KnowsStream",
            "dev.wakeful.stream", "KnowsIo",
            "dev.wakeful.io", "KnowsMarked")
        .forEach((home, culprit) ->
            assertThat(Layers.violations(Layers.pointsDown(home), planted))
                .as(home)
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found).contains(culprit)));
  }

  @Test
  void aRingOfThreeIsFound() {
    Planted.compileTo(
        temporary,
        Map.of(
            "dev.wakeful.a.A",
            "package dev.wakeful.a; public class A { dev.wakeful.b.B next; }",
            "dev.wakeful.b.B",
            "package dev.wakeful.b; public class B { dev.wakeful.c.C next; }",
            "dev.wakeful.c.C",
            "package dev.wakeful.c; public class C { dev.wakeful.a.A next; }",
            "dev.wakeful.d.D",
            "package dev.wakeful.d; public class D { dev.wakeful.a.A next; }"));

    assertThat(Layers.violations(Layers.NO_RINGS, Layers.read(List.of(temporary))))
        .singleElement()
        .asString()
        .contains("Slice a", "Slice b", "Slice c")
        .doesNotContain("Slice d");
  }

  @Test
  void aFutureOfTheJdkIsFound() {
    Planted.compileTo(
        temporary,
        Map.of(
            "planted.Bridge",
            """
            package planted;
            class Bridge { Object go() { return new java.util.concurrent.CompletableFuture<>(); } }
            """));

    assertThat(Layers.violations(Layers.NO_FOREIGN_FUTURES, Layers.read(List.of(temporary))))
        .isNotEmpty()
        .allSatisfy(found -> assertThat(found).contains("planted.Bridge"));
  }

  @Test
  void aPublicTypeInAPackageThatIsNotExportedIsFound() throws IOException {
    Planted.compileTo(
        temporary,
        Map.of(
            "module-info",
            "module planted { exports planted.open; exports planted.friends to planted; }",
            "planted.open.Seen",
            "package planted.open; public class Seen {}",
            "planted.shut.Hidden",
            "package planted.shut; public class Hidden {}",
            "planted.shut.Own",
            "package planted.shut; class Own {}",
            "planted.friends.Friend",
            "package planted.friends; public class Friend {}"));

    assertThat(Exports.hidden(temporary))
        .containsExactly(
            "planted.friends.Friend is public in a package that is not exported",
            "planted.shut.Hidden is public in a package that is not exported");
  }
}
