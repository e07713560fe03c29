// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.freestore.cli.operations.Operand;
import org.freestore.cli.operations.OperationFile;
import org.freestore.cli.operations.OperationFileWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageReplayTest {
  @TempDir private Path directory;

  private List<UsageSample> run(boolean threaded) {
    Path path = directory.resolve("operations");
    try (OperationFileWriter writer = new OperationFileWriter(path, threaded, () -> {})) {
      writer.makeRoom(2);
      writer.add(0, 0, Operand.of(Operand.MALLOC, 100));
      writer.add(0, 1, Operand.of(Operand.CALLOC, 200));
      writer.add(0, 2, Operand.aligned(300, 64));
      writer.addRealloc(0, 0, 5_000, 0, 100);
      writer.add(0, 1, Operand.of(Operand.FREE, 200));
      writer.finish(3, 1, 0);
    }
    try (OperationFile file = new OperationFile(path)) {
      return new UsageReplay(file).run();
    }
  }

  @Test
  void whatIsHeldIsNotedAfterEachOperationOfAShortTrace() {
    List<UsageSample> samples = run(false);
    assertThat(samples)
        .extracting(UsageSample::operations)
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 5L);
    assertThat(samples)
        .extracting(UsageSample::requestedBytes)
        .containsExactly(0L, 100L, 300L, 600L, 5_500L, 5_300L, 5_300L);
    for (UsageSample sample : samples) {
      assertThat(sample.inUseBytes()).isGreaterThanOrEqualTo(sample.requestedBytes());
      assertThat(sample.heldBytes()).isGreaterThanOrEqualTo(sample.inUseBytes());
    }
  }

  @Test
  void theOperationsOfSeveralThreadsAreExecutedInTheirOrder() {
    assertThat(run(true).getLast().requestedBytes()).isEqualTo(5_300);
  }
}
