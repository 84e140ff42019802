package dev.wakeful.checks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// House rules that are read from any text of the project.
final class TextRules {
  /// A place on somebody's machine. A path inside the project or a URL has something before the
  /// slash.
  private static final Pattern MACHINE_PATH =
      Pattern.compile(
          "(?<![\\w.:/}*-])/(?:home|root|Users|work|tmp|usr/lib/jvm|var/folders)/[\\w.$-]+"
              + "|(?<!\\w)[A-Z]:\\\\\\\\?(?:Users|Windows|Program Files)");

  private static final Pattern LINK =
      Pattern.compile("!?\\[[^\\]\\n]*\\]\\(<?([^)>\\s]+)>?[^)]*\\)");

  private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```|`[^`\\n]+`");

  private static final Pattern JAVA_BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```");

  private TextRules() {}

  /// Absolute paths of a machine.
  static List<String> machinePaths(String name, String text) {
    List<String> findings = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      Matcher found = MACHINE_PATH.matcher(line);
      if (found.find()) {
        findings.add(name + ":" + number + " names a place on one machine: " + found.group());
      }
    }
    return findings;
  }

  /// Relative links of a Markdown page that lead nowhere.
  static List<String> deadLinks(Path page, String text) {
    List<String> findings = new ArrayList<>();
    Matcher link = LINK.matcher(FENCE.matcher(text).replaceAll(""));
    while (link.find()) {
      String target = link.group(1).replaceFirst("#.*", "");
      boolean elsewhere = target.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
      if (!target.isEmpty() && !elsewhere && !Files.exists(page.resolveSibling(target))) {
        findings.add(page.getFileName() + " links to " + target + ", which is not there");
      }
    }
    return findings;
  }

  /// Blocks of Java in a page that stand in no compiled source, however they are indented.
  static List<String> uncompiled(String name, String text, List<String> sources) {
    List<String> compiled = sources.stream().map(TextRules::dense).toList();
    List<String> findings = new ArrayList<>();
    Matcher block = JAVA_BLOCK.matcher(text);
    while (block.find()) {
      String dense = dense(block.group(1));
      if (compiled.stream().noneMatch(source -> source.contains(dense))) {
        findings.add(
            name
                + " shows Java that nothing compiles: "
                + block.group(1).lines().findFirst().orElse(""));
      }
    }
    return findings;
  }

  private static String dense(String text) {
    return text.replaceAll("\\s+", "");
  }
}
