// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeaptrackFormatTest {
  private static final String[] SMALL = {
    "v 10400 3",
    "X /usr/bin/jq . data.json",
    "I 1000 5e298f",
    "s b /usr/bin/jq",
    "s f jv_mem_alloc(x)",
    "s 8 a b/jv.c",
    "i 7f85b9124ab8 1 2 3 2a",
    "i 55ea8f844e60 1",
    "t 2 0",
    "t 1 1",
    "a 110 2",
    "a 10 1",
    "+ 0",
    "+ 0",
    "+ 1",
    "c 10",
    "R 20",
    "- 0",
    "- 1",
    "- 0",
    "# strings: 3"
  };

  @TempDir private Path directory;

  private List<String> events(String... lines) {
    return Traces.events(Traces.write(directory, lines));
  }

  @Test
  void blocksAreNamedByTheirKind() {
    assertThat(events(SMALL))
        .containsExactly(
            "13 malloc 0 272",
            "14 malloc 0 272",
            "15 malloc 1 16",
            "18 free 0",
            "19 free 1",
            "20 free 0");
  }

  @Test
  void stacksAreDescribedInnermostFirst() {
    try (TraceReader reader = TraceReader.open(Traces.write(directory, SMALL))) {
      TraceEvent event = new TraceEvent();
      assertThat(reader.next(event)).isTrue();
      assertThat(reader.callSites().describe(event.site()))
          .isEqualTo("jv_mem_alloc(x) (jv.c:42) ← jq 0x55ea8f844e60");
      assertThat(reader.callSites().describe(TraceEvent.NO_SITE)).isEmpty();
    }
  }

  @Test
  void longStacksAreCutShort() {
    String[] lines = {
      "v 10400 3", "s 1 m", "i 1 1", "t 1 0", "t 1 1", "t 1 2", "t 1 3", "t 1 4", "a 8 5", "+ 0"
    };
    try (TraceReader reader = TraceReader.open(Traces.write(directory, lines))) {
      TraceEvent event = new TraceEvent();
      assertThat(reader.next(event)).isTrue();
      assertThat(reader.callSites().describe(event.site()))
          .isEqualTo("m 0x1 ← m 0x1 ← m 0x1 ← m 0x1 ← …");
    }
  }

  @Test
  void oldFilesHaveUnsizedStringsOrNoKinds() {
    assertThat(events("v 10200 2", "s /usr/bin/jq", "i 1 1", "t 1 0", "a 8 1", "+ 0", "- 0"))
        .containsExactly("6 malloc 0 8", "7 free 0");
    assertThat(events("v 10000", "s /usr/bin/jq", "i 1 1", "t 1 0", "+ 8 1 7f00", "- 7f00"))
        .containsExactly("5 malloc 7f00 8", "6 free 7f00");
    assertThat(events("v 10200", "s /usr/bin/jq", "i 1 1", "t 1 0", "a 8 1", "+ 0"))
        .containsExactly("6 malloc 0 8");
  }

  @Test
  void aStringThatClaimsMoreThanItsLineEndsWithIt() {
    assertThat(events("v 10400 3", "s ffff short", "a 8 0", "+ 0")).containsExactly("4 malloc 0 8");
  }

  @Test
  void aLastLineCutShortIsPassedOver() {
    byte[] text = Traces.text("v 10400 3", "s 1 m", "a 8 0", "+ 0", "+");
    byte[] cut = Arrays.copyOf(text, text.length - 1);
    assertThat(Traces.events(Traces.write(directory, cut))).containsExactly("4 malloc 0 8");
  }

  @Test
  void anAttachedRecordingSaysSo() {
    Path path = Traces.write(directory, "v 10400 3", "A", "s 1 m", "a 8 0", "- 0");
    try (TraceReader reader = TraceReader.open(path)) {
      assertThat(reader.attached()).isTrue();
    }
  }

  @Test
  void whatIsMalformedIsRefusedWithItsLine() {
    refuses("+ 1", "line 5: expected the number of an allocation kind (below 1), found \"+ 1\"");
    refuses("- ffffffff", "the number of an allocation kind (below 1)");
    refuses("a 8 7", "the number of a call-tree node (below 1)");
    refuses("t 1 1", "the number of an earlier call-tree node (below 1)");
    refuses("a zz 0", "expected a size");
    refuses("+ 0 0", "expected end of line");
    refuses("q 0", "a line of an interpreted heaptrack file");
  }

  private void refuses(String line, String message) {
    assertThatThrownBy(() -> events("v 10400 3", "s 1 m", "a 8 0", "+ 0", line, "- 0"))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining(message);
  }
}
