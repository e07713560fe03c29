// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.allocator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds native allocators where distributions put shared libraries.
final class NativeLibraries {
  private static final List<String> DIRECTORIES =
      List.of(
          "/usr/lib/x86_64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu",
          "/usr/lib64",
          "/usr/lib",
          "/usr/local/lib",
          "/opt/homebrew/lib");

  private NativeLibraries() {}

  /// Returns the first file of these names that exists.
  static Optional<Path> find(List<String> fileNames) {
    return DIRECTORIES.stream()
        .flatMap(directory -> paths(directory, fileNames))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Stream<Path> paths(String directory, List<String> fileNames) {
    return fileNames.stream().map(name -> Path.of(directory, name));
  }
}
