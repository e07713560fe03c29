// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freestore.diagnostics.leak.LeakReport.Used;
import org.freestore.diagnostics.snapshot.Blocks;
import org.freestore.diagnostics.snapshot.Site;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.freestore.diagnostics.snapshot.StoreSnapshot;

/// Which blocks match a suppression, by their types and, in stores that record all sites, by these;
/// and how many each template matched.
final class SuppressedBlocks {
  private final Blocks blocks;
  private final Snapshot snapshot;
  private final Suppressions suppressions;

  /// Of another process nothing is known.
  private final boolean heedsIgnored;

  private final IdentityHashMap<Site, Map<String, Optional<String>>> templates =
      new IdentityHashMap<>();
  private final Map<String, long[]> used = new LinkedHashMap<>();

  SuppressedBlocks(Snapshot snapshot, Suppressions suppressions) {
    this.snapshot = snapshot;
    blocks = snapshot.blocks();
    this.suppressions = suppressions;
    heedsIgnored =
        !LeaksIgnored.isEmpty() && snapshot.origin().pid() == ProcessHandle.current().pid();
  }

  /// Returns whether a block, which is a leak else, is suppressed, and counts it if it is.
  boolean test(int block) {
    if (heedsIgnored && LeaksIgnored.covers(blocks, block)) {
      return true;
    }
    if (suppressions.templates().isEmpty()) {
      return false;
    }
    StoreSnapshot store = snapshot.storeOf(block);
    Site site = store.recordsAll() ? blocks.site(block) : Site.UNKNOWN;
    String type = blocks.typeName(block);
    Optional<String> template =
        templates
            .computeIfAbsent(site, _ -> new HashMap<>())
            .computeIfAbsent(type, _ -> suppressions.match(type, site));
    template.ifPresent(it -> use(it, 1, blocks.blockBytes(block)));
    return template.isPresent();
  }

  void use(String template, long count, long byteSize) {
    long[] sum = used.computeIfAbsent(template, _ -> new long[2]);
    sum[0] += count;
    sum[1] += byteSize;
  }

  List<Used> used() {
    List<Used> list = new ArrayList<>();
    used.forEach((template, sum) -> list.add(new Used(template, sum[0], sum[1])));
    return list;
  }
}
