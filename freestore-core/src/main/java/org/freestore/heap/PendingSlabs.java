// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.freestore.region.Region;
import org.freestore.slab.SlabDescriptor;

/// The slabs of a heap into which other threads freed: a stack (R. K. Treiber, 1986) that any
/// thread pushes on and the heap takes whole, so that there is no ABA.
///
/// A slab is on at most one such stack, once: who pushes has set its *queued* mark, and who takes
/// it clears the mark after reading the link.
final class PendingSlabs {
  private static final VarHandle TOP;

  static {
    try {
      TOP = MethodHandles.lookup().findVarHandle(PendingSlabs.class, "top", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// Granule + 1 of the slab pushed last; 0 for none.
  @SuppressWarnings("FieldMayBeFinal") // written through TOP
  private volatile int top;

  boolean isEmpty() {
    return top == 0;
  }

  void push(long slab) {
    int granule = SlabDescriptor.granule(slab);
    int seen;
    do {
      seen = top;
      SlabDescriptor.pendingNext(slab, seen - 1);
    } while (!TOP.compareAndSet(this, seen, granule + 1));
  }

  /// Takes everything.
  ///
  /// @return the first slab, the others following by their links, or 0
  long takeAll(Region region) {
    int granule = (int) TOP.getAndSet(this, 0) - 1;
    return granule < 0 ? 0 : region.descriptor(granule);
  }

  /// Returns the slab after this one, or 0. To be read before the slab is unqueued.
  static long next(Region region, long slab) {
    int granule = SlabDescriptor.pendingNext(slab);
    return granule < 0 ? 0 : region.descriptor(granule);
  }
}
