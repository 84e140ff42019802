package dev.wakeful.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// House rules that are read from Java sources.
final class SourceRules {
  /// Longer files need a waiver with a reason.
  static final int LONG = 400;

  /// Longer files have none to get.
  static final int TOO_LONG = 900;

  private static final Pattern UNFINISHED = Pattern.compile("\\b(?:TODO|FIXME|XXX)\\b");

  /// A read or write of memory weaker than volatile, or a fence on its own.
  private static final Pattern WEAK =
      Pattern.compile(
          "\\b(?:(?:get|set)Opaque"
              + "|getAcquire|setRelease|getPlain|setPlain|lazySet"
              + "|weakCompareAndSet(?:Plain|Acquire|Release)?"
              + "|compareAndExchange(?:Acquire|Release)"
              + "|getAnd(?:Set|Add|BitwiseOr|BitwiseAnd|BitwiseXor)(?:Acquire|Release)"
              + "|(?:full|acquire|release|loadLoad|storeStore)Fence)\\s*\\(");

  private static final Pattern PARTNER = Pattern.compile("(?i)\\b(?:pairs?|partners?|with)\\b");

  private SourceRules() {}

  /// A file of more than 400 lines. Those of more than 900 say so as another thing, for which there
  /// must be no waiver.
  static List<Finding> length(SourceText source) {
    int lines = source.lines();
    if (lines > TOO_LONG) {
      return List.of(finding(source, "too long", "has " + lines + " lines: split it"));
    }
    return lines > LONG
        ? List.of(finding(source, "long", "has " + lines + " lines: split it or say why not"))
        : List.of();
  }

  /// A silenced warning with no comment on its line or on the one before.
  static List<Finding> silenced(SourceText source) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < source.lines(); i++) {
      if (source.code().get(i).contains("@SuppressWarnings")
          && source.commentsIn(i - 1, i).isBlank()) {
        findings.add(at(source, i, "silenced", "silences a warning and does not say why"));
      }
    }
    return findings;
  }

  /// A note that something is not finished.
  static List<Finding> unfinished(SourceText source) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < source.lines(); i++) {
      if (UNFINISHED.matcher(source.comments().get(i)).find()) {
        findings.add(at(source, i, "unfinished", "says that it is unfinished; file it or do it"));
      }
    }
    return findings;
  }

  /// An access weaker than volatile whose comment, on its line or within three lines above, does
  /// not name the access it works with.
  static List<Finding> weak(SourceText source) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < source.lines(); i++) {
      if (WEAK.matcher(source.code().get(i)).find()
          && !PARTNER.matcher(source.commentsIn(i - 3, i)).find()) {
        findings.add(at(source, i, "weak", "is a weaker access that names no partner"));
      }
    }
    return findings;
  }

  /// Packages with classes and no `package-info.java`, given the names of all files.
  static List<String> bare(List<String> files) {
    Set<String> packages = new TreeSet<>();
    for (String file : files) {
      if (!file.endsWith("/module-info.java")) {
        packages.add(file.substring(0, file.lastIndexOf('/')));
      }
    }
    packages.removeIf(folder -> files.contains(folder + "/package-info.java"));
    return List.copyOf(packages);
  }

  private static Finding at(SourceText source, int line, String what, String text) {
    return new Finding(source.name(), what, source.name() + ":" + (line + 1) + " " + text);
  }

  private static Finding finding(SourceText source, String what, String text) {
    return new Finding(source.name(), what, source.name() + " " + text);
  }
}
