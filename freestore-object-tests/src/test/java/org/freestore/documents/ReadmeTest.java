// SPDX-License-Identifier: Apache-2.0
package org.freestore.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the README's code, and compares what the exceptions say with what the README says.
final class ReadmeTest {
  private static final Set<String> FAILING = Set.of("car.speed();", "store.free(row);");

  @Test
  void itsCodeRunsAndItsMessagesAreWhatIsPrinted(@TempDir Path directory) throws Exception {
    Page readme = Page.read("README.md");
    List<String> printed = new Program(readme.java(), FAILING).run(directory);
    String expected = report(readme) + "\norg.freestore." + comment(readme) + "\n";
    assertThat(masked(String.join("\n", printed))).startsWith(masked(expected));
  }

  /// The report, a block without a language.
  private static String report(Page readme) {
    return readme.blocks().stream()
        .map(block -> String.join("\n", block.lines()))
        .filter(text -> text.startsWith("org.freestore."))
        .findFirst()
        .orElseThrow();
  }

  /// The first line of the message that a comment quotes.
  private static String comment(Page readme) {
    return String.join(
        "\n",
        readme.java().stream()
            .filter(line -> line.startsWith("// "))
            .map(line -> line.substring(3))
            .toList());
  }

  /// Addresses, and the lines of the program that this test makes, are not the reader's.
  private static String masked(String text) {
    return text.replaceAll("0x[0-9a-f]+", "0x…").replaceAll("Main\\.java:\\d+", "Main.java:…");
  }
}
