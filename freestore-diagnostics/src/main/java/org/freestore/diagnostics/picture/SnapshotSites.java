// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.List;
import org.freestore.diagnostics.snapshot.Grouping;
import org.freestore.diagnostics.snapshot.Groups;
import org.freestore.diagnostics.snapshot.Site;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.freestore.diagnostics.snapshot.StoreSnapshot;

/// Makes the tree of a snapshot's allocation sites.
final class SnapshotSites {
  private static final String HOW_TO_RECORD =
      "Run with -Dfreestore.sampling=BYTES to record one allocation in so many bytes, or with"
          + " -Dfreestore.protection=sites to record each.";

  private final Snapshot snapshot;
  private final TypeNumbers types;

  SnapshotSites(Snapshot snapshot, TypeNumbers types) {
    this.snapshot = snapshot;
    this.types = types;
  }

  Section section() {
    List<Groups.Line> lines = Groups.of(snapshot, Grouping.SITE);
    if (lines.stream().allMatch(line -> line.key().site().isUnknown())) {
      return new Section.Missing(
          "sites",
          "Where it was allocated",
          "No site was recorded of anything that is live. " + HOW_TO_RECORD);
    }
    SiteTreeBuilder tree = new SiteTreeBuilder("all live memory");
    for (Groups.Line line : lines) {
      int type = types.ofWords(line.key().name());
      String name = type < 0 ? line.key().name() : types.names().get(type);
      tree.add(frames(line.key().site()), name, type, line.byteSize(), line.count());
    }
    return tree.build(about());
  }

  private static List<String> frames(Site site) {
    return site.isUnknown()
        ? List.of("(site not recorded)")
        : site.frames().stream().map(Site::words).toList();
  }

  private String about() {
    String widths =
        "Each frame is as wide as the live memory that was allocated under it: callers above, and"
            + " innermost the types.";
    boolean exact = snapshot.stores().stream().allMatch(StoreSnapshot::recordsAll);
    return exact
        ? widths
        : widths + " Counts of types are exact; their shares of sites are estimated from a sample.";
  }
}
