// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

/// What a trace may ask for before it is refused. A replay really takes the memory, so that a
/// hostile or damaged trace would otherwise take the machine's.
///
/// @param maxBlockBytes the largest single block
/// @param maxLiveBytes the largest sum of live blocks' sizes
/// @param maxOperations the largest number of operations
/// @param maxThreads the largest number of threads alive at once when they are replayed as threads
public record Limits(long maxBlockBytes, long maxLiveBytes, long maxOperations, int maxThreads) {
  /// The largest alignment that is replayed, in bytes.
  public static final long MAX_ALIGNMENT = 1L << 30;

  /// The largest number of blocks alive at once; each takes some 50 bytes of Java heap.
  static final int MAX_LIVE_BLOCKS = 1 << 26;
}
