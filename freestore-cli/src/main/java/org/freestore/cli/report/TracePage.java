// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.freestore.cli.analysis.DefectGroup;
import org.freestore.cli.analysis.Defects;
import org.freestore.cli.analysis.SizeHistogram;
import org.freestore.cli.analysis.TraceSummary;
import org.freestore.cli.replay.UsageSample;
import org.freestore.cli.worker.Measurement;
import org.freestore.diagnostics.picture.Fact;
import org.freestore.diagnostics.picture.Section;
import org.freestore.diagnostics.picture.TimeLine;
import org.jspecify.annotations.Nullable;

/// One trace on the page of a replay.
final class TracePage {
  private final TraceReport report;
  private final TraceSummary summary;
  private final String id;

  TracePage(TraceReport report, String id) {
    this.report = report;
    this.summary = report.summary();
    this.id = id;
  }

  Section section() {
    List<Section> sections = new ArrayList<>();
    sections.add(usage());
    sections.add(time());
    sections.add(memory());
    sections.add(sizes());
    defects("leaks", "Never freed", "block", summary.leaks(), sections);
    defects("double", "Freed twice", "time", summary.doubleFrees(), sections);
    defects("invalid", "Freed, but never allocated", "time", summary.invalidFrees(), sections);
    return new Section.Group(id, ReplayPage.name(report), about(), facts(), sections);
  }

  private String about() {
    String threads =
        summary.threads() == 1 ? "one thread" : Units.count(summary.threads(), "thread");
    String cut = summary.complete() ? "" : " The recording has no end.";
    String failures =
        report.failures().isEmpty()
            ? ""
            : " Not measured: "
                + String.join("; ", report.failures().stream().map(it -> it.message()).toList());
    return summary.format().title() + ", " + threads + "." + cut + failures;
  }

  private List<Fact> facts() {
    return List.of(
        Fact.count(
            "operations", summary.mix().operations(), share(summary.mix().frees()) + " are frees"),
        Fact.bytes(
            "peak live", summary.peakLiveBytes(), Units.count(summary.peakLiveBlocks(), "block")),
        Fact.bytes(
            "never freed", summary.leaks().bytes(), Units.count(summary.leaks().count(), "block")),
        Fact.count(
            "wrong frees",
            summary.doubleFrees().count() + summary.invalidFrees().count(),
            "twice, or of what was never allocated"));
  }

  private String share(long count) {
    return Units.percent(count, summary.mix().operations());
  }

  private Section usage() {
    List<UsageSample> samples = report.usage();
    return new TimeLine(
        id + "-usage",
        "Usage over time",
        "What Freestore held while the operations were replayed, in their order by one thread. Between"
            + " requested and in use lies rounding; between in use and held, what is free for the next.",
        "operations",
        "count",
        "bytes",
        samples.stream().map(it -> (double) it.operations()).toList(),
        List.of(
            series("requested", samples, UsageSample::requestedBytes),
            series("in use", samples, UsageSample::inUseBytes),
            series("held", samples, UsageSample::heldBytes),
            series("resident, at most", samples, UsageSample::residentBytes)));
  }

  private static TimeLine.Series series(
      String name, List<UsageSample> samples, ToLongFunction<UsageSample> figure) {
    return new TimeLine.Series(
        name, samples.stream().map(it -> (double) figure.applyAsLong(it)).toList());
  }

  private Section time() {
    List<Section.Bar> bars =
        report.measurements().stream()
            .map(it -> new Section.Bar(it.kind().key(), it.cpuNanosPerOperation(), ""))
            .toList();
    return new Section.Bars(
        id + "-time",
        "Time of an operation",
        "CPU time, the median of the rounds. Less is better.",
        "ns",
        bars);
  }

  private Section memory() {
    List<Section.Bar> bars = new ArrayList<>();
    for (Measurement measurement : report.measurements()) {
      boolean known = measurement.peakResidentGrowthBytes().isPresent();
      @Nullable Double bytes =
          known ? (double) measurement.peakResidentGrowthBytes().getAsLong() : null;
      String ratio =
          known
              ? "("
                  + Units.ratio(
                      (double) measurement.peakResidentGrowthBytes().getAsLong()
                          / summary.peakLiveBytes())
                  + " ×)"
              : "";
      bars.add(new Section.Bar(measurement.kind().key(), bytes, ratio));
    }
    bars.add(new Section.Bar("requested", (double) summary.peakLiveBytes(), "(1 ×)"));
    return new Section.Bars(
        id + "-memory",
        "Memory at the peak",
        "Growth of resident memory, beside what the program had requested and not freed. Less is better.",
        "bytes",
        bars);
  }

  private Section sizes() {
    SizeHistogram sizes = summary.sizes();
    int[] used =
        IntStream.range(0, SizeHistogram.BUCKETS).filter(i -> sizes.count(i) > 0).toArray();
    List<Section.Bucket> buckets = new ArrayList<>();
    for (int i = used.length == 0 ? 0 : used[0];
        used.length > 0 && i <= used[used.length - 1];
        i++) {
      buckets.add(
          new Section.Bucket("up to " + Units.bytes(SizeHistogram.upTo(i)), sizes.count(i)));
    }
    long average = sizes.total() == 0 ? 0 : sizes.totalBytes() / sizes.total();
    String about =
        "%s on average, %s at most.".formatted(Units.bytes(average), Units.bytes(sizes.largest()));
    return new Section.Histogram(id + "-sizes", "Sizes requested", about, buckets);
  }

  private void defects(
      String suffix, String title, String what, Defects defects, List<Section> sections) {
    if (defects.count() == 0) {
      return;
    }
    String others =
        defects.otherSites() == 0
            ? ""
            : ", and " + Units.count(defects.otherSites(), "further call site");
    sections.add(
        new Section.Table(
            id + "-" + suffix,
            title,
            "%s, the first in line %,d of the trace%s."
                .formatted(Units.count(defects.count(), what), defects.firstLine(), others),
            List.of(
                new Section.Column("call site", "text"),
                new Section.Column("blocks", "count"),
                new Section.Column("bytes", "bytes"),
                new Section.Column("first line", "count")),
            2,
            defects.groups().stream().map(TracePage::row).toList()));
  }

  private static List<@Nullable Object> row(DefectGroup group) {
    String site = group.callSite().isEmpty() ? "(not recorded)" : group.callSite();
    return Arrays.asList(site, group.count(), group.bytes(), group.firstLine());
  }
}
