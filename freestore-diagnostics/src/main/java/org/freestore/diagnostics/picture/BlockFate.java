// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

/// What is known of who holds a live block.
public enum BlockFate {
  /// It is not live.
  NOT_LIVE(0),
  /// It is live; who holds it is not known.
  LIVE(1),
  /// Nothing points to it.
  DIRECT_LEAK(2),
  /// Only what leaked leads to it.
  INDIRECT_LEAK(3),
  /// It is part of a cycle that nothing else leads to.
  CYCLE(4),
  /// A root leads to it.
  REACHABLE(5);

  /// What the page knows it by: its place in the `STATES` of `colours.js`.
  private final int code;

  BlockFate(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
