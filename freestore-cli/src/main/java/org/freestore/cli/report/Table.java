// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.report;

import java.util.ArrayList;
import java.util.List;

/// Lines of cells in aligned columns: those whose heading begins with `<` to the left, others to
/// the right.
public final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final boolean[] left;
  private final boolean headed;

  /// Makes a table without rows.
  ///
  /// @param headings one for each column; if all are bare marks, no heading line is printed
  public Table(String... headings) {
    left = new boolean[headings.length];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < headings.length; i++) {
      left[i] = headings[i].startsWith("<");
      names.add(left[i] ? headings[i].substring(1) : headings[i]);
    }
    headed = names.stream().anyMatch(name -> !name.isEmpty());
    rows.add(names);
  }

  /// Adds a row.
  public void row(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /// Adds a row.
  public void row(String... cells) {
    row(List.of(cells));
  }

  /// Returns the lines, each after `indent`, without trailing blanks.
  public List<String> lines(String indent) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows.subList(headed ? 0 : 1, rows.size())) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < row.size(); i++) {
        String padding = " ".repeat(width(i) - length(row.get(i)));
        line.append(i == 0 ? "" : GAP);
        line.append(left[i] ? row.get(i) + padding : padding + row.get(i));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
