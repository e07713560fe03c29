// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The report of everything in [MisuseExamples], line by line, as `misuse-reports.txt` has it; and
/// the examples of `docs/misuse-reports.md`, which are reports as they were printed.
///
/// Both are written anew by `-Dfreestore.writeReports=true`, to be looked at before they are
/// committed.
class MisuseGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/misuse-reports.txt");
  private static final Path DOCUMENT = Path.of("../docs/misuse-reports.md");
  private static final boolean WRITES = Boolean.getBoolean("freestore.writeReports");

  private static final List<Class<?>> EVERY_TYPE =
      List.of(
          UseAfterDeleteException.class,
          DoubleDeleteException.class,
          InvalidDeleteException.class,
          MismatchedDeleteException.class,
          TypeMismatchException.class,
          UninitializedReadException.class,
          PureVirtualCallException.class,
          ExpiredWeakException.class);

  /// An example in the document: its name, and the report.
  private static final Pattern EXAMPLE =
      Pattern.compile("<!-- example: ([^>]+) -->\n\n```text\n(.*?)\n```", Pattern.DOTALL);

  private static String golden(MisuseException misuse) {
    return ReportText.ofExample(Objects.requireNonNull(misuse.getMessage()));
  }

  static Stream<String> names() {
    return MisuseExamples.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theReportIsTheOneWrittenDown(String name) throws IOException {
    String report = golden(MisuseExamples.run(name));
    assertThat(report).isEqualTo(read().get(name));
  }

  @Test
  void everyReportIsOfAnExample() throws IOException {
    if (WRITES) {
      write();
    }
    assertThat(read().keySet()).containsExactlyElementsOf(names().toList());
  }

  private static Map<String, String> read() throws IOException {
    Map<String, String> reports = new LinkedHashMap<>();
    for (String section : Files.readString(GOLDEN).split("(?m)^## ", -1)) {
      if (!section.isEmpty()) {
        int end = section.indexOf('\n');
        reports.put(section.substring(0, end), section.substring(end + 1).strip());
      }
    }
    return reports;
  }

  private static void write() throws IOException {
    Files.createDirectories(GOLDEN.getParent());
    Files.writeString(
        GOLDEN,
        names()
            .map(name -> "## " + name + "\n" + golden(MisuseExamples.run(name)) + "\n")
            .collect(joining("\n")));
    String document = Files.readString(DOCUMENT);
    Files.writeString(
        DOCUMENT,
        EXAMPLE
            .matcher(document)
            .replaceAll(match -> Matcher.quoteReplacement(example(match.group(1)))));
  }

  private static String example(String name) {
    String report = Objects.requireNonNull(MisuseExamples.run(name).getMessage());
    return "<!-- example: " + name + " -->\n\n```text\n" + ReportText.own(report) + "\n```";
  }

  @Test
  void theExamplesOfTheDocumentAreRealReports() throws IOException {
    Map<String, Class<?>> shown = new LinkedHashMap<>();
    EXAMPLE
        .matcher(Files.readString(DOCUMENT))
        .results()
        .forEach(example -> {
          String name = example.group(1);
          MisuseException misuse = MisuseExamples.run(name);
          assertThat(ReportText.ofExample(example.group(2))).as(name).isEqualTo(golden(misuse));
          shown.put(name, misuse.getClass());
        });
    assertThat(shown.values()).containsAll(EVERY_TYPE);
  }
}
