// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.freestore.cli.worker.Measurement;
import org.freestore.diagnostics.picture.Fact;
import org.freestore.diagnostics.picture.Page;
import org.freestore.diagnostics.picture.Section;
import org.jspecify.annotations.Nullable;

/// The report of all traces as one page of HTML: what each took, side by side, then each by itself.
public final class ReplayPage {
  private static final String FREESTORE = "freestore";

  private final List<TraceReport> reports;

  private ReplayPage(List<TraceReport> reports) {
    this.reports = reports;
  }

  /// Returns the page.
  ///
  /// @param reports at least one
  public static Page of(List<TraceReport> reports) {
    return new ReplayPage(reports).page();
  }

  private Page page() {
    List<Section> sections = new ArrayList<>();
    if (reports.size() > 1) {
      sections.add(overview());
    }
    for (int i = 0; i < reports.size(); i++) {
      sections.add(new TracePage(reports.get(i), "trace-" + (i + 1)).section());
    }
    return new Page(
        "Freestore replay",
        reports.size() == 1
            ? "Replay of " + name(reports.getFirst())
            : "Replay of recorded programs",
        "What they asked of malloc, through " + String.join(", ", allocators()) + ".",
        facts(),
        List.of(),
        List.of(),
        sections,
        "Written by freestore replay. A time is CPU time of one operation, the median of several"
            + " rounds; peak growth is resident memory above what was there before.");
  }

  private List<Fact> facts() {
    long operations = reports.stream().mapToLong(it -> it.summary().mix().operations()).sum();
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.count(reports.size() == 1 ? "trace" : "traces", reports.size(), ""));
    facts.add(Fact.count("operations", operations, "malloc, calloc, memalign, realloc, free"));
    double[] nanos = measured(FREESTORE).mapToDouble(Measurement::cpuNanosPerOperation).toArray();
    if (nanos.length > 0) {
      facts.add(Fact.of("time of an operation", mean(nanos), "ns", mean(nanos.length)));
    }
    double[] ratios = ratios();
    if (ratios.length > 0) {
      facts.add(
          Fact.of(
              "memory",
              mean(ratios),
              "×",
              "of the live bytes at their peak" + also(ratios.length)));
    }
    return facts;
  }

  private static String mean(int count) {
    return "with Freestore" + also(count);
  }

  private static String also(int count) {
    return count > 1 ? "; geometric mean" : "";
  }

  private Stream<Measurement> measured(String key) {
    return reports.stream()
        .flatMap(report -> report.measurements().stream())
        .filter(measurement -> measurement.kind().key().equals(key));
  }

  private double[] ratios() {
    return reports.stream()
        .mapToDouble(report -> ratio(report, FREESTORE))
        .filter(Double::isFinite)
        .toArray();
  }

  private static double ratio(TraceReport report, String key) {
    return report.measurements().stream()
        .filter(it -> it.kind().key().equals(key) && it.peakResidentGrowthBytes().isPresent())
        .mapToDouble(it ->
            (double) it.peakResidentGrowthBytes().getAsLong() / report.summary().peakLiveBytes())
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double mean(double[] values) {
    return Math.exp(Arrays.stream(values).map(Math::log).average().orElse(Double.NaN));
  }

  private Set<String> allocators() {
    Set<String> names = new LinkedHashSet<>();
    reports.forEach(report -> report.measurements().forEach(it -> names.add(it.kind().key())));
    return names;
  }

  private Section overview() {
    List<Section.Column> columns =
        new ArrayList<>(
            List.of(
                new Section.Column("trace", "text"),
                new Section.Column("operations", "count"),
                new Section.Column("peak live", "bytes")));
    for (String allocator : allocators()) {
      columns.add(new Section.Column(allocator, "ns"));
      columns.add(new Section.Column("÷ peak live", "×"));
    }
    return new Section.Table(
        "overview",
        "Overview",
        "Time of an operation with each allocator, and its peak growth as a multiple of the live bytes"
            + " at their peak.",
        columns,
        1,
        reports.stream().map(this::row).toList());
  }

  private List<@Nullable Object> row(TraceReport report) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(name(report));
    row.add(report.summary().mix().operations());
    row.add(report.summary().peakLiveBytes());
    for (String allocator : allocators()) {
      row.add(
          report.measurements().stream()
              .filter(it -> it.kind().key().equals(allocator))
              .map(Measurement::cpuNanosPerOperation)
              .findFirst()
              .orElse(null));
      double ratio = ratio(report, allocator);
      row.add(Double.isFinite(ratio) ? ratio : null);
    }
    return row;
  }

  static String name(TraceReport report) {
    return String.valueOf(Path.of(report.summary().trace()).getFileName());
  }
}
