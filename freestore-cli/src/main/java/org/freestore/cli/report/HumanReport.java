// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.freestore.cli.analysis.TraceSummary;
import org.freestore.cli.trace.Printable;

/// One trace as text: what the program did, what the allocators took for it, and what was wrong
/// with the program.
public final class HumanReport {
  static final String INDENT = "  ";

  private HumanReport() {}

  /// Returns the lines of the report, the first of them its heading.
  public static List<String> lines(TraceReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(heading(report.summary()));
    section(lines, ProgramText.lines(report.summary()));
    section(lines, HistogramText.lines(report.summary().sizes()));
    section(lines, AllocatorText.lines(report));
    section(lines, DefectText.lines(report.summary()));
    return lines;
  }

  private static void section(List<String> lines, List<String> section) {
    if (!section.isEmpty()) {
      lines.add("");
      lines.addAll(section);
    }
  }

  private static String heading(TraceSummary summary) {
    boolean threaded = summary.format().threaded();
    String threads = threaded ? ", " + Units.count(summary.threads(), "thread") : "";
    String how = summary.facts().threaded() ? ", replayed as threads" : "";
    return Printable.text(summary.trace()) + " (" + summary.format().title() + threads + how + ")";
  }
}
