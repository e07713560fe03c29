// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.freestore.benchmarks.run.Results;
import org.freestore.benchmarks.run.Settings;

/// Everything a report says.
///
/// @param machine facts about where it was measured
/// @param settings how long was measured
/// @param results what was measured
public record Report(Map<String, String> machine, Settings settings, Results results) {
  /// The cases and groups of cases that decide on the targets.
  public static final List<String> CASES_WITH_TARGETS =
      Stream.of(Targets.CASES, ObjectTargets.CASES, ForeignTargets.CASES, BufferTargets.CASES)
          .flatMap(List::stream)
          .toList();

  /// Those of them that are about objects.
  public static final List<String> CASES_OF_OBJECTS = ObjectTargets.CASES;

  /// Writes `report.md`, `report.html`, `report.json`, `targets.md` and the charts.
  ///
  /// @throws IOException if the directory cannot be written to
  public void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    List<Path> charts = Charts.write(results, directory);
    String markdown = new MarkdownReport(this, charts).text();
    Files.writeString(directory.resolve("report.md"), markdown);
    Files.writeString(directory.resolve("report.html"), HtmlReport.of(markdown, directory));
    Files.writeString(directory.resolve("targets.md"), targetsMarkdown());
    JsonReport.write(this, directory.resolve("report.json"));
  }

  /// Returns the table of the targets that were measured, for a document.
  private String targetsMarkdown() {
    List<Target> measured =
        targets().stream().filter(each -> each.status() != Target.Status.NOT_MEASURED).toList();
    return TargetsTable.of(measured);
  }

  /// Returns the table of targets for a terminal.
  public String targetsText() {
    StringBuilder text = new StringBuilder();
    for (Target target : targets()) {
      if (target.status() != Target.Status.NOT_MEASURED) {
        text.append(
            "%-88s %s %-6s %-4s measured %-8s %-7s %s%n"
                .formatted(
                    target.what(),
                    target.comparison().sign(),
                    Numbers.text(target.limit()),
                    target.unit(),
                    Numbers.text(target.measured()),
                    target.status().text().replace("*", ""),
                    target.reading().parts()));
      }
    }
    return text.toString();
  }

  /// Returns the targets; none of them counts as measured by a quick run.
  List<Target> targets() {
    return Targets.of(settings.quick() ? new Results() : results);
  }
}
