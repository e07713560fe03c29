// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.freestore.cli.analysis.OperationMix;
import org.freestore.cli.analysis.SizeHistogram;
import org.freestore.cli.analysis.TraceSummary;

/// What the recorded program did.
final class ProgramText {
  private ProgramText() {}

  static List<String> lines(TraceSummary summary) {
    OperationMix mix = summary.mix();
    Table table = new Table("<", "<");
    table.row("operations", Units.count(mix.operations()) + "  (" + kinds(mix) + ")");
    if (mix.frees() > 0) {
      String share = Units.percent(mix.freesAtOnce(), mix.frees());
      table.row("freed at once", share + " of the frees come right after their malloc");
    }
    table.row("sizes", sizes(summary.sizes()));
    String blocks = Units.count(summary.peakLiveBlocks(), "block");
    table.row("peak live", Units.bytes(summary.peakLiveBytes()) + " requested, " + blocks);
    notes(summary, table);
    return table.lines(HumanReport.INDENT);
  }

  private static String kinds(OperationMix mix) {
    List<String> kinds = new ArrayList<>();
    kind(kinds, "malloc", mix.mallocs(), mix);
    kind(kinds, "calloc", mix.callocs(), mix);
    kind(kinds, "memalign", mix.memaligns(), mix);
    kind(kinds, "realloc", mix.reallocs(), mix);
    kind(kinds, "free", mix.frees(), mix);
    return String.join(", ", kinds);
  }

  private static void kind(List<String> kinds, String name, long count, OperationMix mix) {
    if (count > 0) {
      kinds.add(name + " " + Units.percent(count, mix.operations()));
    }
  }

  private static String sizes(SizeHistogram sizes) {
    long average = sizes.total() == 0 ? 0 : sizes.totalBytes() / sizes.total();
    return Units.bytes(average) + " on average, " + Units.bytes(sizes.largest()) + " at most";
  }

  private static void notes(TraceSummary summary, Table table) {
    if (summary.failedRequests() > 0) {
      table.row("refused", Units.count(summary.failedRequests(), "request") + " in the recording");
    }
    if (summary.repeatedAddresses() > 0) {
      String times = Units.count(summary.repeatedAddresses(), "allocation");
      table.row("repeated", times + " at an address not yet freed; freed in their order");
    }
    if (!summary.complete()) {
      table.row("recording", "has no end: the program was killed, or is still running");
    }
    if (summary.attached()) {
      table.row("recording", "began in a running program: it frees blocks never seen allocated");
    }
  }
}
