// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import java.util.List;

/// What is live of one type and was allocated at one site: an estimate, unless every allocation was
/// recorded.
///
/// Which blocks are recorded depends only on their sizes, so what is recorded of those of one type
/// and about one size in a store is a fair sample of them: their exact number is shared out among
/// their sites in proportion to what the records stand for.
///
/// @param frames the stack, innermost first, without Freestore's own frames; as
///   [StackTraceElement#toString()] writes them
/// @param typeName as in [TypeUsage]
/// @param recordedCount how many live allocations of this site and type are recorded
/// @param estimatedCount how many are live, by the estimate
/// @param estimatedBytes the bytes of their blocks, by the estimate
/// @param exact whether every live allocation of the type was recorded, where this site's are: then
///   nothing is estimated
public record SiteUsage(
    List<String> frames,
    String typeName,
    long recordedCount,
    long estimatedCount,
    long estimatedBytes,
    boolean exact) {

  /// Copies the list.
  public SiteUsage {
    frames = List.copyOf(frames);
  }
}
