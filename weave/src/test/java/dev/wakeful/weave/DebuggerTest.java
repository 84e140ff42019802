package dev.wakeful.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program that was compiled with `-g` and woven, in a debugger.
final class DebuggerTest {
  private static final String PROGRAM =
      """
      import static dev.wakeful.async.Async.*;
      import dev.wakeful.future.*;
      import dev.wakeful.task.*;
      public class Program {
        static Future<Integer> ready(int value) { return Future.ready(value); }
        static Future<Integer> later(int value) {
          int[] polls = {0};
          return Future.pollFn(cx -> polls[0]++ == 0 ? Poll.pending() : Poll.ready(value));
        }
        static Future<String> body(Future<Integer> given, int factor) {
          return async(() -> {
            int first = await(later(20));
            String text = "n" + first;
            long wide = first * 2L;
            int second = await(given);
            for (int i = 1; i < 3; i++) {
              second += await(later(i));
              text += i;
            }
            return text + wide + second * factor;
          });
        }
        static Future<Integer> steps() {
          return async(() -> {
            int a = await(ready(1));
            int b = await(ready(2))
                + await(ready(3));
            a += b;
            return a;
          });
        }
        static Future<Integer> cleaning(Future<Integer> given, String name) {
          return async(() -> {
            int before = 7;
            try {
              return await(given);
            } catch (IllegalStateException e) {
              before++;
              return 0;
            } finally {
              before += name.length();
            }
          });
        }
        static Future<Integer> outer() {
          return async(() -> {
            int mine = 5;
            int got = await(cleaning(later(1), "in"));
            return mine + got;
          });
        }
        static <T> T run(Future<T> future) throws Exception {
          Context cx = Context.of(Waker.noop());
          while (true) {
            if (future.poll(cx) instanceof Poll.Ready<T>(T value)) {
              return value;
            }
          }
        }
        public static void main(String[] args) throws Exception {
          if (!run(body(later(1), 3)).equals("n20124012")) { throw new AssertionError(); }
          run(steps());
          run(outer());
          boolean[] polled = {false};
          run(cleaning(Future.pollFn(cx -> {
            if (polled[0]) { throw new IllegalStateException(); }
            polled[0] = true;
            return Poll.pending();
          }), "failing"));
          Future<Integer> cancelled = cleaning(Future.pending(), "cancelled");
          cancelled.poll(Context.of(Waker.noop()));
          cancelled.cancel();
        }
      }
      """;

  @TempDir Path temporary;

  private static int line(String text) {
    List<String> lines = PROGRAM.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i + 1;
      }
    }
    throw new AssertionError("no line with " + text);
  }

  private Debuggee start(String... breakpoints) throws Exception {
    Path classes = Files.createDirectories(temporary.resolve("classes"));
    DirectoryFixture.compile(
        classes, Map.of("Program", PROGRAM), List.of("-g", "-cp", DirectoryFixture.libraryPath()));
    assertThat(Directory.weave(classes).woven()).isEqualTo(1);
    String path = classes + File.pathSeparator + DirectoryFixture.libraryPath();
    return new Debuggee(
        path, "Program", List.of(breakpoints).stream().map(DebuggerTest::line).toList());
  }

  @Test
  void variablesInScopeHaveTheirNamesAndValuesAfterAnAwait() throws Exception {
    try (Debuggee program = start("long wide", "for (int", "text += i", "return text")) {
      String future = program.go() > 0 ? program.variables().get("given") + "" : "";
      assertThat(program.variables())
          .isEqualTo(Map.of("first", "20", "text", "n20", "factor", "3", "given", future));
      assertThat(program.go()).isEqualTo(line("for (int"));
      assertThat(program.variables())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "first", "20", "text", "n20", "wide", "40", "second", "1", "factor", "3", "given",
                  future));
      assertThat(program.go()).isEqualTo(line("text += i"));
      assertThat(program.variables()).containsEntry("i", "1").containsEntry("second", "2");
      List<Integer> lines = new ArrayList<>();
      for (int line = program.go(); line != line("return text"); line = program.go()) {
        lines.add(line);
      }
      assertThat(lines).contains(line("text += i"));
      assertThat(program.variables())
          .isEqualTo(
              Map.of(
                  "first", "20", "text", "n2012", "wide", "40", "second", "4", "factor", "3",
                  "given", future));
      assertThat(program.go()).isZero();
    }
  }

  @Test
  void steppingOverAnAwaitThatIsReadyStopsAtTheNextLine() throws Exception {
    try (Debuggee program = start("int a = await")) {
      assertThat(program.go()).isEqualTo(line("int a = await"));
      assertThat(program.stepOver()).isEqualTo(line("int b = await"));
      assertThat(program.variables()).isEqualTo(Map.of("a", "1"));
      int next = program.stepOver();
      while (next == line("int b = await") || next == line("+ await(ready(3))")) {
        next = program.stepOver();
      }
      assertThat(next).isEqualTo(line("a += b"));
      assertThat(program.variables()).isEqualTo(Map.of("a", "1", "b", "5"));
      assertThat(program.stepOver()).isEqualTo(line("return a;"));
      assertThat(program.variables()).isEqualTo(Map.of("a", "6", "b", "5"));
    }
  }

  @Test
  void steppingGoesOnAfterASuspension() throws Exception {
    try (Debuggee program = start("String text")) {
      assertThat(program.go()).isEqualTo(line("String text"));
      assertThat(program.stepOver()).isEqualTo(line("long wide"));
      assertThat(program.stepOver()).isEqualTo(line("int second"));
      assertThat(program.stack())
          .containsExactly(
              "body:" + line("int second"),
              "run:" + line("if (future.poll"),
              "main:" + line("n20124012"));
    }
  }

  @Test
  void steppingOverAnAwaitThatIsPendingStopsWhereTheBodyIsPolled() throws Exception {
    try (Debuggee program = start("int first = await", "String text")) {
      assertThat(program.go()).isEqualTo(line("int first = await"));
      assertThat(program.stepOver()).isEqualTo(line("if (future.poll"));
      assertThat(program.go()).isEqualTo(line("String text"));
    }
  }

  @Test
  void aBreakpointIsHitOncePerArrival() throws Exception {
    try (Debuggee program = start("int first = await", "second += await", "int second")) {
      List<Integer> hits = new ArrayList<>();
      for (int line = program.go(); line > 0; line = program.go()) {
        hits.add(line);
      }
      assertThat(hits)
          .containsExactly(
              line("int first = await"),
              line("int second"),
              line("second += await"),
              line("second += await"));
    }
  }

  @Test
  void aBreakpointAtAnAwaitIsHitWhereItIsCancelled() throws Exception {
    try (Debuggee program = start("return await(given)")) {
      List<String> names = new ArrayList<>();
      for (int line = program.go(); line > 0; line = program.go()) {
        names.add(program.variables().getOrDefault("name", "?"));
      }
      // the compiler gives the line to the return behind the `finally`, too
      assertThat(names).containsExactly("in", "in", "failing", "cancelled", "?");
    }
  }

  @Test
  void cleanUpSeesTheVariablesOfTheBodyItEnds() throws Exception {
    try (Debuggee program = start("before += name", "before++")) {
      String future = program.go() > 0 ? program.variables().get("given") + "" : "";
      assertThat(program.variables())
          .isEqualTo(Map.of("before", "7", "name", "in", "given", future));
      assertThat(program.stack())
          .containsExactly(
              "cleaning:" + line("before += name"),
              "outer:" + line("int got"),
              "run:" + line("if (future.poll"),
              "main:" + line("run(outer())"));
      assertThat(program.go()).isEqualTo(line("before++"));
      assertThat(program.variables())
          .isEqualTo(
              Map.of(
                  "before",
                  "7",
                  "name",
                  "failing",
                  "given",
                  future,
                  "e",
                  "java.lang.IllegalStateException"));
      assertThat(program.go()).isEqualTo(line("before += name"));
      assertThat(program.variables()).containsEntry("before", "8").containsEntry("name", "failing");
      assertThat(program.go()).isEqualTo(line("before += name"));
      assertThat(program.variables())
          .containsEntry("before", "7")
          .containsEntry("name", "cancelled")
          .containsKey("given")
          .doesNotContainEntry("given", "null");
      assertThat(program.go()).isZero();
    }
  }
}
