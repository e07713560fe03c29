// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.freestore.cli.analysis.Limits;
import org.freestore.cli.analysis.TraceAnalysis;
import org.freestore.cli.analysis.TraceSummary;
import org.freestore.cli.trace.TraceReader;

/// A recorded trace, prepared for replaying.
///
/// @param name the file's name up to its first dot
/// @param operations the operation file made of it
/// @param operationCount how many operations it has
/// @param peakLiveBytes the most bytes that were alive at once
public record Trace(String name, Path operations, long operationCount, long peakLiveBytes) {
  private static final Limits LIMITS = new Limits(1L << 34, 1L << 36, 1L << 30, 1 << 16);

  /// Reads a trace with the reader of `freestore replay` and writes its operation file.
  ///
  /// @throws org.freestore.cli.trace.TraceException if the trace cannot be read
  /// @throws IOException if the directory cannot be made
  public static Trace prepare(Path file, Path directory) throws IOException {
    String name = file.getFileName().toString().replaceFirst("\\..*", "");
    Path operations = Files.createDirectories(directory).resolve(name + ".operations");
    try (TraceReader reader = TraceReader.open(file);
        TraceAnalysis analysis = new TraceAnalysis(reader, operations, false, LIMITS)) {
      TraceSummary summary = analysis.run(bytes -> {}, 1);
      return new Trace(name, operations, summary.facts().operations(), summary.peakLiveBytes());
    }
  }
}
