// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.freestore.cli.trace.TraceException;
import org.freestore.cli.trace.Traces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceAnalysisTest {
  @TempDir private Path directory;

  private TraceSummary analyse(String... lines) {
    return Analyses.run(directory, lines);
  }

  @Test
  void operationsSizesAndPeakAreCounted() {
    TraceSummary summary =
        analyse(
            "1: malloc 0x10 100",
            "1: calloc 0x20 4 50",
            "2: memalign 0x30 64 300",
            "2: realloc 0x40 0x10 1000",
            "1: free 0x20",
            "1: malloc 0x50 7",
            "1: free 0x50",
            "1: free 0x0",
            "1: malloc 0x0 99",
            "1: free 0x30",
            "1: free 0x40");
    assertThat(summary.mix()).isEqualTo(new OperationMix(2, 1, 1, 1, 4, 1));
    assertThat(summary.mix().operations()).isEqualTo(9);
    assertThat(summary.facts().operations()).isEqualTo(9);
    assertThat(summary.peakLiveBytes()).isEqualTo(200 + 300 + 1000);
    assertThat(summary.peakLiveBlocks()).isEqualTo(3);
    assertThat(summary.failedRequests()).isEqualTo(1);
    assertThat(summary.threads()).isEqualTo(2);
    assertThat(summary.sizes().total()).isEqualTo(5);
    assertThat(summary.sizes().largest()).isEqualTo(1000);
    assertThat(summary.sizes().totalBytes()).isEqualTo(100 + 200 + 300 + 1000 + 7);
    assertThat(summary.leaks().count()).isZero();
    assertThat(summary.complete()).isTrue();
  }

  @Test
  void leaksAreGroupedByCallSiteWithTheirFirstLine() {
    TraceSummary summary =
        analyse(
            "= Start",
            "@ /bin/a:(make+1)[0x10] + 0x10 0x8",
            "@ /bin/a:(other+2)[0x20] + 0x20 0x100",
            "@ /bin/a:(make+1)[0x10] + 0x30 0x8",
            "@ /bin/a:(gone+3)[0x30] + 0x40 0x8",
            "@ /bin/a:(gone+3)[0x30] - 0x40",
            "+ 0x50 0x1",
            "= End");
    assertThat(summary.leaks())
        .isEqualTo(
            new Defects(
                4,
                0x100 + 8 + 8 + 1,
                2,
                List.of(
                    new DefectGroup("other+0x2 (a)", 1, 0x100, 3),
                    new DefectGroup("make+0x1 (a)", 2, 16, 2),
                    new DefectGroup("", 1, 1, 7)),
                0));
  }

  @Test
  void doubleFreesAndFreesOfUnknownPointersAreToldApart() {
    TraceSummary summary =
        analyse(
            "= Start",
            "+ 0x10 0x8",
            "@ /bin/a:(f+1)[0x1] - 0x10",
            "@ /bin/a:(g+1)[0x2] - 0x10",
            "@ /bin/a:(g+1)[0x2] - 0x10",
            "@ /bin/a:(h+1)[0x3] - 0x99",
            "+ 0x10 0x8",
            "- 0x10",
            "= End");
    assertThat(summary.doubleFrees())
        .isEqualTo(new Defects(2, 0, 4, List.of(new DefectGroup("g+0x1 (a)", 2, 0, 4)), 0));
    assertThat(summary.invalidFrees())
        .isEqualTo(new Defects(1, 0, 6, List.of(new DefectGroup("h+0x1 (a)", 1, 0, 6)), 0));
    assertThat(summary.mix().operations()).isEqualTo(4);
  }

  @Test
  void aReallocOfAnUnknownPointerIsADefectAndAnAllocation() {
    TraceSummary summary =
        analyse("+ 0x10 0x8", "- 0x10", "< 0x10", "> 0x20 0x8", "< 0x99", "> 0x30 0x8");
    assertThat(summary.doubleFrees().count()).isEqualTo(1);
    assertThat(summary.invalidFrees().count()).isEqualTo(1);
    assertThat(summary.mix()).isEqualTo(new OperationMix(3, 0, 0, 0, 1, 1));
    assertThat(summary.leaks().count()).isEqualTo(2);
  }

  @Test
  void aReallocAwayFromAnAddressFreesIt() {
    TraceSummary summary = analyse("+ 0x10 0x8", "< 0x10", "> 0x20 0x8", "- 0x10", "- 0x20");
    assertThat(summary.doubleFrees().count()).isEqualTo(1);
    assertThat(summary.leaks().count()).isZero();
  }

  @Test
  void anAddressAllocatedAgainBeforeItsFreeWasWrittenIsNoDefect() {
    TraceSummary summary = analyse("+ 0x10 0x8", "+ 0x10 0x20", "- 0x10", "- 0x10");
    assertThat(summary.repeatedAddresses()).isEqualTo(1);
    assertThat(summary.doubleFrees().count()).isZero();
    assertThat(summary.leaks().count()).isZero();
    assertThat(summary.peakLiveBytes()).isEqualTo(0x28);
  }

  @Test
  void blocksOfOneHeaptrackKindAreNoRepeatedAddresses() {
    TraceSummary summary =
        analyse("v 10400 3", "s 1 m", "a 8 0", "+ 0", "+ 0", "- 0", "- 0", "- 0");
    assertThat(summary.repeatedAddresses()).isZero();
    assertThat(summary.doubleFrees().count()).isEqualTo(1);
    assertThat(summary.mix().operations()).isEqualTo(4);
  }

  @Test
  void aMalloclabReallocOfANewBlockIsNoDefect() {
    TraceSummary summary = analyse("1 1 1 1", "r 0 8", "r 0 16", "f 0");
    assertThat(summary.invalidFrees().count()).isZero();
    assertThat(summary.mix()).isEqualTo(new OperationMix(1, 0, 0, 1, 1, 0));
  }

  @Test
  void aThreadIdThatReturnsIsAnotherThread() {
    TraceSummary summary =
        analyse(
            "1: malloc 0x10 8",
            "2: free 0x10",
            "2: thread_done 0x0",
            "2: malloc 0x10 8",
            "1: free 0x10");
    assertThat(summary.threads()).isEqualTo(3);
  }

  @Test
  void hostileRequestsAreRefusedWithTheirLine() {
    refuses(
        "line 2: a block of 10737418240 bytes: more than the limit of 1073741824 (--max-block)",
        "1: malloc 0x10 8",
        "1: malloc 0x20 10737418240");
    refuses(
        "line 5: 5368709120 bytes live at once: more than the limit of 4294967296 (--max-live)",
        allocations(6, 1 << 30));
    refuses(
        "line 1: an alignment of 2147483648 bytes is more than the limit of 1073741824",
        "1: memalign 0x10 2147483648 8");
    refuses("line 2: a block of 9223372036854775807 bytes", "= Start", "+ 0x10 0x7fffffffffffffff");
    refuses("holds no operations to replay", "= Start", "= End");
  }

  @Test
  void tooManyThreadsOrOperationsAreRefused() {
    Limits few = new Limits(1 << 20, 1 << 20, 3, 2);
    Path trace =
        Traces.write(directory, "1: malloc 0x10 8", "2: malloc 0x20 8", "3: malloc 0x30 8");
    Path operations = directory.resolve("operations");
    assertThatThrownBy(() -> Analyses.run(trace, operations, true, few))
        .hasMessageEndingWith(
            "line 3: 3 threads alive at once: more than the limit of 2 (--max-threads)");
    assertThat(Analyses.run(trace, operations, false, few).threads()).isEqualTo(3);
    Path longer = Traces.write(directory, allocations(4, 8));
    assertThatThrownBy(() -> Analyses.run(longer, operations, false, few))
        .hasMessageEndingWith("line 4: 4 operations: more than the limit of 3 (--max-operations)");
  }

  private static String[] allocations(int count, long byteSize) {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      lines.add("1: malloc 0x" + Integer.toHexString(i * 16) + " " + byteSize);
    }
    return lines.toArray(String[]::new);
  }

  private void refuses(String message, String... lines) {
    assertThatThrownBy(() -> analyse(lines))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining(message);
  }
}
