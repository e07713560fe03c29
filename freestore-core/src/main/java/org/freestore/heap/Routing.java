// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.slab.SizeClasses;
import org.freestore.slab.SlabWord;

/// Decides which magazine serves a size class in a heap.
///
/// A slab for every class that a thread uses once in a while costs more than the classes' fine
/// steps save: pages that one or two blocks keep resident. So a class that is asked for seldom is
/// served from the next *coarse* one, of which there are two to the doubling; one that has taken
/// its share of refills gets slabs of its own. The fast path knows nothing of this: the heap's
/// table simply holds the coarse class's magazine twice.
///
/// Objects are not routed: their slabs never serve another class, so a class once used keeps its
/// slabs anyway.
///
/// Routes lead from fine to coarse only, and a class once given its own magazine keeps it.
final class Routing {
  /// What a class must have been refilled with on its own account, in bytes, before it gets slabs
  /// of its own.
  private static final int OWN_SLABS_AFTER_BYTES = 1 << 20;

  private Routing() {}

  /// Makes the first routes of a heap.
  static void begin(Heap heap) {
    for (int sizeClass = SizeClasses.TOTAL_COUNT - 1; sizeClass >= 0; sizeClass--) {
      int coarse = SizeClasses.isOfObjects(sizeClass) ? sizeClass : SizeClasses.coarse(sizeClass);
      heap.magazines[sizeClass] =
          coarse == sizeClass ? make(heap, sizeClass) : heap.magazines[coarse];
    }
  }

  private static Magazine make(Heap heap, int sizeClass) {
    Magazine magazine = new Magazine(sizeClass);
    magazine.key = heap.key;
    magazine.owner = heap.key == 0 ? null : heap.owner();
    MagazineTable.put(SlabWord.magazineSlot(heap.id, sizeClass), magazine);
    return magazine;
  }

  /// Returns the magazine for a class that is to be refilled, its own if it has earned one.
  static Magazine forRefill(Heap heap, int sizeClass) {
    Magazine magazine = heap.magazines[sizeClass];
    if (magazine.sizeClass == sizeClass) {
      return magazine;
    }
    int refilled = heap.refilledBytes[sizeClass] + magazine.nextBatchBytes();
    heap.refilledBytes[sizeClass] = refilled;
    return refilled < OWN_SLABS_AFTER_BYTES ? magazine : own(heap, sizeClass);
  }

  /// Returns the class's own magazine, making it if need be: from here on the class has slabs of
  /// its own.
  static Magazine own(Heap heap, int sizeClass) {
    Magazine magazine = heap.magazines[sizeClass];
    if (magazine.sizeClass != sizeClass) {
      magazine = make(heap, sizeClass);
      heap.magazines[sizeClass] = magazine;
    }
    return magazine;
  }
}
