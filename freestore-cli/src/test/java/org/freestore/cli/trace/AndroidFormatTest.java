// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AndroidFormatTest {
  @TempDir private Path directory;

  private List<String> events(String... lines) {
    return Traces.events(Traces.write(directory, lines));
  }

  @Test
  void everyKindOfLineIsRead() {
    assertThat(
            events(
                "12: malloc 0x7000 24",
                "12: calloc 0x7100 4 16",
                "13: memalign 0x7200 64 100",
                "13: realloc 0x7300 0x7000 48",
                "13: realloc 0x7400 0x0 8",
                "13: realloc 0x0 0x7400 0",
                "12: free 0x7300",
                "12: free 0x0",
                "12: thread_done 0x0"))
        .containsExactly(
            "1 malloc 7000 24",
            "2 calloc 7100 64",
            "3 memalign 7200 100 64",
            "4 realloc 7000 7300 48",
            "5 malloc 7400 8",
            "6 free 7400",
            "7 free 7300",
            "8 free null",
            "9 thread done 12");
  }

  @Test
  void timesAtTheEndArePassedOver() {
    assertThat(
            events(
                "12: malloc 0x7000 24 10020 10040",
                "12: free 0x7000 10060 10080",
                "12: thread_done 0x0 10100",
                "12: thread_done 0x0 "))
        .containsExactly("1 malloc 7000 24", "2 free 7000", "3 thread done 12", "4 thread done 12");
  }

  @Test
  void requestsThatGotNothingAreFailures() {
    assertThat(
            events(
                "1: malloc 0x0 24",
                "1: calloc 0x0 9223372036854775807 3",
                "1: memalign 0x0 8 24",
                "1: realloc 0x0 0x7000 24"))
        .containsExactly(
            "1 failed 24", "2 failed 9223372036854775807", "3 failed 24", "4 failed 24");
  }

  @Test
  void anAlignmentThatIsNoPowerOfTwoIsRoundedUp() {
    assertThat(events("1: memalign 0x10 48 8", "1: memalign 0x20 0 8", "1: memalign 0x30 64 8"))
        .containsExactly("1 memalign 10 8 64", "2 memalign 20 8 1", "3 memalign 30 8 64");
  }

  @Test
  void everyEventNamesItsThread() {
    List<Long> threads = new ArrayList<>();
    Path path = Traces.write(directory, "7: malloc 0x10 8", "9: free 0x10", "7: thread_done 0x0");
    try (TraceReader reader = TraceReader.open(path)) {
      TraceEvent event = new TraceEvent();
      while (reader.next(event)) {
        threads.add(event.thread());
      }
    }
    assertThat(threads).containsExactly(7L, 9L, 7L);
  }

  @Test
  void whatIsMalformedIsRefusedWithItsLine() {
    refuses("x: malloc 0x10 8", "line 2: expected a thread id");
    refuses("1 malloc 0x10 8", "\": \" after the thread id");
    refuses("1: mallok 0x10 8", "malloc, calloc, memalign, realloc, free or thread_done");
    refuses("1: malloc 10 8", "an address (0x…)");
    refuses("1: malloc 0x10 -8", "a size in bytes");
    refuses("1: malloc 0x10 9223372036854775808", "a size in bytes below 2^63");
    refuses("1: calloc 0x10 4294967296 4294967296", "a calloc of less than 2^63 bytes");
    refuses("1: memalign 0x10 9223372036854775807 8", "an alignment up to 2^40");
    refuses("1: free 0x10 1 2 3", "expected end of line");
  }

  private void refuses(String line, String message) {
    assertThatThrownBy(() -> events("1: malloc 0x99 8", line, "1: free 0x99"))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining(message);
  }
}
