// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.freestore.cli.worker.Measurement;
import org.freestore.cli.worker.Outcome;

/// What the allocators took for a trace, with ratios to the first, Freestore.
final class AllocatorText {
  private AllocatorText() {}

  static List<String> lines(TraceReport report) {
    List<Measurement> measurements = report.measurements();
    List<String> lines = new ArrayList<>();
    if (!measurements.isEmpty()) {
      lines.addAll(table(measurements, report.summary().peakLiveBytes()));
    }
    for (Measurement measurement : measurements) {
      notes(measurement, measurements.getFirst(), lines);
    }
    for (Outcome.Failure failure : report.failures()) {
      lines.add(HumanReport.INDENT + "not measured: " + failure.message());
    }
    return lines;
  }

  private static List<String> table(List<Measurement> measurements, long peakLiveBytes) {
    Measurement first = measurements.getFirst();
    boolean several = measurements.size() > 1;
    String relative = "÷ " + first.kind().key();
    Table table =
        several
            ? new Table("<", "ns/operation", relative, "peak growth", "÷ peak live", relative)
            : new Table("<", "ns/operation", "peak growth", "÷ peak live");
    for (Measurement m : measurements) {
      List<String> row = new ArrayList<>();
      row.add(m.kind().key());
      row.add(Units.nanos(m.cpuNanosPerOperation()));
      if (several) {
        row.add(Units.ratio(m.cpuNanosPerOperation() / first.cpuNanosPerOperation()));
      }
      row.add(growth(m.peakResidentGrowthBytes()));
      row.add(ratio(m.peakResidentGrowthBytes(), peakLiveBytes));
      if (several) {
        row.add(ratio(m.peakResidentGrowthBytes(), first.peakResidentGrowthBytes().orElse(0)));
      }
      table.row(row);
    }
    return table.lines(HumanReport.INDENT);
  }

  private static String growth(OptionalLong bytes) {
    return bytes.isPresent() ? Units.bytes(bytes.getAsLong()) : "-";
  }

  private static String ratio(OptionalLong bytes, long to) {
    return bytes.isPresent() ? Units.ratio((double) bytes.getAsLong() / to) : "-";
  }

  private static void notes(Measurement measurement, Measurement first, List<String> lines) {
    String name = HumanReport.INDENT + measurement.kind().key();
    if (measurement.refused() > 0) {
      lines.add(name + " refused " + Units.count(measurement.refused(), "allocation"));
    }
    if (measurement.sampled()) {
      lines.add(name + ": the peak was sampled and may be too small");
    }
    if (measurement.hash() != first.hash() && measurement.refused() == first.refused()) {
      lines.add(name + " did other work than " + first.kind().key() + ": the hashes differ");
    }
  }
}
