package dev.wakeful.benchmarks;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.GraphicsEnvironment;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;

/// The chart of a run: a panel of bars for what takes time, one for what takes memory.
final class SchedulerChart {
  private static final int WIDTH = 920;

  private final SchedulerResults results;
  private final List<String> versions;

  /// @param results what was measured
  /// @param versions of what was measured
  SchedulerChart(SchedulerResults results, List<String> versions) {
    this.results = results;
    this.versions = versions;
  }

  /// Writes it, and next to it one with `-dark` in its name, for dark pages.
  ///
  /// @param file an SVG
  /// @return whether the machine has the fonts that it takes to lay out a text
  boolean write(Path file) throws IOException {
    System.setProperty("java.awt.headless", "true");
    if (!hasFonts()) {
      return false;
    }
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Files.writeString(absolute, svg(ChartTheme.LIGHT));
    String dark = absolute.getFileName().toString().replaceFirst("(\\.svg)?$", "-dark.svg");
    Files.writeString(absolute.resolveSibling(dark), svg(ChartTheme.DARK));
    return true;
  }

  /// The JDK brings none, and fails in many ways where the system has none.
  private static boolean hasFonts() {
    try {
      return GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts().length > 0;
    } catch (RuntimeException | LinkageError | InternalError e) {
      return false;
    }
  }

  /// The whole picture.
  String svg(ChartTheme theme) throws IOException {
    List<ChartPanel> panels = new ArrayList<>();
    for (boolean memory : new boolean[] {false, true}) {
      ChartPanel panel = new ChartPanel(results, memory, theme);
      if (panel.height() > 0) {
        panels.add(panel);
      }
    }
    VectorGraphics2D graphics = new VectorGraphics2D();
    double y = 0;
    for (ChartPanel panel : panels) {
      JFreeChart chart = panel.chart(String.join("  ·  ", versions), panel == panels.getFirst());
      chart.draw(graphics, new Rectangle2D.Double(0, y, WIDTH, panel.height()));
      y += panel.height();
    }
    Document document =
        Processors.get("svg").getDocument(graphics.getCommands(), new PageSize(WIDTH, y));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.writeTo(bytes);
    // the font of this machine may be on no other; Verdana is as wide as DejaVu Sans
    return bytes
        .toString(StandardCharsets.UTF_8)
        .replaceAll(
            "font-family:&quot;[^&]*&quot;",
            "font-family:Verdana,'DejaVu Sans',Geneva,Helvetica,Arial,sans-serif");
  }
}
