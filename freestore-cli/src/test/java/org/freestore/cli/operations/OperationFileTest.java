// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationFileTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsWrittenIsReadAgain(boolean threaded) {
    int operations = 600_000;
    Path path = directory.resolve("operations");
    OperationFacts facts = write(path, operations, threaded);
    assertThat(facts.operations()).isEqualTo(operations);
    try (OperationFile file = new OperationFile(path)) {
      assertThat(file.facts()).isEqualTo(facts);
      assertThat(check(file, threaded)).isEqualTo(operations);
      assertThat(check(file, threaded)).isEqualTo(operations);
    }
  }

  @Test
  void operationsThatAreNotKeptAreReadAnewInEveryRound() {
    int operations = 6_000_000;
    Path path = directory.resolve("operations");
    write(path, operations, false);
    try (OperationFile file = new OperationFile(path)) {
      assertThat(check(file, false)).isEqualTo(operations);
      assertThat(check(file, false)).isEqualTo(operations);
      assertThatThrownBy(() -> file.chunk(5)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /// Writes mallocs, and after each fifth a realloc of its block.
  private static OperationFacts write(Path path, int operations, boolean threaded) {
    int[] chunksEnded = {0};
    try (OperationFileWriter writer =
        new OperationFileWriter(path, threaded, () -> chunksEnded[0]++)) {
      for (int i = 0; i < operations; i++) {
        if (i % 5 == 4) {
          writer.addRealloc(i % 3, i, i * 2L, i - 1, i - 1);
        } else {
          writer.add(i % 3, i, Operand.of(Operand.MALLOC, i));
        }
      }
      OperationFacts facts = writer.finish(operations, 3, 1);
      assertThat(chunksEnded[0]).isEqualTo(facts.chunks());
      return facts;
    }
  }

  private static int check(OperationFile file, boolean threaded) {
    int operation = 0;
    for (int number = 0; number < file.facts().chunks(); number++) {
      Chunk chunk = file.chunk(number);
      for (int i = 0; i < chunk.count(); i++, operation++) {
        long operand = chunk.operands()[i];
        if (chunk.slots()[i] != operation
            || (threaded && chunk.threads()[i] != operation % 3)
            || Operand.code(operand) != (operation % 5 == 4 ? Operand.REALLOC : Operand.MALLOC)
            || Operand.byteSize(operand) != operation * (operation % 5 == 4 ? 2L : 1L)) {
          throw new AssertionError("operation " + operation);
        }
        if (operation % 5 == 4) {
          i++;
          assertThat(chunk.operands()[i]).isEqualTo(Operand.of(Operand.FROM, operation - 1));
        }
      }
    }
    return operation;
  }

  @Test
  void operandsKeepTheirParts() {
    for (int shift = 0; shift <= 40; shift++) {
      long operand = Operand.aligned(Operand.MAX_BYTES, 1L << shift);
      assertThat(Operand.code(operand)).isEqualTo(Operand.MEMALIGN);
      assertThat(Operand.byteSize(operand)).isEqualTo(Operand.MAX_BYTES);
      assertThat(Operand.byteAlignment(operand)).isEqualTo(1L << shift);
    }
  }

  @Test
  void aFileThatIsDamagedIsRefused() throws IOException {
    Path path = directory.resolve("operations");
    Files.write(path, new byte[64]);
    assertThatThrownBy(() -> new OperationFile(path))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("not an operation file");
    write(path, 1_000, false);
    Files.write(path, Arrays.copyOf(Files.readAllBytes(path), 5_000));
    assertThatThrownBy(() -> new OperationFile(path))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("ends too early");
  }
}
