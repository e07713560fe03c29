// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the packages of the diagnostics to the layers that the README of the source tree lists.
class LayersTest {
  private static final Path SOURCES = Path.of("src/main/java/org/freestore/diagnostics");
  private static final Pattern LISTED =
      Pattern.compile("^\\d+\\. `(org\\.freestore\\.diagnostics[.\\w]*)`", Pattern.MULTILINE);
  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
  private static final Pattern IMPORT =
      Pattern.compile(
          "^import (?:static )?(org\\.freestore\\.diagnostics[.a-z]*)\\.[A-Z]", Pattern.MULTILINE);

  @Test
  void aPackageImportsOnlyPackagesBelowIt() {
    List<String> layers = all(LISTED, read(SOURCES.resolve("README.md")));
    List<String> arrowsBack = new ArrayList<>();
    for (String source : sources()) {
      String from = all(PACKAGE, source).getFirst();
      assertThat(layers).contains(from);
      for (String to : all(IMPORT, source)) {
        if (layers.indexOf(to) > layers.indexOf(from)) {
          arrowsBack.add(from + " imports " + to);
        }
      }
    }
    assertThat(arrowsBack).isEmpty();
  }

  private static List<String> sources() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(f -> f.toString().endsWith(".java")).map(LayersTest::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> all(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.results().map(result -> result.group(1)).toList();
  }
}
