// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

/// By what live blocks are summed up: see [Groups].
public enum Grouping {
  /// By store. Exact.
  STORE,
  /// By type and kind; raw blocks together. Exact.
  TYPE,
  /// By the size of the block. Exact.
  SIZE_CLASS,
  /// By whose slab the block lies in, and so by whose thread's next allocations are served from its
  /// place: its allocator's, as long as that thread lives. Exact.
  HEAP,
  /// By type and the place where it was allocated.
  SITE,
  /// By the thread that allocated it.
  THREAD,
  /// By how long ago it was allocated.
  AGE;

  /// Returns whether it needs what is recorded of allocations: without full sites its numbers are
  /// estimates from a sample.
  public boolean isOfRecords() {
    return this == SITE || this == THREAD || this == AGE;
  }
}
