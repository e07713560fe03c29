// SPDX-License-Identifier: Apache-2.0
package org.freestore.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A page in Markdown: the blocks between its fences.
///
/// @param blocks in the order of the page
record Page(List<Block> blocks) {

  /// What is between two fences.
  ///
  /// @param language what stands behind the first one, perhaps nothing
  record Block(String language, List<String> lines) {}

  /// Reads a page of the repository.
  static Page read(String path) throws IOException {
    List<Block> blocks = new ArrayList<>();
    List<String> open = null;
    String language = "";
    for (String line : Files.readAllLines(Path.of("..").resolve(path))) {
      if (!line.startsWith("```")) {
        if (open != null) {
          open.add(line);
        }
      } else if (open == null) {
        open = new ArrayList<>();
        language = line.substring(3);
      } else {
        blocks.add(new Block(language, open));
        open = null;
      }
    }
    return new Page(List.copyOf(blocks));
  }

  /// Returns the lines of Java, those of one block after those of another.
  List<String> java() {
    return blocks.stream()
        .filter(block -> block.language().equals("java"))
        .flatMap(block -> block.lines().stream())
        .toList();
  }
}
