// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The messages that `docs/structs.md` lists, where `…` stands for what differs.
final class DocumentedMessages {
  private static final Path DOCUMENT = Path.of("..", "docs", "structs.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| ``(.+?)`` \\|[^|]*\\|$", Pattern.MULTILINE);

  static final String GAP = "…";

  private DocumentedMessages() {}

  /// Returns the messages as they are written there.
  static List<String> all() {
    try {
      String document = Files.readString(DOCUMENT);
      return ROW.matcher(document).results().map(row -> row.group(1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns whether one of them is a message of the processor.
  static boolean contain(String message) {
    return all().stream().anyMatch(documented -> pattern(documented).matcher(message).matches());
  }

  private static Pattern pattern(String documented) {
    return Pattern.compile(("\\Q" + documented + "\\E").replace(GAP, "\\E.*\\Q"), Pattern.DOTALL);
  }
}
