// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.freestore.heap.Budget;
import org.freestore.heap.Clock;
import org.freestore.heap.SlabOwner;
import org.freestore.region.Region;
import org.freestore.slab.BlockState;
import org.freestore.slab.LargeBlock;
import org.freestore.slab.SizeClasses;

/// One store's blocks of more than 64 KiB, or of an alignment beyond that: runs of granules of
/// their own, and, where the region has no room, reservations of their own.
///
/// Thread-safe: a block is claimed by compare-and-set, the region has a lock.
final class LargeBlocks implements SlabOwner {
  private final Object store;
  private final int id;
  private final Region region;
  private final Budget budget;
  private final DedicatedSpace dedicated;
  private final SpareRuns spare = new SpareRuns();
  private final ConcurrentMap<Long, Long> dedicatedBytes = new ConcurrentHashMap<>();

  /// The states of those outside the region that are not `LIVE`.
  private final ConcurrentMap<Long, Byte> dedicatedStates = new ConcurrentHashMap<>();

  LargeBlocks(Object store, int id, Space space, Region region, Budget budget) {
    this.store = store;
    this.id = id;
    this.region = region;
    this.budget = budget;
    this.dedicated = space.dedicated();
  }

  @Override
  public Object store() {
    return store;
  }

  int id() {
    return id;
  }

  /// Returns the bytes that a block of `byteSize` takes.
  static long blockBytes(long byteSize) {
    return byteSize + Region.GRANULE_BYTES - 1 & -Region.GRANULE_BYTES;
  }

  static boolean isLarge(long byteSize) {
    return byteSize > SizeClasses.LARGEST_BLOCK_BYTES;
  }

  /// Takes a block.
  ///
  /// @return its address, or 0 where the budget, the address space or memory is exhausted
  long allocate(long byteSize, long byteAlignment) {
    long bytes = blockBytes(Math.max(byteSize, 1));
    long granules = bytes >>> Region.GRANULE_SHIFT;
    long alignment = Math.max(byteAlignment >>> Region.GRANULE_SHIFT, 1);
    long again = alignment == 1 ? spare.take(bytes) : 0;
    if (again != 0) {
      region.markWritten(region.granule(again));
      LargeBlock.change(region, again, BlockState.CACHED, BlockState.LIVE);
      return again;
    }
    if (granules + alignment <= Integer.MAX_VALUE && budget.charge(1, bytes) == 1) {
      int run = region.allocateRun((int) granules, (int) alignment);
      if (run != Region.NO_RUN) {
        return LargeBlock.create(region, run, id);
      }
      budget.refund(bytes);
    }
    return allocateDedicated(DedicatedSpace.reservationBytes(byteSize), byteAlignment);
  }

  private long allocateDedicated(long bytes, long byteAlignment) {
    if (bytes < 16L << 20 || budget.charge(1, bytes) == 0) {
      return 0;
    }
    long address = dedicated.take(bytes, byteAlignment);
    if (address == 0) {
      budget.refund(bytes);
    } else {
      dedicatedBytes.put(address, bytes);
    }
    return address;
  }

  /// Returns the state of the block that starts at `address`: [BlockState#FREE] if no large block
  /// of this store does.
  byte state(long address) {
    return dedicatedBytes.containsKey(address)
        ? dedicatedStates.getOrDefault(address, BlockState.LIVE)
        : LargeBlock.state(region, address, id);
  }

  /// Returns the size of the block that starts at `address`, or -1 if no large block of this store
  /// that is handed out, or was just now, does.
  long byteSize(long address) {
    Long bytes = dedicatedBytes.get(address);
    if (bytes != null) {
      return bytes;
    }
    byte state = LargeBlock.state(region, address, id);
    return BlockState.isHandedOut(state) || state == BlockState.CACHED
        ? LargeBlock.bytes(region, address)
        : -1;
  }

  /// As [#byteSize(long)], but -1 also for what the library has for something of its own.
  long usableBytes(long address) {
    return BlockState.isLive(state(address)) ? byteSize(address) : -1;
  }

  /// Takes a live block for something of the library's own.
  ///
  /// @return false, with nothing changed, if it is not live
  boolean own(long address, byte as) {
    byte state = state(address);
    return BlockState.isLive(state)
        && change(address, state, (byte) (as | (state & BlockState.SAMPLED)));
  }

  private boolean change(long address, byte from, byte to) {
    if (!dedicatedBytes.containsKey(address)) {
      return LargeBlock.change(region, address, from, to);
    }
    dedicatedStates.put(address, to);
    return true;
  }

  /// Says of a live block that where it was allocated is recorded.
  void markSampled(long address) {
    change(address, BlockState.LIVE, (byte) (BlockState.LIVE | BlockState.SAMPLED));
  }

  /// Makes a block live again that the library had.
  ///
  /// @return false, with nothing changed, if it had not
  boolean disown(long address) {
    byte state = state(address);
    return BlockState.isHandedOut(state)
        && !BlockState.isLive(state)
        && change(address, state, BlockState.LIVE);
  }

  /// Returns whether the block was zero when it was handed out.
  boolean wasClean(long address) {
    return dedicatedBytes.containsKey(address) || region.wasClean(region.granule(address));
  }

  /// Frees the block that starts at `address`.
  ///
  /// @return false, with nothing changed, if no live large block of this store starts there
  boolean free(long address) {
    byte state = state(address);
    if (!BlockState.isLive(state)) {
      return false;
    }
    Long bytes = dedicatedBytes.remove(address);
    if (bytes != null) {
      dedicatedStates.remove(address);
      dedicated.giveBack(address, bytes);
      budget.refund(bytes);
      return true;
    }
    if (!LargeBlock.change(region, address, state, BlockState.CACHED)) {
      return false;
    }
    if (!spare.offer(address, LargeBlock.bytes(region, address))) {
      giveBackSpare(address);
    }
    return true;
  }

  private void giveBackSpare(long address) {
    LargeBlock.change(region, address, BlockState.CACHED, BlockState.FREE);
    budget.refund(LargeBlock.bytes(region, address));
    LargeBlock.giveBack(region, address, Clock.roughMillis());
  }

  /// Gives back to the region what was freed and not taken again for a while. Called by one thread
  /// at a time.
  void giveBackIdle() {
    spare.giveBackIdle(this::giveBackSpare);
  }

  /// Gives back to the region all that was freed.
  void giveBackAllSpare() {
    spare.giveBackAll(this::giveBackSpare);
  }

  /// Makes a live block nobody's, because its store is closed; it stays where it is.
  void withdraw(long address) {
    if (dedicatedBytes.remove(address) == null) {
      LargeBlock.change(region, address, LargeBlock.state(region, address, id), BlockState.FREE);
    } else {
      dedicatedStates.remove(address);
    }
  }

  /// Gives a block back that was withdrawn.
  void giveBackWithdrawn(long address, long byteSize) {
    if (region.contains(address)) {
      LargeBlock.giveBack(region, address, Clock.roughMillis());
    } else {
      dedicated.giveBack(address, byteSize);
    }
  }

  /// Changes the size of a live block in place. The caller owns the block.
  boolean resize(long address, long byteSize) {
    if (dedicatedBytes.containsKey(address) || !isLarge(byteSize) || byteSize > region.byteSize()) {
      return false;
    }
    long current = LargeBlock.bytes(region, address);
    long wanted = blockBytes(byteSize);
    if (wanted > current && budget.charge(1, wanted - current) == 0) {
      return false;
    }
    if (!LargeBlock.resize(region, address, wanted, Clock.roughMillis())) {
      budget.refund(wanted - current);
      return false;
    }
    if (wanted < current) {
      budget.refund(current - wanted);
    }
    return true;
  }

  /// Returns the blocks outside the region, bytes by address.
  ConcurrentMap<Long, Long> dedicatedBytes() {
    return dedicatedBytes;
  }
}
