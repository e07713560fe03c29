// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.freestore.memory.Memory;
import org.freestore.slab.BlockState;
import org.freestore.store.BlockWalk;
import org.freestore.store.Complaints;
import org.freestore.store.Misuse;
import org.freestore.store.RawStore;
import org.freestore.store.Store;
import org.jspecify.annotations.Nullable;

/// A store under watch: every block's sites are recorded and, at the higher level, its surroundings
/// and its afterlife.
///
/// Live blocks are in a sorted map on the Java heap, so that an interior address finds its block.
/// Thread-safe: who removes a block from the map has freed it.
public final class GuardedStore implements RawStore {
  private final Store store;
  private final Complaints complaints;
  private final boolean guards;
  private final ConcurrentSkipListMap<Long, GuardedBlock> live = new ConcurrentSkipListMap<>();
  private final Quarantine quarantine;

  /// Blocks that the library has for something of its own, and as what.
  private final ConcurrentMap<Long, Byte> owned = new ConcurrentHashMap<>();

  /// @param guards whether to write guard bytes and hold freed blocks back
  public GuardedStore(Store store, Complaints complaints, boolean guards) {
    this.store = store;
    this.complaints = complaints;
    this.guards = guards;
    this.quarantine = new Quarantine(store, complaints, guards);
  }

  @Override
  public long allocate(long byteSize, long byteAlignment, boolean zeroed) {
    long front = guards ? Math.max(GuardedBlock.GUARD_BYTES, byteAlignment) : 0;
    long rear = guards ? GuardedBlock.GUARD_BYTES : 0;
    long padded = byteSize < 0 ? byteSize : saturatedSum(byteSize, front + rear);
    long base = store.allocate(padded, byteAlignment, zeroed);
    GuardedBlock block =
        new GuardedBlock(base, base + front, byteSize, store.usableBytes(base), Site.here(), null);
    if (guards) {
      block.writeGuards();
    }
    quarantine.forget(block.address());
    live.put(block.address(), block);
    return block.address();
  }

  private static long saturatedSum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  @Override
  public long reallocate(long address, long byteSize) {
    if (address == 0) {
      return allocate(byteSize, 1, false);
    }
    GuardedBlock block = requireLive(address);
    long moved = allocate(byteSize, 1, false);
    Memory.copy(address, moved, Math.min(byteSize, block.byteSize()));
    free(address);
    return moved;
  }

  @Override
  public void free(long address) {
    if (address == 0) {
      return;
    }
    GuardedBlock block = owned.containsKey(address) ? null : live.remove(address);
    if (block == null) {
      throw complaints.misuse(diagnose(address));
    }
    GuardedBlock freed = block.freed(Site.here());
    String damage = guards ? block.damagedGuard() : null;
    quarantine.add(freed);
    if (damage != null) {
      throw complaints.corrupted(damage + freed.describe());
    }
  }

  @Override
  public void free(long address, long byteSize, long byteAlignment) {
    if (address == 0) {
      return;
    }
    GuardedBlock block = requireLive(address);
    if (block.byteSize() != byteSize) {
      throw complaints.misuse(misuse(Misuse.Kind.WRONG_SIZE, address, block));
    }
    free(address);
  }

  @Override
  public boolean own(long address, byte as) {
    owned.put(address, as);
    return live.containsKey(address) || owned.remove(address) == null;
  }

  @Override
  public void freeOwned(long address) {
    if (owned.remove(address) == null) {
      throw complaints.misuse(diagnose(address));
    }
    free(address);
  }

  @Override
  public long ownedBytes(long address) {
    GuardedBlock block = owned.containsKey(address) ? live.get(address) : null;
    return block == null ? -1 : block.blockBytes();
  }

  @Override
  public long usableBytes(long address) {
    GuardedBlock block = requireLive(address);
    return guards ? block.byteSize() : block.blockBytes();
  }

  private GuardedBlock requireLive(long address) {
    GuardedBlock block = owned.containsKey(address) ? null : live.get(address);
    if (block == null) {
      throw complaints.misuse(diagnose(address));
    }
    return block;
  }

  /// What lives at the address now comes before what was there once: without guards, freed blocks
  /// are not held back, and their memory may be anybody's.
  private Misuse diagnose(long address) {
    GuardedBlock around = around(address);
    if (around != null) {
      if (around.address() == address) {
        boolean reused = owned.getOrDefault(address, BlockState.LIVE) == BlockState.FRONTED;
        return misuse(reused ? Misuse.Kind.REUSED : Misuse.Kind.PART, address, around);
      }
      boolean inside = !guards || around.contains(address);
      return misuse(inside ? Misuse.Kind.INTERIOR : Misuse.Kind.NO_BLOCK, address, around);
    }
    Misuse misuse = store.diagnoseFree(address);
    GuardedBlock freed = quarantine.find(address);
    if (freed != null && misuse.kind() != Misuse.Kind.WRONG_STORE) {
      return misuse(Misuse.Kind.DOUBLE_FREE, address, freed);
    }
    return guards && misuse.kind() == Misuse.Kind.INTERIOR ? misuse.asDoubleFree() : misuse;
  }

  /// Returns the live block whose bytes or guards an address is among. One that another thread has
  /// just taken out of the map, and not yet put into the quarantine, is not found.
  private @Nullable GuardedBlock around(long address) {
    Map.Entry<Long, GuardedBlock> below = live.floorEntry(address);
    if (below != null && below.getValue().surrounds(address)) {
      return below.getValue();
    }
    Map.Entry<Long, GuardedBlock> above = live.higherEntry(address);
    return above != null && above.getValue().surrounds(address) ? above.getValue() : null;
  }

  private Misuse misuse(Misuse.Kind kind, long address, GuardedBlock block) {
    return new Misuse(
        kind,
        address,
        block.address(),
        block.byteSize(),
        0,
        store.settings().name(),
        block.history());
  }

  @Override
  public void walk(BlockWalk.Visitor visitor) {
    for (GuardedBlock block : List.copyOf(live.values())) {
      if (owned.getOrDefault(block.address(), BlockState.LIVE) != BlockState.PAYLOAD) {
        visitor.block(block.address(), guards ? block.byteSize() : block.blockBytes());
      }
    }
  }

  /// Returns where a live block was allocated, or null.
  public @Nullable Site siteOf(long address) {
    GuardedBlock block = live.get(address);
    return block == null ? null : block.allocatedAt();
  }

  /// Lets every block in the quarantine go, and checks it.
  ///
  /// @return whether any memory was held back
  public boolean releaseQuarantine() {
    return quarantine.releaseAll();
  }

  /// Forgets every block, because the store is closed.
  public void close() {
    live.clear();
    owned.clear();
    quarantine.clear();
  }
}
