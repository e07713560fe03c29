// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much of this process is in memory, from Linux's /proc.
public final class ResidentSet {
  private static final int BYTES_PER_KIB = 1024;

  private ResidentSet() {}

  /// Returns the resident bytes now, counted page by page by the kernel.
  public static long bytes() {
    return figure("/proc/self/smaps_rollup", "\nRss:");
  }

  /// Returns the most resident bytes since [#resetPeak].
  public static long peakBytes() {
    return figure("/proc/self/status", "\nVmHWM:");
  }

  /// Makes [#peakBytes] start again from what is resident now.
  public static void resetPeak() {
    try {
      Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long figure(String file, String label) {
    try {
      String text = new String(Files.readAllBytes(Path.of(file)), StandardCharsets.ISO_8859_1);
      int begin = text.indexOf(label) + label.length();
      int end = text.indexOf("kB", begin);
      return Long.parseLong(text.substring(begin, end).trim()) * BYTES_PER_KIB;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
