package dev.wakeful.examples.blackbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is alive on a heap, class by class.
///
/// @param histogram as `jcmd GC.class_histogram` prints it
record LiveHeap(String histogram) {

  /// All objects together, in KiB.
  long kib() {
    return number("(?m)^Total\\s+\\d+\\s+(\\d+)", 0) / 1024;
  }

  /// How many objects of a class there are.
  ///
  /// @param type its name
  long count(String type) {
    return number("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(type) + "(?=\\s)", 1);
  }

  private long number(String pattern, int absent) {
    Matcher matcher = Pattern.compile(pattern).matcher(histogram);
    if (matcher.find()) {
      return Long.parseLong(matcher.group(1));
    }
    if (absent == 0) {
      throw new IllegalArgumentException("not a histogram: " + histogram);
    }
    return 0;
  }
}
