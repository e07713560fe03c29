// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.freestore.region.Region;
import org.freestore.slab.SlabDescriptor;

/// The slabs of a heap into which other threads freed: a stack (R. K. Treiber, 1986) that any
/// thread pushes on and the heap takes whole, so that there is no ABA. What was taken is looked at
/// a few slabs at a time, so that no single allocation pays for a million frees.
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

  /// Granule + 1 of the first slab that was taken and not looked at yet; 0 for none. Guarded by the
  /// heap's lock; others may glance at it.
  private int taken;

  boolean isEmpty() {
    return top == 0 && taken == 0;
  }

  void push(long slab) {
    int granule = SlabDescriptor.granule(slab);
    int seen;
    do {
      seen = top;
      SlabDescriptor.pendingNext(slab, seen - 1);
    } while (!TOP.compareAndSet(this, seen, granule + 1));
  }

  /// Takes what was pushed, unless something is left of what was taken before. Called under the
  /// heap's lock.
  void take() {
    if (taken == 0) {
      taken = (int) TOP.getAndSet(this, 0);
    }
  }

  /// Returns the next of the slabs that were taken, or 0. Called under the heap's lock.
  long next(Region region) {
    if (taken == 0) {
      return 0;
    }
    long slab = region.descriptor(taken - 1);
    taken = SlabDescriptor.pendingNext(slab) + 1;
    return slab;
  }
}
