// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.freestore.region.MainWindow;
import org.freestore.region.Window;

/// How much memory the blocks of all stores take, as Linux counts it: see `/proc/self/smaps` in
/// `man 5 proc`.
final class ResidentSet {
  private static final Path SMAPS = Path.of("/proc/self/smaps");

  private ResidentSet() {}

  /// Returns the resident bytes behind the blocks of all stores.
  static long ofBlocks() {
    assumeTrue(Files.isReadable(SMAPS), "resident memory is asked of Linux");
    long base = MainWindow.BASE;
    long end = base + Window.MOST_BYTES;
    long kibibytes = 0;
    boolean inside = false;
    for (String line : lines()) {
      if (Character.isDigit(line.charAt(0)) || Character.isLowerCase(line.charAt(0))) {
        long start = Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16);
        inside = start >= base && start < end && line.contains(" rw-p ");
      } else if (inside && line.startsWith("Rss:")) {
        kibibytes += Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return kibibytes << 10;
  }

  private static Iterable<String> lines() {
    try {
      return Files.readAllLines(SMAPS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
