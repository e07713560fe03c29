// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Measures by how much this process's resident memory grows at most.
///
/// The kernel keeps the peak (`VmHWM`) and forgets it when "5" is written to
/// `/proc/self/clear_refs` (proc(5)). Where that is not permitted, a thread looks at the resident
/// size every half millisecond and may miss a short peak. Where there is no `/proc`, nothing is
/// measured.
final class PeakResident {
  /// How a figure came about.
  enum Method {
    /// The kernel's own peak.
    KERNEL,
    /// Samples; may miss a short peak.
    SAMPLED,
    /// Not at all.
    NONE
  }

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR_REFS = Path.of("/proc/self/clear_refs");
  private static final byte[] RESET_PEAK = "5".getBytes(StandardCharsets.US_ASCII);

  private final Method method;
  private final ResidentSampler sampler = new ResidentSampler();
  private long startBytes;

  PeakResident() {
    method = !Files.isReadable(STATUS) ? Method.NONE : resetPeak() ? Method.KERNEL : Method.SAMPLED;
  }

  Method method() {
    return method;
  }

  /// Begins to measure from the present size.
  void begin() {
    switch (method) {
      case KERNEL -> {
        startBytes = statusBytes("VmRSS:");
        resetPeak();
      }
      case SAMPLED -> {
        startBytes = statusBytes("VmRSS:");
        sampler.start();
      }
      case NONE -> {}
    }
  }

  /// Ends measuring and returns the growth up to the peak in bytes, 0 where nothing is measured.
  long end() {
    return switch (method) {
      case KERNEL -> Math.max(0, statusBytes("VmHWM:") - startBytes);
      case SAMPLED -> Math.max(0, sampler.stop() - startBytes);
      case NONE -> 0;
    };
  }

  private static boolean resetPeak() {
    try {
      Files.write(CLEAR_REFS, RESET_PEAK);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// Returns a figure of `/proc/self/status`, which are all in kB.
  static long statusBytes(String key) {
    try {
      for (String line : Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith(key)) {
          String kibibytes = line.substring(key.length(), line.indexOf("kB")).strip();
          return Long.parseLong(kibibytes) << 10;
        }
      }
      return 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
