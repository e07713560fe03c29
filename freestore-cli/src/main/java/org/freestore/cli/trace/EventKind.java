// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

/// What a line of a trace says the program did.
public enum EventKind {
  /// Got a block; contents undefined.
  MALLOC,
  /// Got a zeroed block.
  CALLOC,
  /// Got a block at an alignment.
  MEMALIGN,
  /// Changed the size of a block, which may have moved.
  REALLOC,
  /// Gave a block back.
  FREE,
  /// Gave back no block: `free(NULL)`.
  FREE_NULL,
  /// Asked for memory and got none.
  FAILED,
  /// A thread ended.
  THREAD_DONE
}
