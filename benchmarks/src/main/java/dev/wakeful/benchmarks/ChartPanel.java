package dev.wakeful.benchmarks;

import java.awt.BasicStroke;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;

/// A panel of the chart: a group of bars for each workload, a colour for each subject, on a
/// logarithmic scale.
final class ChartPanel {
  private static final int BAR = 15;
  private static final int GAP = 18;
  private static final int FRAME = 150;

  private final SchedulerResults results;
  private final List<SchedulerWorkload> workloads;
  private final boolean memory;
  private final ChartTheme theme;

  ChartPanel(SchedulerResults results, boolean memory, ChartTheme theme) {
    this.results = results;
    this.workloads =
        results.workloads().stream().filter(workload -> workload.isMemory() == memory).toList();
    this.memory = memory;
    this.theme = theme;
  }

  /// Enough for all bars; nothing when there are none.
  int height() {
    return workloads.isEmpty()
        ? 0
        : FRAME + workloads.size() * (results.subjects().size() * BAR + GAP);
  }

  /// The panel.
  ///
  /// @param versions a line below the title of the first
  /// @param first whether it is the first, which says what the colours mean
  JFreeChart chart(String versions, boolean first) {
    double least = Math.pow(10, Math.floor(Math.log10(extreme(false) * 0.7)));
    CategoryDataset bars = bars(least);
    JFreeChart chart =
        ChartFactory.createBarChart(
            null, null, null, bars, PlotOrientation.HORIZONTAL, true, false, false);
    chart.setBackgroundPaint(theme.background());
    chart.setPadding(new RectangleInsets(14, 18, 10, 18));
    title(chart, versions, first);
    if (first) {
      legend(chart.getLegend());
    } else {
      chart.removeLegend();
    }
    CategoryPlot plot = chart.getCategoryPlot();
    plot.setBackgroundPaint(theme.background());
    plot.setOutlineVisible(false);
    plot.setRangeGridlinePaint(theme.grid());
    plot.setRangeGridlineStroke(new BasicStroke(1f));
    plot.setRenderer(renderer());
    plot.setRangeAxis(values(least));
    names(plot.getDomainAxis());
    return chart;
  }

  private void title(JFreeChart chart, String versions, boolean first) {
    TextTitle title =
        new TextTitle(
            memory ? "Memory of one idle task, of a million" : "Time of one operation",
            new Font(Font.SANS_SERIF, Font.BOLD, 18));
    title.setPaint(theme.text());
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    chart.setTitle(title);
    subtitle(
        chart,
        memory
            ? "Bytes, logarithmic scale; shorter is better. Used heap; for Tokio, resident memory."
            : "Nanoseconds, logarithmic scale; shorter is better. Two workers each, on one machine.");
    if (first) {
      subtitle(chart, versions);
    }
  }

  private void subtitle(JFreeChart chart, String text) {
    TextTitle line = new TextTitle(text, font(12));
    line.setPaint(theme.muted());
    line.setHorizontalAlignment(HorizontalAlignment.LEFT);
    line.setPosition(RectangleEdge.TOP);
    chart.addSubtitle(chart.getSubtitleCount() - 1, line); // before the legend
  }

  private void legend(LegendTitle legend) {
    legend.setPosition(RectangleEdge.TOP);
    legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
    legend.setItemFont(font(13));
    legend.setItemPaint(theme.text());
    legend.setBackgroundPaint(theme.background());
    legend.setFrame(BlockBorder.NONE);
    legend.setMargin(6, 0, 6, 0);
    legend.setItemLabelPadding(new RectangleInsets(2, 5, 2, 16));
  }

  private BarRenderer renderer() {
    BarRenderer renderer = new BarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    renderer.setItemMargin(0.08);
    int row = 0;
    for (SchedulerSubject subject : results.subjects()) {
      renderer.setSeriesPaint(row++, ChartTheme.of(subject));
    }
    renderer.setDefaultItemLabelGenerator(new Labels());
    renderer.setDefaultItemLabelsVisible(true);
    renderer.setDefaultItemLabelFont(font(11));
    renderer.setDefaultItemLabelPaint(theme.muted());
    renderer.setDefaultPositiveItemLabelPosition(
        new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
    return renderer;
  }

  private LogAxis values(double least) {
    LogAxis axis = new LogAxis(null);
    axis.setSmallestValue(least / 10);
    axis.setRange(least, extreme(true) * 2.2); // with room for the last label
    axis.setTickUnit(new NumberTickUnit(1));
    axis.setNumberFormatOverride(
        new DecimalFormat(
            memory ? "#,##0 B" : "#,##0 ns", DecimalFormatSymbols.getInstance(Locale.ROOT)));
    axis.setTickLabelFont(font(11));
    axis.setTickLabelPaint(theme.muted());
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    axis.setMinorTickMarksVisible(false);
    return axis;
  }

  private void names(CategoryAxis axis) {
    axis.setTickLabelFont(font(13));
    axis.setTickLabelPaint(theme.text());
    axis.setAxisLinePaint(theme.grid());
    axis.setTickMarksVisible(false);
    axis.setTickLabelInsets(new RectangleInsets(2, 4, 2, 8));
    axis.setMaximumCategoryLabelLines(2);
    axis.setMaximumCategoryLabelWidthRatio(0.26f);
    axis.setLowerMargin(0.01);
    axis.setUpperMargin(0.01);
    axis.setCategoryMargin(0.18);
  }

  private static Font font(int size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, size);
  }

  /// @param least what a bar without a length has
  private CategoryDataset bars(double least) {
    DefaultCategoryDataset bars = new DefaultCategoryDataset();
    for (SchedulerWorkload workload : workloads) {
      for (SchedulerSubject subject : results.subjects()) {
        Double cost =
            results
                .cost(workload, subject)
                .map(value -> Double.isInfinite(value) ? least * 1.0001 : value)
                .orElse(null);
        bars.addValue(cost, subject.title(), workload.title());
      }
    }
    return bars;
  }

  private double extreme(boolean most) {
    var costs =
        workloads.stream()
            .flatMap(workload ->
                results.subjects().stream().map(subject -> results.cost(workload, subject)))
            .flatMap(Optional::stream)
            .filter(Double::isFinite)
            .mapToDouble(Double::doubleValue);
    return (most ? costs.max() : costs.min()).orElse(1);
  }

  /// What stands at the end of a bar.
  private final class Labels extends StandardCategoryItemLabelGenerator {
    Labels() {
      super("{2}", NumberFormat.getInstance(Locale.ROOT));
    }

    @Override
    public String generateLabel(CategoryDataset bars, int row, int column) {
      SchedulerSubject subject = List.copyOf(results.subjects()).get(row);
      double cost = results.cost(workloads.get(column), subject).orElseThrow();
      return Double.isInfinite(cost) ? "never runs" : SchedulerResults.number(cost);
    }
  }
}
