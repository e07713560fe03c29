// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.freestore.cli.analysis.DefectGroup;
import org.freestore.cli.analysis.Defects;
import org.freestore.cli.analysis.TraceSummary;

/// What was wrong with the recorded program.
final class DefectText {
  private static final String DEEPER = HumanReport.INDENT + HumanReport.INDENT;

  private DefectText() {}

  static List<String> lines(TraceSummary summary) {
    List<String> lines = new ArrayList<>();
    List<String> none = new ArrayList<>();
    Defects leaks = summary.leaks();
    String size = Units.count(leaks.count(), "block") + ", " + Units.bytes(leaks.bytes());
    kind("leaks", leaks, size, lines, none);
    groups(leaks, true, lines);
    frees("double frees", summary.doubleFrees(), lines, none);
    frees("frees of unknown pointers", summary.invalidFrees(), lines, none);
    if (!none.isEmpty()) {
      lines.add(HumanReport.INDENT + String.join(", ", none));
    }
    return lines;
  }

  private static void frees(String what, Defects defects, List<String> lines, List<String> none) {
    kind(what, defects, Units.count(defects.count()), lines, none);
    groups(defects, false, lines);
  }

  private static void kind(
      String what, Defects defects, String size, List<String> lines, List<String> none) {
    if (defects.count() == 0) {
      none.add("no " + what);
    } else {
      lines.add(HumanReport.INDENT + what + ": " + size + first(defects));
    }
  }

  private static String first(Defects defects) {
    return ", the first in line " + Units.count(defects.firstLine());
  }

  private static void groups(Defects defects, boolean bytes, List<String> lines) {
    if (defects.groups().stream().allMatch(group -> group.callSite().isEmpty())) {
      return;
    }
    Table table =
        bytes
            ? new Table("bytes", "blocks", "first line", "<call site")
            : new Table("times", "first line", "<call site");
    for (DefectGroup group : defects.groups()) {
      List<String> row = new ArrayList<>();
      if (bytes) {
        row.add(Units.bytes(group.bytes()));
      }
      row.add(Units.count(group.count()));
      row.add(Units.count(group.firstLine()));
      row.add(group.callSite().isEmpty() ? "(not recorded)" : group.callSite());
      table.row(row);
    }
    lines.addAll(table.lines(DEEPER));
    if (defects.otherSites() > 0) {
      lines.add(DEEPER + "and " + Units.count(defects.otherSites(), "further call site"));
    }
  }
}
