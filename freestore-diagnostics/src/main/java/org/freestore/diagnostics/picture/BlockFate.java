// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

/// What is known of who holds a live block. The page knows them by their order.
public enum BlockFate {
  /// It is not live.
  NOT_LIVE,
  /// It is live; who holds it is not known.
  LIVE,
  /// Nothing points to it.
  DIRECT_LEAK,
  /// Only what leaked leads to it.
  INDIRECT_LEAK,
  /// It is part of a cycle that nothing else leads to.
  CYCLE,
  /// A root leads to it.
  REACHABLE
}
