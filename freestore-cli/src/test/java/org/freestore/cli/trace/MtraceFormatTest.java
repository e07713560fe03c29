// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MtraceFormatTest {
  @TempDir private Path directory;

  private List<String> events(String... lines) {
    return Traces.events(Traces.write(directory, lines));
  }

  @Test
  void everyKindOfLineIsRead() {
    assertThat(
            events(
                "= Start",
                "@ /usr/bin/git:[0x39221] + 0x5580108b52a0 0x5",
                "@ /lib/libc.so.6:(_IO_file_doallocate+8c)[0x758cc] + 0x5580108b5680 0x1000",
                "@ /usr/bin/git:[0x33bcd] < 0x5580108b52a0",
                "@ /usr/bin/git:[0x33bcd] > 0x5580108b7000 0x40",
                "@ [0x33bcd] ! 0x5580108b7000 0x100000000",
                "+ 0x10 0",
                "+ (nil) 0x7fff",
                "@ /usr/bin/git:[0x33bcd] - 0x5580108b7000",
                "= End"))
        .containsExactly(
            "2 malloc 5580108b52a0 5",
            "3 malloc 5580108b5680 4096",
            "5 realloc 5580108b52a0 5580108b7000 64",
            "6 failed 4294967296",
            "7 malloc 10 0",
            "8 failed 32767",
            "9 free 5580108b7000");
  }

  @Test
  void anObjectNameMayHoldBlanksColonsAndBrackets() {
    assertThat(events("@ /opt/My App: [v2] (x)/a.out:(f+1)[0x12] + 0x10 0x20"))
        .containsExactly("1 malloc 10 32");
  }

  @Test
  void aReallocPairTornApartByAnotherThreadIsAFreeAndAnAllocation() {
    assertThat(events("+ 0x10 0x8", "< 0x10", "+ 0x20 0x8", "> 0x30 0x10", "< 0x20", "< 0x30"))
        .containsExactly(
            "1 malloc 10 8",
            "3 free 10",
            "3 malloc 20 8",
            "4 malloc 30 16",
            "6 free 20",
            "6 free 30");
  }

  @Test
  void linesMayEndInCarriageReturnsAndBeEmpty() {
    assertThat(events("= Start\r", "\r", "", "+ 0x10 0x8\r", "= End\r"))
        .containsExactly("4 malloc 10 8");
  }

  @Test
  void aLastLineCutShortIsPassedOver() {
    Path path =
        Traces.write(
            directory, "= Start\n+ 0x10 0x8\n@ /usr/bin/g".getBytes(StandardCharsets.UTF_8));
    assertThat(Traces.events(path)).containsExactly("2 malloc 10 8");
    try (TraceReader reader = TraceReader.open(path)) {
      drain(reader);
      assertThat(reader.cut()).isTrue();
      assertThat(reader.complete()).isFalse();
    }
  }

  @Test
  void aTraceIsCompleteOnlyWithItsEndMarkLast() {
    assertThat(complete("= Start", "+ 0x10 0x8", "= End")).isTrue();
    assertThat(complete("= Start", "+ 0x10 0x8")).isFalse();
    assertThat(complete("= Start", "= End", "= Start", "+ 0x10 0x8")).isFalse();
  }

  private boolean complete(String... lines) {
    try (TraceReader reader = TraceReader.open(Traces.write(directory, lines))) {
      drain(reader);
      return reader.complete();
    }
  }

  @Test
  void sitesAreToldApartAndDescribed() {
    assertThat(
            sites(
                "@ /usr/lib/cc1plus:(xmalloc+1c)[0x1770d4c] + 0x10 0x8",
                "@ /usr/lib/cc1plus:(xmalloc+1c)[0x1770d4c] + 0x20 0x8",
                "@ /usr/bin/git:[0x39221] + 0x30 0x8",
                "@ [0x39221] + 0x40 0x8",
                "+ 0x50 0x8"))
        .containsExactly(
            "xmalloc+0x1c (cc1plus)", "xmalloc+0x1c (cc1plus)", "git+0x39221", "0x39221", "");
  }

  private List<String> sites(String... lines) {
    List<String> sites = new ArrayList<>();
    try (TraceReader reader = TraceReader.open(Traces.write(directory, lines))) {
      TraceEvent event = new TraceEvent();
      while (reader.next(event)) {
        sites.add(reader.callSites().describe(event.site()));
      }
    }
    return sites;
  }

  @Test
  void whatIsMalformedIsRefusedWithItsLine() {
    refuses("+ 0x10", "line 2: expected a size (0x…), found \"+ 0x10\"");
    refuses("+ 10 0x8", "line 2: expected an address (0x…)");
    refuses("+ 0x10 0xzz", "line 2: expected a size");
    refuses("+ 0x11112222333344445 0x8", "an address (0x…) of at most 16 digits");
    refuses("+ 0x10 0x8000000000000000", "a size (0x…) below 2^63");
    refuses("+ 0x10 0x8 0x9", "expected end of line");
    refuses("* 0x10", "an mtrace operation (+ - < > !)");
    refuses("@ nowhere + 0x10 0x8", "a caller (@ object:[0x…])");
    refuses("= Middle", "\"= Start\" or \"= End\"");
  }

  private void refuses(String line, String message) {
    assertThatThrownBy(() -> events("= Start", line, "= End"))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining(message);
  }

  private static void drain(TraceReader reader) {
    TraceEvent event = new TraceEvent();
    while (reader.next(event)) {
      assertThat(event.byteSize()).isNotNegative();
    }
  }
}
