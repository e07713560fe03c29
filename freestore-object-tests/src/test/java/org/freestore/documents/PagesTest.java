// SPDX-License-Identifier: Apache-2.0
package org.freestore.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.freestore.documents.Page.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compiles and runs the code of the pages about objects: each block by itself, with what the text
/// around it speaks of.
final class PagesTest {
  private static final String USED_AFTER_DELETE =
      "car.speed();                                   // UseAfterDeleteException, for ever";

  @Test
  void theCodeOfThePageOnObjectsRuns(@TempDir Path directory) throws Exception {
    List<String> spokenOf =
        List.of(
            "static int n = 5;",
            "static Car kept;",
            "static Car car = CarStruct.create(\"Volvo\");",
            "static IntArray numbers = IntArray.create(3);");
    List<String> printed = run("docs/objects.md", spokenOf, directory);
    assertThat(printed).isNotEmpty();
    assertThat(printed.getFirst()).startsWith("org.freestore.UseAfterDeleteException");
  }

  @Test
  void theCodeOfThePageOnStructsRuns(@TempDir Path directory) throws Exception {
    List<String> spokenOf =
        List.of("static Link first = LinkStruct.create();", "static int sum = 0;");
    assertThat(run("docs/structs.md", spokenOf, directory)).isEmpty();
  }

  private static List<String> run(String path, List<String> spokenOf, Path directory)
      throws Exception {
    List<String> members = new ArrayList<>(spokenOf);
    List<String> lines = new ArrayList<>();
    for (Block block : Page.read(path).blocks()) {
      boolean isExcerpt = block.lines().getFirst().startsWith("@Generated");
      if (block.language().equals("java") && !isExcerpt) {
        add(block.lines(), members, lines);
      }
    }
    return new Program(lines, Set.of(USED_AFTER_DELETE)).with(members).run(directory);
  }

  private static void add(List<String> block, List<String> members, List<String> lines) {
    if (block.getFirst().startsWith("static final ")) {
      members.addAll(block);
      return;
    }
    lines.add("{ // what a block declares is its own");
    lines.addAll(block);
    lines.add("} //");
  }
}
