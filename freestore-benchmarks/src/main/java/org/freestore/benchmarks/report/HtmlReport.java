// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The report as one page that needs no other file: the Markdown of [MarkdownReport] translated,
/// which has headings, tables, images, fenced text and one-line paragraphs, with the charts in it.
final class HtmlReport {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Freestore benchmarks</title>
      <style>
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 100em; padding: 0 1em;
        color: #222; background: #fff; }
      div { overflow-x: auto; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
      th, td { padding: .2em .7em; border-bottom: 1px solid #ddd; text-align: left; }
      th { vertical-align: bottom; }
      .number { text-align: right; white-space: nowrap; }
      .met { color: #116329; background: #dafbe1; }
      .missed { color: #82071e; background: #ffebe9; }
      svg { max-width: 100%; height: auto; }
      </style>
      """;
  private static final Pattern IMAGE = Pattern.compile("!\\[.*]\\((.*)\\)");
  private static final String NUMBERS = "---:";

  private final StringBuilder html = new StringBuilder(HEAD);
  private final Iterator<String> lines;
  private final Path directory;

  private HtmlReport(List<String> lines, Path directory) {
    this.lines = lines.iterator();
    this.directory = directory;
  }

  /// Returns the page.
  ///
  /// @param directory where the charts are
  /// @throws IOException if a chart cannot be read
  static String of(String markdown, Path directory) throws IOException {
    HtmlReport report = new HtmlReport(markdown.lines().toList(), directory);
    while (report.lines.hasNext()) {
      report.add(report.lines.next());
    }
    return report.html.append("</html>\n").toString();
  }

  private void add(String line) throws IOException {
    Matcher image = IMAGE.matcher(line);
    if (line.startsWith("## ")) {
      element("h2", line.substring(3));
    } else if (line.startsWith("# ")) {
      element("h1", line.substring(2));
    } else if (line.startsWith("|")) {
      addTable(line);
    } else if (line.equals("```")) {
      addText();
    } else if (image.matches()) {
      html.append(chart(Files.readString(directory.resolve(image.group(1)))));
    } else if (!line.isEmpty()) {
      element("p", line);
    }
  }

  private void addTable(String head) {
    List<String> alignments = cells(lines.next());
    html.append("<div><table>\n");
    addRow("th", head, alignments);
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.isEmpty()) {
        break;
      }
      addRow("td", line, alignments);
    }
    html.append("</table></div>\n");
  }

  private void addRow(String element, String line, List<String> alignments) {
    List<String> cells = cells(line);
    html.append("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      html.append('<').append(element).append(style(cells.get(i), alignments.get(i))).append('>');
      html.append(text(cells.get(i))).append("</").append(element).append('>');
    }
    html.append("</tr>\n");
  }

  private static String style(String cell, String alignment) {
    if (cell.equals(Target.Status.MET.text())) {
      return " class=\"met\"";
    }
    if (cell.equals(Target.Status.MISSED.text())) {
      return " class=\"missed\"";
    }
    return alignment.equals(NUMBERS) ? " class=\"number\"" : "";
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
        .map(String::strip)
        .toList();
  }

  private void addText() {
    html.append("<pre>");
    for (String line = lines.next(); !line.equals("```"); line = lines.next()) {
      html.append(escaped(line)).append('\n');
    }
    html.append("</pre>\n");
  }

  private void element(String name, String text) {
    html.append("<%1$s>%2$s</%1$s>%n".formatted(name, text(text)));
  }

  private static String text(String markdown) {
    return escaped(markdown)
        .replaceAll("\\*\\*(.+?)\\*\\*", "<strong>$1</strong>")
        .replaceAll("\\*(.+?)\\*", "<em>$1</em>")
        .replaceAll("`(.+?)`", "<code>$1</code>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// Returns the `svg` element without what only a file of its own may begin with.
  private static String chart(String svg) {
    return svg.lines()
        .dropWhile(line -> !line.startsWith("<svg"))
        .collect(Collectors.joining("\n", "<p>", "</p>\n"));
  }
}
