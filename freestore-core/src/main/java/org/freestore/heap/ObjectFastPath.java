// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.freestore.region.MainWindow;
import org.freestore.slab.SlabWord;

/// What almost every `create` and `delete` is, as [FastPath] is for raw blocks.
///
/// - **Create**: the thread's heap by its key, the type's magazine, its top reference; write the
///   header.
/// - **Delete**: the header, which must be that of a live object of the type and of the reference's
///   generation; the slab's magazine by the granule's word, which must be the calling thread's;
///   write the next generation, put the next reference on top.
///
/// The lower bits of a live header, which name the type and its size class, are constants in the
/// generated classes.
public final class ObjectFastPath {
  /// From a slot to the offset of its granule's word in the map.
  private static final int SLOT_TO_MAP_SHIFT = 10;

  private static final long MAP_MASK = ((long) MainWindow.WINDOW.granuleCount() << 3) - Long.BYTES;
  private static final long MAP_BASE = MainWindow.MAP_BASE;

  private ObjectFastPath() {}

  /// Returns a reference to a new object, or 0 where that takes more.
  ///
  /// @param key of the calling thread in the store: see [HeapTable]
  /// @param live the lower bits of the header
  public static long create(long key, long live) {
    Heap heap = HeapTable.find(key);
    return heap.key != key ? 0 : heap.magazines[Header.sizeClass(live)].popObject(live);
  }

  /// Deletes an object; returns false, with nothing changed, where that takes more: it is not live,
  /// or not of this type, or its slab is another thread's, or the magazine is full, or it is time
  /// to look at the clock, or the block's generations are used up.
  ///
  /// @param live the lower bits of the header, of a type whose objects are trivial to destroy
  public static boolean delete(long reference, long live) {
    long address = Reference.address(reference);
    long word = Memory.getLong(MAP_BASE + (reference >>> SLOT_TO_MAP_SHIFT & MAP_MASK));
    Magazine magazine = MagazineTable.find(SlabWord.magazineSlot(word));
    long[] entries = magazine.entries;
    int top = magazine.top;
    int index = top & Magazine.INDEX_OR_DUE_MASK;
    if (Memory.getLong(address) != ((reference & Reference.GENERATION_MASK) | live)
        || magazine.owner != Thread.currentThread()
        || Integer.compareUnsigned(index, entries.length) >= 0
        || Reference.generation(reference) >= Reference.LAST_GENERATION) {
      return false;
    }
    long next = reference + Reference.ONE_GENERATION;
    Memory.putLong(address, (next & Reference.GENERATION_MASK) | Header.freedBits(live));
    entries[index] = next;
    magazine.top = top + Magazine.PUSHED_OBJECT;
    return true;
  }

  /// Ends an automatic object of a scope of the calling thread's; returns false, with nothing
  /// changed, where that takes more.
  ///
  /// @param heap the thread's, from whose magazines the object's block came
  public static boolean endIn(Heap heap, long reference) {
    long address = Reference.address(reference);
    long header = Memory.getLong(address);
    Magazine magazine = heap.magazines[Header.sizeClass(header)];
    long[] entries = magazine.entries;
    int top = magazine.top;
    int index = top & Magazine.INDEX_OR_DUE_MASK;
    if (!Header.isPlain(header, reference)
        || Integer.compareUnsigned(index, entries.length) >= 0
        || Reference.generation(reference) >= Reference.LAST_GENERATION) {
      return false;
    }
    Memory.putLong(address, Header.freed(header, Header.FREE));
    entries[index] = reference + Reference.ONE_GENERATION;
    magazine.top = top + Magazine.PUSHED_OBJECT;
    return true;
  }
}
