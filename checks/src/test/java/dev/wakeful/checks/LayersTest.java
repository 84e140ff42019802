package dev.wakeful.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersTest {
  @TempDir Path temporary;

  @Test
  void insideCoreArrowsPointDown() {
    assertThat(Layers.upward(House.library(), Layers.CORE)).isEmpty();
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
    assertThat(Layers.rings(House.library())).isEmpty();
  }

  @Test
  void theFuturesOfTheJdkStayOutside() {
    assertThat(Waiver.apply(Layers.foreignFutures(House.library()), Layers.ADAPTERS)).isEmpty();
  }

  @Test
  void publicTypesLiveInExportedPackages() throws IOException {
    for (String module : House.present()) {
      assertThat(Layers.hidden(House.classes(module))).as(module).isEmpty();
    }
  }

  @Test
  void arrowsUpAreFoundInCodeSignaturesAndAnnotations() {
    Code code =
        Planted.compile(
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

    assertThat(Layers.upward(code, Layers.CORE))
        .extracting(found -> found.place() + " " + found.what())
        .contains(
            "dev.wakeful.env.KnowsTask dev.wakeful.task.Waker",
            "dev.wakeful.task.KnowsFuture dev.wakeful.future.Future",
            "dev.wakeful.future.KnowsStream dev.wakeful.stream.Stream",
            "dev.wakeful.stream.KnowsIo dev.wakeful.io.AsyncRead",
            "dev.wakeful.io.KnowsMarked dev.wakeful.above.Mark")
        .noneMatch(found -> found.contains("PointsDown"));
  }

  @Test
  void aRingOfThreeIsFoundFromEachOfItsPackages() {
    Code code =
        Planted.compile(
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

    assertThat(Layers.rings(code))
        .containsExactly(
            "dev.wakeful.a -> dev.wakeful.b -> dev.wakeful.c -> dev.wakeful.a",
            "dev.wakeful.b -> dev.wakeful.c -> dev.wakeful.a -> dev.wakeful.b",
            "dev.wakeful.c -> dev.wakeful.a -> dev.wakeful.b -> dev.wakeful.c");
  }

  @Test
  void aFutureOfTheJdkIsFoundUnlessItsAdapterIsNamed() {
    Code code =
        Planted.compile(
            temporary,
            Map.of(
                "planted.Bridge",
                """
                package planted;
                class Bridge { Object go() { return new java.util.concurrent.CompletableFuture<>(); } }
                """));
    Waiver adapter =
        new Waiver("planted.Bridge", "java.util.concurrent.CompletableFuture", "an adapter");

    List<Finding> findings = Layers.foreignFutures(code);

    assertThat(Waiver.apply(findings, List.of())).hasSize(1);
    assertThat(Waiver.apply(findings, List.of(adapter))).isEmpty();
    assertThat(Waiver.apply(List.of(), List.of(adapter)))
        .singleElement()
        .asString()
        .contains("stale");
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

    assertThat(Layers.hidden(temporary))
        .containsExactly(
            "planted.friends.Friend is public in a package that is not exported",
            "planted.shut.Hidden is public in a package that is not exported");
  }
}
