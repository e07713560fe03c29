// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeaptrackRawFormatTest {
  private static final String[] SMALL = {
    "v 10400 3",
    "x b /usr/bin/jq",
    "X /usr/bin/jq . data.json",
    "I 1000 5e298f",
    "m 1 -",
    "m 1 x 558e4c9d7000 0 1818 2000 256d",
    "m 10 /lib/my libjq.so 7f76d31d5000 0 7898 8000 2e92d",
    "t 558e4c9d8010 0",
    "t 7f76d31dd0ad 1",
    "+ 110 2 558e84ab8260",
    "c 0",
    "- 558e84ab8260",
    "+ 20 0 558e84ab8260",
    "- 1234",
    "R fa3"
  };

  @TempDir private Path directory;

  private List<String> events(String... lines) {
    return Traces.events(Traces.write(directory, lines));
  }

  @Test
  void blocksAreNamedByTheirAddress() {
    assertThat(events(SMALL))
        .containsExactly(
            "10 malloc 558e84ab8260 272",
            "12 free 558e84ab8260",
            "13 malloc 558e84ab8260 32",
            "14 free 1234");
  }

  @Test
  void stacksAreDescribedByModuleAndOffset() {
    try (TraceReader reader = TraceReader.open(Traces.write(directory, SMALL))) {
      TraceEvent event = new TraceEvent();
      assertThat(reader.next(event)).isTrue();
      assertThat(reader.format()).isEqualTo(TraceFormat.HEAPTRACK_RAW);
      assertThat(reader.callSites().describe(event.site()))
          .isEqualTo("my libjq.so+0x80ad ← jq+0x1010");
    }
  }

  @Test
  void whatIsMalformedIsRefusedWithItsLine() {
    refuses("+ 110 3 10", "line 5: expected the number of a call-tree node (below 2)");
    refuses("+ 110 1", "expected an address");
    refuses("- x", "expected an address");
    refuses("t 10", "expected a parent node");
    refuses("m 1 m zz", "expected a module's address");
    refuses("a 8 1", "a line of a raw heaptrack file");
  }

  private void refuses(String line, String message) {
    assertThatThrownBy(() -> events("v 10400 3", "x 2 jq", "t 10 0", "+ 8 1 10", line, "- 10"))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining(message);
  }
}
