// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.io.PrintWriter;
import java.util.List;
import org.freestore.cli.live.Top;

/// A terminal that shows one page in place of another, and afterwards what it showed before.
///
/// The escape sequences are those of ECMA-48, with two of xterm's: every terminal in use has them.
final class Screen implements Top.Page, AutoCloseable {
  private static final String BEGIN = "\u001b[?1049h\u001b[?25l"; // Other page, no cursor.
  private static final String END = "\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_REST = "\u001b[J";

  private final PrintWriter out;
  private final Thread atExit = new Thread(this::restore, "restore-terminal");

  Screen(PrintWriter out) {
    this.out = out;
    Runtime.getRuntime().addShutdownHook(atExit);
    out.print(BEGIN);
  }

  @Override
  public boolean show(List<String> lines) {
    Terminal.Size size = Terminal.size();
    StringBuilder page = new StringBuilder(HOME);
    for (String line : lines.subList(0, Math.min(lines.size(), size.rows() - 1))) {
      page.append(fitting(line, size.columns())).append(CLEAR_LINE).append("\r\n");
    }
    out.print(page.append(CLEAR_REST));
    return !out.checkError();
  }

  @Override
  public int columns() {
    return Terminal.size().columns();
  }

  private static String fitting(String line, int columns) {
    return line.codePointCount(0, line.length()) <= columns
        ? line
        : line.substring(0, line.offsetByCodePoints(0, columns));
  }

  private void restore() {
    out.print(END);
    out.flush();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      return; // Exiting already: the hook restores.
    }
    restore();
  }
}
