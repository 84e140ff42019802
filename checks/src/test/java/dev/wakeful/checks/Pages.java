package dev.wakeful.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The pages of `docs` that are made of the sources. To write them anew: `java
/// checks/src/test/java/dev/wakeful/checks/Pages.java`.
final class Pages {
  /// The first line of each.
  static final String GENERATED =
      "<!-- written by checks/src/test/java/dev/wakeful/checks/Pages.java; do not edit -->\n\n";

  private Pages() {}

  /// Writes all of them.
  public static void main(String[] arguments) throws IOException {
    for (Map.Entry<String, String> page : all().entrySet()) {
      Files.writeString(House.root().resolve(page.getKey()), page.getValue());
    }
  }

  /// File and text of each.
  static Map<String, String> all() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("docs/rows.md", rows().page());
    pages.put("docs/cancel-safety.md", cancelSafety().page());
    return pages;
  }

  static RowTable rows() {
    Map<String, List<String>> tests = new TreeMap<>();
    for (Path file : House.sources("java")) {
      if (House.name(file).contains("/src/test/java/")) {
        RowTable.collect(House.read(file), tests);
      }
    }
    List<RowTable.Row> rows = lines("rows.txt").stream().map(RowTable.Row::of).toList();
    return new RowTable(rows, operations(House.present()), tests);
  }

  static CancelSafety cancelSafety() {
    Map<String, String> excused = new LinkedHashMap<>();
    for (String line : lines("not-cancel-safe.txt")) {
      String[] cells = line.split("\\|", 2);
      excused.put(cells[0].trim(), cells.length > 1 ? cells[1].trim() : "");
    }
    // the futures of the test kit are not run in programs
    List<String> modules =
        House.present().stream().filter(each -> !each.equals("testkit")).toList();
    return new CancelSafety(operations(modules), excused);
  }

  /// What users see of these modules.
  static Operations operations(List<String> modules) {
    return Operations.of(
        House.sources("java").stream().filter(file -> isIn(modules, House.name(file))).toList());
  }

  private static boolean isIn(List<String> modules, String file) {
    String module = file.substring(0, Math.max(0, file.indexOf('/')));
    return modules.contains(module)
        && file.contains("/src/main/java/")
        && !file.endsWith("-info.java");
  }

  private static List<String> lines(String resource) {
    Path file = House.root().resolve("checks/src/test/resources/pages").resolve(resource);
    return House.read(file)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }
}
