// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.memory.Memory;
import org.freestore.region.MainMap;
import org.freestore.region.MainWindow;
import org.freestore.region.Region;
import org.freestore.region.Window;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabWord;

/// What almost every allocation and almost every free is: a pop and a push.
///
/// Both serve the calling platform thread from what only it touches, by plain loads and stores, or
/// decline with nothing changed; then the slow path finds out what is the matter. They are laid out
/// for the compiler: constant base addresses, offsets whose range it can see, one check for several
/// conditions, no call.
///
/// - **Pop**: the thread's heap by its key, the size's class, the magazine's top pair; mark the
///   block live.
/// - **Push**: the word of the address's granule; from it the slab's magazine, whose key says
///   whether it is the caller's, and the state of the block, which must be live; mark it cached,
///   put the pair on top.
public final class FastPath {
  /// From an offset in the window to that of its granule's word in the map.
  private static final int MAP_SHIFT = Region.GRANULE_SHIFT - 3;

  private static final long MAP_MASK = (Window.MOST_BYTES >>> MAP_SHIFT) - Long.BYTES;

  private FastPath() {}

  /// Returns a block, or 0 where that takes more.
  ///
  /// @param key of the calling thread in the store: see [HeapTable]
  public static long pop(long key, long byteSize) {
    Heap heap = HeapTable.find(key);
    if (heap.key != key || Long.compareUnsigned(byteSize, SizeClasses.LARGEST_BLOCK_BYTES) > 0) {
      return 0;
    }
    return heap.magazines[SizeClasses.of(byteSize)].pop();
  }

  /// Frees a block; returns false, with nothing changed, where that takes more: the address is not
  /// the start of a live block, the block is another thread's, the magazine is full, or it is time
  /// to look at the clock.
  ///
  /// @param key of the calling thread in the store
  public static boolean push(long key, long address) {
    long offset = address - MainWindow.BASE;
    if (Long.compareUnsigned(offset, MainMap.describedBytes()) >= 0) {
      return false;
    }
    long word = Memory.getLong(MainWindow.MAP_BASE + ((offset >>> MAP_SHIFT) & MAP_MASK));
    Magazine magazine = MagazineTable.find(SlabWord.magazineSlot(word));
    long stateOffset = Slab.stateOffset(word, address);
    if (magazine.key != key || stateOffset < 0) {
      return false;
    }
    long state = MainWindow.STATE_BASE + stateOffset;
    long[] entries = magazine.entries;
    int top = magazine.top;
    int index = top & Magazine.INDEX_OR_DUE_MASK;
    if (Memory.getByte(state) != BlockState.LIVE
        || Integer.compareUnsigned(index, entries.length) >= 0) {
      return false;
    }
    Memory.putByte(state, BlockState.CACHED);
    entries[index] = address;
    entries[index + 1] = state;
    magazine.top = top + Magazine.PUSHED;
    return true;
  }
}
