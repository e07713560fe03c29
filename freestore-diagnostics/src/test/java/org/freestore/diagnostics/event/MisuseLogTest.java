// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.freestore.Defect;
import org.freestore.MisuseReport;
import org.junit.jupiter.api.Test;

/// What a log says of misuse that is repeated.
class MisuseLogTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

  private final List<String> written = new ArrayList<>();

  private MisuseLog log(int mostKinds) {
    return new MisuseLog(written::add, new MisuseTally(NOON, mostKinds));
  }

  private static MisuseReport misuse(Defect defect, int line) {
    return new MisuseReport(
        defect,
        "the block was freed before",
        0x1000,
        "global",
        "main",
        new StackTraceElement("Server", "answer", "Server.java", line),
        null,
        null,
        null,
        List.of(),
        "");
  }

  @Test
  void theFirstIsWrittenInFullAndThenOnlyPowersOfTen() {
    MisuseLog log = log(10);
    MisuseReport misuse = misuse(Defect.DOUBLE_FREE, 7);
    for (int i = 0; i < 12_345; i++) {
      log.misused(misuse);
    }
    assertThat(written)
        .containsExactly(
            misuse.text(),
            "10 times by now: " + misuse.summary(),
            "100 times by now: " + misuse.summary(),
            "1,000 times by now: " + misuse.summary(),
            "10,000 times by now: " + misuse.summary());
  }

  @Test
  void anotherDefectOrPlaceIsAnotherMisuse() {
    MisuseLog log = log(10);
    log.misused(misuse(Defect.DOUBLE_FREE, 7));
    log.misused(misuse(Defect.DOUBLE_FREE, 8));
    log.misused(misuse(Defect.BAD_FREE, 7));
    log.misused(misuse(Defect.BAD_FREE, 7));
    assertThat(written).hasSize(3);
    assertThat(log.counts())
        .extracting(MisuseCount::defect, MisuseCount::count)
        .containsExactly(tuple("bad-free", 2L), tuple("double-free", 1L), tuple("double-free", 1L));
    assertThat(log.counts())
        .allMatch(each -> each.firstMillis() == NOON.millis() && each.site().contains("Server"));
  }

  @Test
  void aProgramThatMisusesInEverNewWaysFillsNothing() {
    MisuseLog log = log(3);
    for (int line = 1; line <= 1_000; line++) {
      log.misused(misuse(Defect.DOUBLE_FREE, line));
    }
    assertThat(written).hasSize(4);
    assertThat(written.getLast()).contains("are counted, not written");
    assertThat(log.counts()).hasSize(4);
    assertThat(log.counts().getLast().count()).isEqualTo(997);
    assertThat(log.summary())
        .contains("      997  others")
        .endsWith("SUMMARY: Freestore: 1,000 misuses at 3 places and others");
  }

  @Test
  void theSummaryAddsUp() {
    MisuseLog log = log(3);
    log.misused(misuse(Defect.DOUBLE_FREE, 7));
    log.misused(misuse(Defect.DOUBLE_FREE, 7));
    log.misused(misuse(Defect.BAD_FREE, 9));
    assertThat(log.summary().lines())
        .containsExactly(
            "        2  double-free at Server.answer(Server.java:7)",
            "        1  bad-free at Server.answer(Server.java:9)",
            "SUMMARY: Freestore: 3 misuses at 2 places");
  }
}
