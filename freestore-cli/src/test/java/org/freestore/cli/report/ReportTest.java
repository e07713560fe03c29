// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.freestore.cli.allocator.AllocatorKind;
import org.freestore.cli.analysis.Analyses;
import org.freestore.cli.analysis.TraceSummary;
import org.freestore.cli.trace.Traces;
import org.freestore.cli.worker.Measurement;
import org.freestore.cli.worker.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  static final Measurement FREESTORE =
      new Measurement(
          AllocatorKind.FREESTORE, 7.94, 5, OptionalLong.of(5000), 100, false, 0xabcL, 0);
  static final Measurement LIBC =
      new Measurement(AllocatorKind.LIBC, 15.88, 5, OptionalLong.of(4000), 0, true, 0xabcL, 0);
  private static final Measurement ARENA =
      new Measurement(AllocatorKind.ARENA, 794, 3, OptionalLong.empty(), 0, false, 0xdefL, 2);

  @TempDir private Path directory;

  private TraceSummary leaky() {
    return leaky(directory);
  }

  static TraceSummary leaky(Path directory) {
    Path trace =
        Traces.write(
            directory,
            "= Start",
            "@ /bin/a:(make+1)[0x10] + 0x10 0x1000",
            "@ /bin/a:[0x20] + 0x20 0x8",
            "+ 0x30 0x20",
            "- 0x30",
            "- 0x30",
            "- 0x99",
            "+ (nil) 0x99",
            "= End");
    return Analyses.run(trace, directory.resolve("operations"), false, Analyses.LIMITS);
  }

  @Test
  void theTextSaysWhatWasFound() {
    TraceSummary summary = leaky();
    assertThat(HumanReport.lines(new TraceReport(summary, List.of(FREESTORE), List.of())))
        .containsExactly(
            summary.trace() + " (glibc mtrace)",
            "",
            "  operations     4  (malloc 75.0 %, free 25.0 %)",
            "  freed at once  100.0 % of the frees come right after their malloc",
            "  sizes          1.3 KiB on average, 4 KiB at most",
            "  peak live      4.0 KiB requested, 3 blocks",
            "  refused        1 request in the recording",
            "",
            "  sizes up to  16 B  32 B  64 B  128 B  256 B  512 B  1 KiB  4 KiB  64 KiB  more",
            "  requests     33 %  33 %   0 %    0 %    0 %    0 %    0 %   33 %     0 %   0 %",
            "                  █     █                                        █",
            "",
            "             ns/operation  peak growth  ÷ peak live",
            "  freestore           7.9      4.9 KiB         1.21",
            "",
            "  leaks: 2 blocks, 4.0 KiB, the first in line 2",
            "    bytes  blocks  first line  call site",
            "    4 KiB       1           2  make+0x1 (a)",
            "      8 B       1           3  a+0x20",
            "  double frees: 1, the first in line 6",
            "  frees of unknown pointers: 1, the first in line 7");
  }

  @Test
  void allocatorsAreComparedWithTheFirst() {
    Outcome.Failure failure = new Outcome.Failure(AllocatorKind.JEMALLOC, "jemalloc: it died");
    TraceReport report =
        new TraceReport(leaky(), List.of(FREESTORE, LIBC, ARENA, failure), List.of());
    assertThat(HumanReport.lines(report))
        .containsSubsequence(
            "             ns/operation  ÷ freestore  peak growth  ÷ peak live  ÷ freestore",
            "  freestore           7.9         1.00      4.9 KiB         1.21         1.00",
            "  libc               15.9         2.00      3.9 KiB         0.97         0.80",
            "  arena               794       100.00            -            -            -",
            "  libc: the peak was sampled and may be too small",
            "  arena refused 2 allocations",
            "  not measured: jemalloc: it died");
  }

  @Test
  void severalTracesEndInGeometricMeans() {
    Measurement twice =
        new Measurement(
            AllocatorKind.FREESTORE, 4 * 7.94, 5, OptionalLong.of(5000), 0, false, 1, 0);
    TraceReport one = new TraceReport(leaky(), List.of(FREESTORE, LIBC), List.of());
    TraceReport two = new TraceReport(leaky(), List.of(twice), List.of());
    assertThat(OverviewText.lines(List.of(one, two)))
        .contains("CPU nanoseconds per operation")
        .anyMatch(line -> line.matches("  geometric mean +15\\.9 +-"))
        .anyMatch(line -> line.matches("  geometric mean +1\\.21 +-"));
  }

  @Test
  void jsonHasTheKeysThatProgramsReadFor() {
    TraceSummary summary = leaky();
    assertThat(JsonReport.line(summary, FREESTORE))
        .isEqualTo(
            "{\"trace\":\""
                + summary.trace()
                + "\",\"format\":\"mtrace\",\"allocator\":\"freestore\",\"operations\":4"
                + ",\"threads\":1,\"cpuNanosPerOperation\":7.94,\"peakLiveBytes\":4136"
                + ",\"peakResidentGrowthBytes\":5000,\"leakedBlocks\":2,\"leakedBytes\":4104"
                + ",\"doubleFrees\":1,\"invalidFrees\":1,\"hash\":\"0000000000000abc\"}");
    assertThat(JsonReport.line(summary, ARENA)).contains("\"peakResidentGrowthBytes\":null");
  }
}
