package dev.wakeful.weave.javac;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChecksTest {
  private static final List<String> FILES =
      List.of(
          "await-place.cases",
          "body-reference.cases",
          "serializable-body.cases",
          "lock.cases",
          "thread-bound.cases",
          "unused-future.cases",
          "blocking.cases",
          "options.cases");

  private static final Compile.Source KIT =
      new Compile.Source(
          "Kit.java",
          """
          import dev.wakeful.future.Future;
          import dev.wakeful.task.*;
          class Kit {
            static Future<String> text() { return Future.ready(""); }
            static Future<Integer> number(int n) { return Future.ready(n); }
            static <T> Handle<T> spawn(@AnyThread Future<T> future) { return null; }
            static <T> void spawnFunction(@AnyThread dev.wakeful.async.AsyncFunction<Bound, T> f) {}
            static <T> T blockOn(Future<T> future) { return null; }
            @MayIgnore interface Handle<T> extends Future<T> {}
            @NotShareable static class Bound { void use() {} String text() { return ""; } }
            static class Derived extends Bound {}
            @NotShareable static Object bound() { return ""; }
            static void use(Object... all) {}
          }
          """);

  static Stream<Case> cases() {
    return FILES.stream().flatMap(file -> Case.read(file).stream());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysThisAndNothingElse(Case each, @TempDir Path out) {
    List<String> options = new ArrayList<>(List.of("-proc:full"));
    options.addAll(each.options());
    Compile.Result result =
        Compile.toDirectory(out, options, KIT, new Compile.Source("Case.java", each.source()));
    List<Compile.Said> unexpected = new ArrayList<>(result.said());
    List<Case.Expected> missing = new ArrayList<>(each.expected());
    missing.removeIf(expected -> {
      var found = unexpected.stream().filter(expected::matches).findFirst();
      found.ifPresent(unexpected::remove);
      return found.isPresent();
    });
    assertThat(unexpected).as("said, and not expected, of%n%s", numbered(each)).isEmpty();
    assertThat(missing).as("expected, and not said, of%n%s", numbered(each)).isEmpty();
    assertThat(result.success())
        .isEqualTo(each.expected().stream().noneMatch(e -> e.kind() == Diagnostic.Kind.ERROR));
  }

  @Test
  void thereAreManyCasesOfBothKinds() {
    assertThat(cases().filter(each -> !each.expected().isEmpty()).count())
        .isGreaterThanOrEqualTo(60);
    assertThat(cases().filter(each -> each.expected().isEmpty()).count())
        .isGreaterThanOrEqualTo(30);
    assertThat(cases().map(Case::name)).doesNotHaveDuplicates();
  }

  private static String numbered(Case each) {
    StringBuilder text = new StringBuilder();
    int[] line = {0};
    each.source().lines().forEach(l -> text.append(++line[0]).append(": ").append(l).append('\n'));
    return text.toString();
  }
}
