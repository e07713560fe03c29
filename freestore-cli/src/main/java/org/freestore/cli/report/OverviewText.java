// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.freestore.cli.allocator.AllocatorKind;
import org.freestore.cli.trace.Printable;
import org.freestore.cli.worker.Measurement;

/// Several traces in one table for time and one for memory, with geometric means.
public final class OverviewText {
  private static final double UNKNOWN = Double.NaN;

  @FunctionalInterface
  private interface Figure {
    double of(TraceReport report, Measurement measurement);
  }

  private OverviewText() {}

  /// Returns the tables' lines.
  ///
  /// @param reports at least one
  public static List<String> lines(List<TraceReport> reports) {
    List<String> lines = new ArrayList<>();
    lines.add("CPU nanoseconds per operation");
    lines.addAll(table(reports, OverviewText::nanosPerOperation, Units::nanos));
    lines.add("");
    lines.add("peak growth of resident memory ÷ peak live bytes");
    lines.addAll(table(reports, OverviewText::growthToLive, Units::ratio));
    return lines;
  }

  private static List<String> table(
      List<TraceReport> reports, Figure figure, DoubleFunction<String> text) {
    List<AllocatorKind> kinds = kinds(reports);
    Table table = new Table(headings(kinds));
    for (TraceReport report : reports) {
      List<Double> figures = kinds.stream().map(kind -> figure(report, kind, figure)).toList();
      table.row(row(fileName(report.summary().trace()), figures, text));
    }
    List<Double> means = kinds.stream().map(kind -> geometricMean(reports, kind, figure)).toList();
    table.row(row("geometric mean", means, text));
    if (kinds.size() > 1) {
      double first = means.getFirst();
      List<Double> ratios = means.stream().map(mean -> mean / first).toList();
      table.row(row("÷ " + kinds.getFirst().key(), ratios, Units::ratio));
    }
    return table.lines(HumanReport.INDENT);
  }

  private static List<String> row(String label, List<Double> values, DoubleFunction<String> text) {
    List<String> row = new ArrayList<>(List.of(label));
    values.forEach(value -> row.add(cell(text, value)));
    return row;
  }

  private static List<AllocatorKind> kinds(List<TraceReport> reports) {
    Set<AllocatorKind> kinds = new LinkedHashSet<>();
    reports.forEach(report -> report.measurements().forEach(m -> kinds.add(m.kind())));
    return List.copyOf(kinds);
  }

  private static String[] headings(List<AllocatorKind> kinds) {
    List<String> headings = new ArrayList<>(List.of("<trace"));
    kinds.forEach(kind -> headings.add(kind.key()));
    return headings.toArray(String[]::new);
  }

  private static String fileName(String trace) {
    Path name = Path.of(trace).getFileName();
    return Printable.text(name == null ? trace : name.toString());
  }

  private static String cell(DoubleFunction<String> text, double value) {
    return Double.isFinite(value) ? text.apply(value) : "-";
  }

  private static double figure(TraceReport report, AllocatorKind kind, Figure figure) {
    return report.measurements().stream()
        .filter(measurement -> measurement.kind() == kind)
        .mapToDouble(measurement -> figure.of(report, measurement))
        .findFirst()
        .orElse(UNKNOWN);
  }

  /// Returns the mean over all traces, unknown if one of them is.
  private static double geometricMean(
      List<TraceReport> reports, AllocatorKind kind, Figure figure) {
    double logarithms =
        reports.stream().mapToDouble(report -> Math.log(figure(report, kind, figure))).sum();
    return Math.exp(logarithms / reports.size());
  }

  private static double nanosPerOperation(TraceReport report, Measurement measurement) {
    return measurement.cpuNanosPerOperation();
  }

  private static double growthToLive(TraceReport report, Measurement measurement) {
    return measurement.peakResidentGrowthBytes().isPresent()
        ? (double) measurement.peakResidentGrowthBytes().getAsLong()
            / report.summary().peakLiveBytes()
        : UNKNOWN;
  }
}
