// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.report;

import java.util.List;
import org.freestore.cli.analysis.TraceSummary;
import org.freestore.cli.replay.UsageSample;
import org.freestore.cli.worker.Measurement;
import org.freestore.cli.worker.Outcome;

/// All that is known of one trace: what its program did, and what the allocators took for it.
///
/// @param outcomes Freestore's first
/// @param usage what Freestore held over time; empty if that was not asked for
public record TraceReport(TraceSummary summary, List<Outcome> outcomes, List<UsageSample> usage) {
  /// Returns the allocators that could be measured.
  public List<Measurement> measurements() {
    return outcomes.stream()
        .filter(Measurement.class::isInstance)
        .map(Measurement.class::cast)
        .toList();
  }

  /// Returns the allocators that could not.
  public List<Outcome.Failure> failures() {
    return outcomes.stream()
        .filter(Outcome.Failure.class::isInstance)
        .map(Outcome.Failure.class::cast)
        .toList();
  }
}
