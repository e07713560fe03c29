// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

/// A slab, or a large block with the granules it has.
///
/// @param address where it starts
/// @param byteSize how long it is, in bytes
/// @param blockBytes the size of each of its blocks, in bytes
/// @param kind what its blocks are
/// @param heapName whose it is
/// @param storeName the store it serves
/// @param liveBlocks how many blocks are live
/// @param cachedBlocks how many are in the magazines of a thread
/// @param remoteFreedBlocks how many were freed by other threads, and not yet collected
/// @param freeBlocks how many are free
/// @param retiredBlocks how many are not to be used again
public record MapSlab(
    long address,
    long byteSize,
    long blockBytes,
    Kind kind,
    String heapName,
    String storeName,
    long liveBlocks,
    long cachedBlocks,
    long remoteFreedBlocks,
    long freeBlocks,
    long retiredBlocks) {

  /// What the blocks of a slab are.
  public enum Kind {
    /// Raw blocks.
    RAW(0),
    /// Objects, each with a header.
    OBJECTS(1),
    /// One block of more than a granule.
    LARGE(2);

    /// What the page knows it by: its place in the `SLAB_KINDS` of `map-model.js`.
    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException if a size is not positive, or a count is negative
  public MapSlab {
    boolean counted =
        liveBlocks >= 0
            && cachedBlocks >= 0
            && remoteFreedBlocks >= 0
            && freeBlocks >= 0
            && retiredBlocks >= 0;
    if (byteSize <= 0 || blockBytes <= 0 || !counted) {
      throw new IllegalArgumentException("not a slab: " + address + " " + byteSize + " bytes");
    }
  }

  /// Returns how many blocks it has.
  public long capacity() {
    return liveBlocks + cachedBlocks + remoteFreedBlocks + freeBlocks + retiredBlocks;
  }
}
