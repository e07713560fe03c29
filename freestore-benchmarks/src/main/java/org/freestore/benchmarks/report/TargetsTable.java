// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import java.util.List;

/// Targets as a table in Markdown.
final class TargetsTable {
  private static final String HEAD =
      """
      | what | target | measured | of | |
      |---|---|---|---|---|
      """;

  private TargetsTable() {}

  static String of(List<Target> targets) {
    StringBuilder table = new StringBuilder(HEAD);
    targets.forEach(target -> table.append(row(target)));
    return table.toString();
  }

  private static String row(Target target) {
    return "| %s | %s %s %s | %s | %s | %s |\n"
        .formatted(
            target.what(),
            target.comparison().sign(),
            Numbers.text(target.limit()),
            target.unit(),
            Numbers.text(target.measured()),
            target.reading().parts(),
            target.status().text());
  }
}
