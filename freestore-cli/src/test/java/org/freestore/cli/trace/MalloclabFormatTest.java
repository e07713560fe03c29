// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MalloclabFormatTest {
  @TempDir private Path directory;

  private List<String> events(String... lines) {
    return Traces.events(Traces.write(directory, lines));
  }

  @Test
  void everyKindOfLineIsRead() {
    assertThat(events("20000", "2", "5", "1", "a 0 512", "a 1 128", "r 0 640", "f -1", "f 0"))
        .containsExactly(
            "5 malloc 0 512", "6 malloc 1 128", "7 realloc 0 0 640", "8 free null", "9 free 0");
  }

  @Test
  void theHeaderMayStandOnOneLine() {
    assertThat(events("20000 2 5 1", "a 0 512")).containsExactly("2 malloc 0 512");
  }

  @Test
  void anAllocationWithoutASizeHasSizeZero() {
    assertThat(events("1 1 1 1", "a 5", "f 5")).containsExactly("2 malloc 5 0", "3 free 5");
  }

  @Test
  void whatIsMalformedIsRefusedWithItsLine() {
    refuses("x 0", "line 2: expected a malloclab operation (a, r or f)");
    refuses("a -1 8", "a block's number");
    refuses("a 0 99999999999999999999", "a size in bytes below 2^63");
    refuses("r 0", "a size in bytes");
    refuses("f 0 0", "expected end of line");
  }

  private void refuses(String line, String message) {
    assertThatThrownBy(() -> events("1 1 1 1", line, "f 0"))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining(message);
  }
}
