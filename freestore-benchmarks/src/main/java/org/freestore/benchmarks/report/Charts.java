// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import org.freestore.benchmarks.run.Candidate;
import org.freestore.benchmarks.run.Case;
import org.freestore.benchmarks.run.Figure;
import org.freestore.benchmarks.run.Results;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.Styler.LegendPosition;

/// Bar charts as SVG: one group of bars for each case, one bar for Freestore and each native
/// allocator.
final class Charts {
  private static final int HEIGHT = 420;
  private static final int WIDTH_MIN = 640;
  private static final int WIDTH_OF_FRAME = 220;
  private static final int WIDTH_PER_CASE = 95;
  private static final Set<String> WORKLOADS =
      Set.of(
          "larson",
          "xmalloc-test",
          "sh8bench",
          "cache-scratch",
          "mstress",
          "glibc-thread",
          "alloc-test");
  private static final BasicStroke GRID = new BasicStroke(0.5f);

  /// Distinguishable with any colour vision: Okabe and Ito's palette.
  private static final Color[] COLOURS = {
    new Color(0xD55E00),
    new Color(0x0072B2),
    new Color(0x009E73),
    new Color(0xE69F00),
    new Color(0x999999)
  };

  private final Results results;
  private final Path directory;
  private final List<Path> written = new ArrayList<>();

  private Charts(Results results, Path directory) {
    this.results = results;
    this.directory = directory;
  }

  /// Writes the charts that the results suffice for and returns their files.
  static List<Path> write(Results results, Path directory) throws IOException {
    Charts charts = new Charts(results, directory);
    charts.relative("pair-and-random-batch", Charts::pairOrRandomBatch);
    charts.relative("replay-time", test -> test.group().equals("replay"));
    charts.absolute("replay-memory", test -> test.group().equals("memory"));
    charts.relative("workloads", test -> WORKLOADS.contains(test.group()));
    return charts.written;
  }

  private static boolean pairOrRandomBatch(Case test) {
    return test.group().equals("pair") || test.name().startsWith("batch-random");
  }

  private void relative(String name, Predicate<Case> chosen) throws IOException {
    chart(name, chosen, "CPU time, mimalloc = 1", Figure.CPU, true);
  }

  private void absolute(String name, Predicate<Case> chosen) throws IOException {
    chart(name, chosen, Figure.PEAK_RATIO.title(), Figure.PEAK_RATIO, false);
  }

  private void chart(
      String name, Predicate<Case> chosen, String axis, Figure figure, boolean relative)
      throws IOException {
    List<Case> cases =
        results.cases().stream()
            .filter(test -> chosen.test(test) && complete(test, figure))
            .toList();
    if (cases.isEmpty()) {
      return;
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(Math.max(WIDTH_MIN, WIDTH_OF_FRAME + WIDTH_PER_CASE * cases.size()))
            .height(HEIGHT)
            .title(name.replace('-', ' '))
            .yAxisTitle(axis)
            .build();
    style(chart);
    double least = Double.MAX_VALUE;
    List<String> names = cases.stream().map(Case::name).toList();
    for (Candidate candidate : Candidate.FREESTORE_AND_NATIVES) {
      List<Double> bars =
          cases.stream()
              .map(test -> relative ? ratio(test, candidate) : median(test, candidate, figure))
              .map(bar -> bar.orElse(0))
              .toList();
      chart.addSeries(candidate.title(), names, bars);
      least = Math.min(least, Collections.min(bars));
    }
    if (relative) {
      chart.getStyler().setYAxisLogarithmic(true);
      chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(least))));
    }
    Path file = directory.resolve(name + ".svg");
    try (OutputStream stream = Files.newOutputStream(file)) {
      VectorGraphicsEncoder.saveVectorGraphic(chart, stream, VectorGraphicsFormat.SVG);
    }
    written.add(file);
  }

  private static void style(CategoryChart chart) {
    chart.getStyler().setSeriesColors(COLOURS);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotBorderVisible(false);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart
        .getStyler()
        .setPlotGridLinesStroke(GRID); // each dash would be a path of its own in the SVG
    chart.getStyler().setLegendBorderColor(Color.WHITE);
    chart.getStyler().setXAxisLabelRotation(30);
  }

  private boolean complete(Case test, Figure figure) {
    return Candidate.FREESTORE_AND_NATIVES.stream()
        .noneMatch(candidate -> results.values(test, candidate, figure).isEmpty());
  }

  private OptionalDouble ratio(Case test, Candidate candidate) {
    return Statistics.ratio(
        results.values(test, candidate, Figure.CPU),
        results.values(test, Candidate.MIMALLOC, Figure.CPU));
  }

  private OptionalDouble median(Case test, Candidate candidate, Figure figure) {
    return Statistics.median(results.values(test, candidate, figure));
  }
}
