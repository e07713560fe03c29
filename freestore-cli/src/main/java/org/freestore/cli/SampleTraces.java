// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The traces that come with Freestore; the launcher says where they are.
final class SampleTraces {
  private static final String DIRECTORY_PROPERTY = "freestore.samples";

  private SampleTraces() {}

  /// Returns the sample traces by name; empty if there are none.
  static List<Path> find() {
    String directory = System.getProperty(DIRECTORY_PROPERTY);
    if (directory == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(Path.of(directory))) {
      return files.filter(SampleTraces::isTrace).map(SampleTraces::shortest).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /// Returns the path from the working directory where that is shorter to read.
  private static Path shortest(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file) : file;
  }

  private static boolean isTrace(Path file) {
    String name = file.toString();
    return name.endsWith(".gz") || name.endsWith(".zst") || name.endsWith(".zip");
  }
}
