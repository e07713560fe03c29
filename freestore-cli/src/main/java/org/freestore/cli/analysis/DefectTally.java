// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.freestore.cli.trace.CallSites;
import org.freestore.cli.trace.TraceEvent;

/// Counts defects of one kind by call site.
///
/// At most [#MAX_SITES] sites are kept apart; what comes later counts under "no site".
final class DefectTally {
  private static final int MAX_SITES = 1 << 18;

  private static final class Group {
    final int site;
    long count;
    long bytes;
    long firstLine = Long.MAX_VALUE;

    Group(int site) {
      this.site = site;
    }

    void add(long byteSize, long line) {
      count++;
      bytes += byteSize;
      firstLine = Math.min(firstLine, line);
    }
  }

  private static final Comparator<Group> LARGEST_FIRST =
      Comparator.<Group>comparingLong(group -> -group.bytes)
          .thenComparingLong(group -> -group.count)
          .thenComparingLong(group -> group.firstLine);

  private final Map<Integer, Group> groups = new HashMap<>();
  private final Group all = new Group(TraceEvent.NO_SITE);

  void add(int site, long byteSize, long line) {
    all.add(byteSize, line);
    int kept = groups.size() < MAX_SITES || groups.containsKey(site) ? site : TraceEvent.NO_SITE;
    groups.computeIfAbsent(kept, Group::new).add(byteSize, line);
  }

  /// Returns the result with at most `maxGroups` call sites.
  Defects toDefects(CallSites sites, int maxGroups) {
    List<DefectGroup> largest =
        groups.values().stream()
            .sorted(LARGEST_FIRST)
            .limit(maxGroups)
            .map(g -> new DefectGroup(sites.describe(g.site), g.count, g.bytes, g.firstLine))
            .toList();
    long firstLine = all.count == 0 ? 0 : all.firstLine;
    return new Defects(all.count, all.bytes, firstLine, largest, groups.size() - largest.size());
  }
}
