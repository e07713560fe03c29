// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import java.util.List;

/// What was live in a store at one moment, by type and by site, the largest first.
///
/// The types add up: `liveCount` is the sum over `types` and `otherTypesCount`, `byteSize` that
/// over `types` and `otherTypesBytes`. So do the sites, by the estimate: `byteSize` is the sum over
/// `sites`, `otherSitesBytes` and `unknownSitesBytes`.
///
/// @param liveCount how many objects, arrays and raw blocks were live
/// @param byteSize the bytes of all their blocks
/// @param types the largest types
/// @param otherTypesCount how many of other types were live
/// @param otherTypesBytes their bytes
/// @param sites the largest sites
/// @param otherSitesBytes the bytes allocated at other sites, by the estimate
/// @param unknownSitesBytes the bytes of blocks of which none of their type and about their size in
///   their store is recorded
/// @param cpuNanos how much time of a processor it took to find out, in nanoseconds
public record Usage(
    long liveCount,
    long byteSize,
    List<TypeUsage> types,
    long otherTypesCount,
    long otherTypesBytes,
    List<SiteUsage> sites,
    long otherSitesBytes,
    long unknownSitesBytes,
    long cpuNanos) {

  /// Copies the lists.
  public Usage {
    types = List.copyOf(types);
    sites = List.copyOf(sites);
  }
}
