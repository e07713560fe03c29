// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

import java.nio.file.Path;
import org.freestore.cli.trace.TraceReader;
import org.freestore.cli.trace.Traces;

/// Analyses traces written down in a test.
public final class Analyses {
  public static final Limits LIMITS = new Limits(1 << 30, 1L << 32, 1_000_000, 100);

  private Analyses() {}

  /// Analyses a trace and leaves its operations in `operations`.
  public static TraceSummary run(Path trace, Path operations, boolean threaded, Limits limits) {
    try (TraceReader reader = TraceReader.open(trace);
        TraceAnalysis analysis = new TraceAnalysis(reader, operations, threaded, limits)) {
      return analysis.run(bytes -> {}, 10);
    }
  }

  /// Analyses lines for a replay by one thread.
  public static TraceSummary run(Path directory, String... lines) {
    Path trace = Traces.write(directory, lines);
    return run(trace, directory.resolve("operations"), false, LIMITS);
  }
}
