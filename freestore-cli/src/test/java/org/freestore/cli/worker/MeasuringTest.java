// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.freestore.cli.allocator.AllocatorKind;
import org.freestore.cli.analysis.Analyses;
import org.freestore.cli.analysis.TraceSummary;
import org.freestore.cli.trace.Traces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs the real measuring processes.
@Timeout(300)
class MeasuringTest {
  private static final int BLOCKS = 3_000;
  private static final int BLOCK_BYTES = 4_000;

  @TempDir private Path directory;

  private Path operations() {
    return directory.resolve("operations");
  }

  private TraceSummary summary() {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= BLOCKS; i++) {
      lines.add("1: malloc 0x" + Integer.toHexString(i * 16) + " " + BLOCK_BYTES);
    }
    Path trace = Traces.write(directory, lines.toArray(String[]::new));
    return Analyses.run(trace, operations(), false, Analyses.LIMITS);
  }

  private List<Outcome> measure(TraceSummary summary, AllocatorKind... kinds) {
    return new Measuring(operations(), summary.facts(), directory, 2, (done, total) -> {})
        .measure(List.of(kinds));
  }

  @Test
  void everyAllocatorThatIsInstalledDoesTheSameWork() {
    AllocatorKind[] installed =
        Arrays.stream(AllocatorKind.values())
            .filter(kind -> kind.missing().isEmpty())
            .toArray(AllocatorKind[]::new);
    TraceSummary summary = summary();
    List<Outcome> outcomes = measure(summary, installed);
    assertThat(outcomes).hasSize(installed.length).allMatch(Measurement.class::isInstance);
    long hash = ((Measurement) outcomes.getFirst()).hash();
    for (Outcome outcome : outcomes) {
      Measurement measurement = (Measurement) outcome;
      assertThat(measurement.hash()).as(measurement.kind().key()).isEqualTo(hash);
      assertThat(measurement.refused()).isZero();
      assertThat(measurement.rounds()).isEqualTo(2);
      assertThat(measurement.cpuNanosPerOperation()).isPositive();
      measurement
          .peakResidentGrowthBytes()
          .ifPresent(growth -> assertThat(growth).isGreaterThan(summary.peakLiveBytes() * 9 / 10));
    }
  }

  @Test
  void aProcessThatCannotMeasureSaysWhy() throws IOException {
    TraceSummary summary = summary();
    Files.write(operations(), new byte[100]);
    assertThat(measure(summary, AllocatorKind.FREESTORE))
        .singleElement()
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure ->
                assertThat(failure.message())
                    .startsWith("freestore: ")
                    .contains("not an operation file"));
  }
}
