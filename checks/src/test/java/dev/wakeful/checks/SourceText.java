package dev.wakeful.checks;

import java.util.ArrayList;
import java.util.List;

/// A Java source taken apart, line by line: what the compiler reads as code, and what stands in
/// comments. The contents of strings and characters are in neither, so that a text about a rule
/// does not break it.
///
/// @param name the file, as messages and waivers have it
/// @param code the code of each line, literals emptied
/// @param comments the comments of each line
record SourceText(String name, List<String> code, List<String> comments) {

  /// Takes a source apart.
  static SourceText of(String name, String text) {
    Splitter splitter = new Splitter(text);
    splitter.run();
    return new SourceText(name, splitter.code, splitter.comments);
  }

  /// How many lines it has.
  int lines() {
    return code.size();
  }

  /// Whether one of these lines has a comment in it, counted from 0; lines outside have none.
  String commentsIn(int first, int last) {
    StringBuilder found = new StringBuilder();
    for (int i = Math.max(0, first); i <= last && i < lines(); i++) {
      found.append(comments.get(i)).append('\n');
    }
    return found.toString();
  }

  /// One pass over the characters.
  private static final class Splitter {
    private static final String BLOCK_QUOTE = "\"\"\"";

    private final String text;
    private final List<String> code = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private StringBuilder codeLine = new StringBuilder();
    private StringBuilder commentLine = new StringBuilder();
    private int at;

    Splitter(String text) {
      this.text = text;
    }

    void run() {
      while (at < text.length()) {
        if (text.startsWith("//", at)) {
          comment("\n", 0);
        } else if (text.startsWith("/*", at)) {
          comment("*/", 2);
        } else if (text.startsWith(BLOCK_QUOTE, at)) {
          literal(BLOCK_QUOTE);
        } else if (text.charAt(at) == '"' || text.charAt(at) == '\'') {
          literal(text.substring(at, at + 1));
        } else {
          take(codeLine);
        }
      }
      if (!codeLine.isEmpty() || !commentLine.isEmpty()) {
        endLine();
      }
    }

    private void comment(String end, int length) {
      int stop = text.indexOf(end, at + length);
      int after = stop < 0 ? text.length() : stop + length;
      while (at < after) {
        take(commentLine);
      }
    }

    private void literal(String quote) {
      codeLine.append(quote);
      at += quote.length();
      StringBuilder thrownAway = new StringBuilder();
      while (at < text.length() && !text.startsWith(quote, at)) {
        if (text.charAt(at) == '\\') {
          take(thrownAway);
        }
        take(thrownAway);
      }
      codeLine.append(quote);
      at += quote.length();
    }

    private void take(StringBuilder into) {
      if (at >= text.length()) {
        return;
      }
      char next = text.charAt(at++);
      if (next == '\n') {
        endLine();
      } else {
        into.append(next);
      }
    }

    private void endLine() {
      code.add(codeLine.toString());
      comments.add(commentLine.toString());
      codeLine = new StringBuilder();
      commentLine = new StringBuilder();
    }
  }
}
