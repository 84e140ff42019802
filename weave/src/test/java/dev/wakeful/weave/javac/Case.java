package dev.wakeful.weave.javac;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;

/// A piece of code, and what the compiler must say of it.
///
/// A file of cases has a line `=== name` before each. Options follow in a line `options: ...`. Code
/// without a class of its own becomes the members of one. A line `// ^ error: text` says that the
/// line above has an error at the column of `^`, whose message has this text; a code without such
/// lines must compile in silence.
///
/// @param name what it shows
/// @param options for javac
/// @param source the code
/// @param expected what must be said, by line and column
record Case(String name, List<String> options, String source, List<Expected> expected) {
  private static final Pattern MARKER = Pattern.compile("\\s*//\\s*(\\^) (error|warning): (.*)");
  private static final String BEGIN =
      """
      import static dev.wakeful.async.Async.*;
      import dev.wakeful.async.*;
      import dev.wakeful.future.Future;
      import dev.wakeful.stream.Stream;
      import dev.wakeful.task.*;
      import java.util.concurrent.*;
      import java.util.concurrent.locks.*;
      import java.util.function.*;
      import java.util.*;

      class Case extends Kit {
      """;

  /// One thing to be said.
  record Expected(Diagnostic.Kind kind, long line, long column, String part) {
    boolean matches(Compile.Said said) {
      return said.kind() == kind
          && said.line() == line
          && said.column() == column
          && said.message().contains(part);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  /// The cases of a file beside this class.
  static List<Case> read(String file) {
    List<Case> cases = new ArrayList<>();
    String text;
    try (InputStream in = Objects.requireNonNull(Case.class.getResourceAsStream(file), file)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(file, e);
    }
    for (String each : text.split("(?m)^=== ", -1)) {
      if (!each.isBlank()) {
        cases.add(parse(each));
      }
    }
    return cases;
  }

  private static Case parse(String text) {
    int end = text.indexOf('\n');
    String name = text.substring(0, end).strip();
    String code = text.substring(end + 1);
    List<String> options = List.of();
    if (code.startsWith("options: ")) {
      int line = code.indexOf('\n');
      options = List.of(code.substring("options: ".length(), line).strip().split(" ", -1));
      code = code.substring(line + 1);
    }
    boolean whole = Pattern.compile("(?m)^(public |final )*class Case\\b").matcher(code).find();
    String source = whole ? BEGIN.replaceAll("\nclass[\\s\\S]*", "") + code : BEGIN + code + "}\n";
    return new Case(name, options, source, expected(source));
  }

  private static List<Expected> expected(String source) {
    List<Expected> expected = new ArrayList<>();
    List<String> lines = source.lines().toList();
    int code = 0;
    for (int i = 0; i < lines.size(); i++) {
      Matcher marker = MARKER.matcher(lines.get(i));
      if (marker.matches()) {
        expected.add(
            new Expected(
                marker.group(2).equals("error") ? Diagnostic.Kind.ERROR : Diagnostic.Kind.WARNING,
                code,
                marker.start(1) + 1,
                marker.group(3).strip()));
      } else {
        code = i + 1;
      }
    }
    return expected;
  }
}
