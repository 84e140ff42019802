package dev.wakeful.benchmarks;

import java.awt.Color;

/// The colours of a page.
///
/// @param background of the page
/// @param text what is read first
/// @param muted what is read second
/// @param grid lines behind the bars
record ChartTheme(Color background, Color text, Color muted, Color grid) {
  static final ChartTheme LIGHT =
      new ChartTheme(
          new Color(0xffffff), new Color(0x1f2328), new Color(0x59636e), new Color(0xe3e6ea));
  static final ChartTheme DARK =
      new ChartTheme(
          new Color(0x0d1117), new Color(0xe6edf3), new Color(0x9198a1), new Color(0x2a313c));

  /// The same on all pages, so that a subject keeps its colour.
  static Color of(SchedulerSubject subject) {
    return switch (subject) {
      case WAKEFUL -> new Color(0x2f81f7);
      case TOKIO -> new Color(0xd2763f);
      case FORKJOINPOOL -> new Color(0x8b949e);
      case VIRTUAL_THREADS -> new Color(0x3fa37c);
      case KOTLIN -> new Color(0x9b72d4);
    };
  }
}
