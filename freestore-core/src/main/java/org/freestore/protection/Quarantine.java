// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import java.util.LinkedHashMap;
import org.freestore.store.Complaints;
import org.freestore.store.Store;
import org.jspecify.annotations.Nullable;

/// The blocks freed last: with guards, held back from reuse; without, only remembered.
///
/// Thread-safe.
final class Quarantine {
  private static final long MOST_BYTES = 16L << 20;
  private static final int MOST_BLOCKS = 16_384;

  private final Store store;
  private final Complaints complaints;
  private final boolean holdsBack;
  private final LinkedHashMap<Long, GuardedBlock> blocks = new LinkedHashMap<>();
  private long bytes;

  Quarantine(Store store, Complaints complaints, boolean holdsBack) {
    this.store = store;
    this.complaints = complaints;
    this.holdsBack = holdsBack;
  }

  /// Takes a freed block in, and lets the oldest go while there are too many. A block that alone
  /// would be too much is let go at once: writing to all of it could take more memory than it had.
  void add(GuardedBlock block) {
    if (!holdsBack || block.blockBytes() > MOST_BYTES) {
      store.free(block.base());
    } else {
      block.writeFreed();
    }
    if (block.blockBytes() <= MOST_BYTES) {
      synchronized (this) {
        GuardedBlock previous = blocks.put(block.address(), block);
        bytes += block.blockBytes() - (previous == null ? 0 : previous.blockBytes());
      }
    }
    releaseWhileOver(MOST_BYTES, MOST_BLOCKS);
  }

  /// Forgets a block whose address was handed out again.
  synchronized void forget(long address) {
    GuardedBlock block = blocks.remove(address);
    if (block != null) {
      bytes -= block.blockBytes();
    }
  }

  synchronized @Nullable GuardedBlock find(long address) {
    return blocks.get(address);
  }

  /// Lets every block go.
  ///
  /// @return whether any memory was held back
  boolean releaseAll() {
    boolean held = holdsBack && !isEmpty();
    releaseWhileOver(0, 0);
    return held;
  }

  private synchronized boolean isEmpty() {
    return blocks.isEmpty();
  }

  /// Forgets every block, because the store is closed.
  synchronized void clear() {
    blocks.clear();
    bytes = 0;
  }

  private void releaseWhileOver(long mostBytes, int mostBlocks) {
    String damage = null;
    GuardedBlock oldest = takeOldest(mostBytes, mostBlocks);
    while (oldest != null) {
      if (holdsBack) {
        String written = oldest.writtenSinceFreed();
        damage = damage == null && written != null ? written + oldest.describe() : damage;
        store.free(oldest.base());
      }
      oldest = takeOldest(mostBytes, mostBlocks);
    }
    if (damage != null) {
      throw complaints.corrupted(damage);
    }
  }

  private synchronized @Nullable GuardedBlock takeOldest(long mostBytes, int mostBlocks) {
    if (blocks.isEmpty() || (bytes <= mostBytes && blocks.size() <= mostBlocks)) {
      return null;
    }
    GuardedBlock oldest = blocks.pollFirstEntry().getValue();
    bytes -= oldest.blockBytes();
    return oldest;
  }
}
