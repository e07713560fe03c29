// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.freestore.Defect;
import org.freestore.MisuseReport;
import org.freestore.MisuseReport.Subject;
import org.jspecify.annotations.Nullable;

/// Counts misuses: the same defect, of an object of the same type, at the same site, is the same.
///
/// Keeps the text of the first of each, and tells at most so many apart: a program that misuses
/// memory in ever new ways does not fill the Java heap with what it did. Any thread may call
/// anything.
final class MisuseTally {
  private final Clock clock;
  private final int mostKinds;
  private final Map<Kind, Line> lines = new HashMap<>();
  private @Nullable Line others;

  /// Makes an empty tally.
  ///
  /// @param mostKinds how many misuses are told apart at most
  MisuseTally(Clock clock, int mostKinds) {
    this.clock = clock;
    this.mostKinds = mostKinds;
  }

  private record Kind(Defect defect, String typeName, StackTraceElement site) {
    static Kind of(MisuseReport report) {
      Subject subject = report.subject();
      return new Kind(report.defect(), subject == null ? "" : subject.typeName(), report.site());
    }
  }

  /// Counts a misuse.
  ///
  /// @return how often it was counted, this one included; 0 where it is not told apart
  synchronized long count(MisuseReport report) {
    Kind kind = Kind.of(report);
    Line line = lines.get(kind);
    if (line == null && lines.size() < mostKinds) {
      line = new Line(kind.defect.word(), kind.typeName, kind.site.toString(), report.text());
      lines.put(kind, line);
    }
    if (line != null) {
      return line.count(clock.millis());
    }
    if (others == null) {
      others = new Line("", "", "", "");
    }
    others.count(clock.millis());
    return 0;
  }

  /// Returns a line for each misuse, the most frequent first, and last one for those not told
  /// apart, if there are any.
  synchronized List<MisuseCount> counts() {
    List<MisuseCount> counts = new ArrayList<>();
    lines.values().forEach(line -> counts.add(line.asCount()));
    counts.sort(
        Comparator.comparingLong(MisuseCount::count)
            .reversed()
            .thenComparingLong(MisuseCount::firstMillis));
    if (others != null) {
      counts.add(others.asCount());
    }
    return List.copyOf(counts);
  }

  private static final class Line {
    private final String defect;
    private final String typeName;
    private final String site;
    private final String firstReport;
    private long count;
    private long firstMillis;
    private long lastMillis;

    Line(String defect, String typeName, String site, String firstReport) {
      this.defect = defect;
      this.typeName = typeName;
      this.site = site;
      this.firstReport = firstReport;
    }

    long count(long nowMillis) {
      firstMillis = count == 0 ? nowMillis : firstMillis;
      lastMillis = nowMillis;
      return ++count;
    }

    MisuseCount asCount() {
      return new MisuseCount(defect, typeName, site, count, firstMillis, lastMillis, firstReport);
    }
  }
}
