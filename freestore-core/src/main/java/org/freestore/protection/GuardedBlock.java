// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import org.freestore.memory.Memory;
import org.jspecify.annotations.Nullable;

/// A block under watch.
///
/// ```
///   base            address                    address + byteSize
///   │ front guard   │ the caller's bytes       │ rear guard      │
/// ```
///
/// @param base where the store's block starts
/// @param address what the caller has
/// @param byteSize what the caller asked for
/// @param blockBytes the usable size of the store's block
/// @param allocatedAt by whom
/// @param freedAt by whom, or null while it is live
record GuardedBlock(
    long base,
    long address,
    long byteSize,
    long blockBytes,
    Site allocatedAt,
    @Nullable Site freedAt) {
  static final long GUARD_BYTES = 16;

  /// As much of a front that alignment made longer is watched.
  private static final long MOST_FRONT_BYTES = 4096;

  private static final byte GUARD = (byte) 0xfd;
  private static final byte FREED = (byte) 0xde;

  GuardedBlock freed(Site site) {
    return new GuardedBlock(base, address, byteSize, blockBytes, allocatedAt, site);
  }

  /// Returns whether an address is among the caller's bytes.
  boolean contains(long at) {
    return at >= address && at < address + Math.max(byteSize, 1);
  }

  /// Returns whether an address is among the caller's bytes or the guards.
  boolean surrounds(long at) {
    return at >= base && at < base + blockBytes;
  }

  private long frontBytes() {
    return Math.min(address - base, MOST_FRONT_BYTES);
  }

  private long frontAddress() {
    return address - frontBytes();
  }

  private long rearAddress() {
    return address + byteSize;
  }

  private long rearBytes() {
    return base + blockBytes - rearAddress();
  }

  void writeGuards() {
    Memory.fill(frontAddress(), frontBytes(), GUARD);
    Memory.fill(rearAddress(), rearBytes(), GUARD);
  }

  void writeFreed() {
    Memory.fill(base, blockBytes, FREED);
  }

  /// Returns what is wrong with the guards, or null.
  @Nullable String damagedGuard() {
    long rear = Memory.mismatch(rearAddress(), rearBytes(), GUARD);
    if (rear >= 0) {
      return "write past the end of a block: offset=" + (byteSize + rear);
    }
    long front = Memory.mismatch(frontAddress(), frontBytes(), GUARD);
    return front < 0 ? null : "write before the start of a block: offset=" + (front - frontBytes());
  }

  /// Returns what was written to the block since it was freed, or null.
  @Nullable String writtenSinceFreed() {
    long at = Memory.mismatch(base, blockBytes, FREED);
    return at < 0 ? null : "write to a freed block: offset=" + (base + at - address);
  }

  /// Returns facts and history for a report.
  String describe() {
    return " address=0x"
        + Long.toHexString(address)
        + " byteSize="
        + byteSize
        + "\n"
        + history().stripTrailing();
  }

  String history() {
    Site freed = freedAt;
    return (freed == null ? "" : freed.describe("freed")) + allocatedAt.describe("allocated");
  }
}
