// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.freestore.cli.replay.UsageSample;
import org.freestore.diagnostics.picture.Page;
import org.freestore.diagnostics.picture.Section;
import org.freestore.diagnostics.picture.TimeLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayPageTest {
  private static final List<UsageSample> USAGE =
      List.of(new UsageSample(0, 0, 0, 0, 0), new UsageSample(10, 90, 96, 65_536, 4_096));

  @TempDir private Path directory;

  @Test
  void aTraceHasItsUsageTimeMemoryAndSizes() {
    Page page =
        ReplayPage.of(
            List.of(
                new TraceReport(
                    ReportTest.leaky(directory),
                    List.of(ReportTest.FREESTORE, ReportTest.LIBC),
                    USAGE)));
    assertThat(page.title()).startsWith("Replay of ");
    assertThat(page.sections()).hasSize(1);
    Section.Group trace = (Section.Group) page.sections().getFirst();
    assertThat(trace.sections())
        .extracting(Section::title)
        .startsWith(
            "Usage over time", "Time of an operation", "Memory at the peak", "Sizes requested")
        .contains("Never freed");
    TimeLine usage = (TimeLine) trace.sections().getFirst();
    assertThat(usage.series()).extracting(TimeLine.Series::name).contains("requested", "held");
    assertThat(usage.series().getFirst().values()).containsExactly(0.0, 90.0);
    Section.Bars time = (Section.Bars) trace.sections().get(1);
    assertThat(time.rows()).extracting(Section.Bar::label).containsExactly("freestore", "libc");
  }

  @Test
  void severalTracesHaveAnOverviewAndDifferentIds() {
    TraceReport report =
        new TraceReport(ReportTest.leaky(directory), List.of(ReportTest.FREESTORE), USAGE);
    Page page = ReplayPage.of(List.of(report, report));
    assertThat(page.sections())
        .extracting(Section::id)
        .containsExactly("overview", "trace-1", "trace-2");
    Section.Table overview = (Section.Table) page.sections().getFirst();
    assertThat(overview.rows()).hasSize(2).allSatisfy(row -> assertThat(row).hasSize(5));
  }
}
