package dev.wakeful.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page of all features this library has set out to have, the methods and the tests of each:
/// `docs/rows.md`.
///
/// The list is `pages/rows.txt`; the tests are found by their tags.
final class RowTable {
  private static final Pattern ID = Pattern.compile("[CFMRWX]-\\d+");

  private static final Pattern TAG_OR_NAME =
      Pattern.compile(
          "(?m)^ *@Tag\\(\"([\\w-]+)\"\\)|^(?:\\w+ )*class (\\w+)|^ +(?:\\w+ )*void (\\w+)\\(");

  private final List<Row> rows;
  private final Operations operations;
  private final Map<String, List<String>> tests;

  RowTable(List<Row> rows, Operations operations, Map<String, List<String>> tests) {
    this.rows = rows;
    this.operations = operations;
    this.tests = tests;
  }

  /// A feature.
  ///
  /// @param id its name in tags
  /// @param rank `M` for what must be there, `S` for what should, `L` for what is there all the
  ///   same
  /// @param feature what it is
  /// @param methods where it is; none when it is not there
  /// @param reason why it is not there, or what of it is not
  record Row(String id, String rank, String feature, List<String> methods, String reason) {
    boolean isDone() {
      return !methods.isEmpty();
    }

    /// A line `id | M | feature | methods | reason`.
    static Row of(String line) {
      String[] cells = line.split("\\|", -1);
      if (cells.length != 5) {
        throw new IllegalArgumentException("not a row of five cells: " + line);
      }
      String methods = cells[3].trim();
      return new Row(
          cells[0].trim(),
          cells[1].trim(),
          cells[2].trim(),
          methods.isEmpty() ? List.of() : List.of(methods.split(",\\s*")),
          cells[4].trim());
    }
  }

  /// Adds the tests of a source to those of each tag.
  static void collect(String source, Map<String, List<String>> byTag) {
    List<String> pending = new ArrayList<>();
    String type = "";
    Matcher found = TAG_OR_NAME.matcher(source);
    while (found.find()) {
      String method = found.group(3);
      if (found.group(1) != null) {
        pending.add(found.group(1));
        continue;
      }
      type = found.group(2) != null ? found.group(2) : type;
      String name = method != null ? type + "." + method : type;
      pending.forEach(tag -> byTag.computeIfAbsent(tag, none -> new ArrayList<>()).add(name));
      pending.clear();
    }
  }

  /// What is claimed and not so.
  List<String> findings() {
    List<String> findings = new ArrayList<>();
    Map<String, Row> byId = new LinkedHashMap<>();
    for (Row row : rows) {
      if (byId.put(row.id(), row) != null) {
        findings.add(row.id() + " stands there twice");
      }
      if (row.isDone() && !tests.containsKey(row.id())) {
        findings.add(row.id() + " (" + row.feature() + ") is claimed and no test has its tag");
      }
      if (!row.isDone() && row.reason().isEmpty()) {
        findings.add(row.id() + " (" + row.feature() + ") has neither methods nor a reason");
      }
      for (String method : row.methods()) {
        if (!operations.has(method)) {
          findings.add(row.id() + " claims " + method + ", which is not there");
        }
      }
    }
    for (String tag : new TreeSet<>(tests.keySet())) {
      if (ID.matcher(tag).matches() && !byId.containsKey(tag)) {
        findings.add(tests.get(tag) + " has the tag " + tag + ", which is no row");
      }
    }
    return findings;
  }

  /// The page.
  String page() {
    StringBuilder page = new StringBuilder(Pages.GENERATED);
    page.append(
        """
        # What there is, and what proves it

        The features of the `futures` crate, of `tokio-stream` and of the macros of Tokio that this library sets out to
        have, by the numbers that its tests carry as tags. *M*: must be there. *S*: should be. *L*: is there all the same.

        """);
    page.append("There: ")
        .append(doneOf("M") + " that must be, ")
        .append(doneOf("S") + " that should be.\n");
    page.append("\n| row | | feature | methods | tests |\n|---|---|---|---|---|\n");
    rows.stream().filter(Row::isDone).forEach(row -> page.append(line(row)));
    page.append("\n## Not there\n\n| row | | feature | why |\n|---|---|---|---|\n");
    rows.stream()
        .filter(row -> !row.isDone())
        .forEach(row ->
            page.append(
                String.join(" | ", "| " + row.id(), row.rank(), row.feature(), row.reason())
                    + " |\n"));
    return page.toString();
  }

  private String line(Row row) {
    String feature = row.reason().isEmpty() ? row.feature() : row.feature() + "; " + row.reason();
    List<String> proofs = tests.getOrDefault(row.id(), List.of());
    return String.join(
            " | ",
            "| " + row.id(),
            row.rank(),
            feature,
            quoted(row.methods()),
            quoted(new ArrayList<>(new TreeSet<>(proofs))))
        + " |\n";
  }

  private String doneOf(String rank) {
    List<Row> ranked = rows.stream().filter(row -> row.rank().equals(rank)).toList();
    return ranked.stream().filter(Row::isDone).count() + " of " + ranked.size();
  }

  private static String quoted(List<String> names) {
    return names.isEmpty() ? "" : "`" + String.join("`, `", names) + "`";
  }
}
