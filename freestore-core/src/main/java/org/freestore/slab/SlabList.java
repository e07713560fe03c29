// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

import java.util.Arrays;
import org.freestore.region.Region;

/// The slabs of one owner, in a doubly linked list per size class and kind, linked through their
/// descriptors.
///
/// Not thread-safe: the owner's lock guards it.
public final class SlabList {
  private final Region region;
  private final int kind;
  private final int[] heads = new int[SizeClasses.TOTAL_COUNT];
  private final int[] tails = new int[SizeClasses.TOTAL_COUNT];

  /// @param kind tells this list from the owner's others in a slab's descriptor; not 0
  public SlabList(Region region, int kind) {
    this.region = region;
    this.kind = kind;
    Arrays.fill(heads, -1);
    Arrays.fill(tails, -1);
  }

  /// Returns the first slab of a class, or 0.
  public long first(int sizeClass) {
    return descriptor(heads[sizeClass]);
  }

  /// Returns the last slab of a class, or 0: that which was added before all others.
  public long last(int sizeClass) {
    return descriptor(tails[sizeClass]);
  }

  /// Returns the slab before this one, or 0.
  public long previous(long slab) {
    return descriptor(SlabDescriptor.previous(slab));
  }

  /// Returns the slab after this one, or 0.
  public long next(long slab) {
    return descriptor(SlabDescriptor.next(slab));
  }

  private long descriptor(int granule) {
    return granule < 0 ? 0 : region.descriptor(granule);
  }

  public boolean contains(long slab) {
    return SlabDescriptor.list(slab) == kind;
  }

  public void addFirst(long slab, int sizeClass) {
    int granule = SlabDescriptor.granule(slab);
    int head = heads[sizeClass];
    SlabDescriptor.previous(slab, -1);
    SlabDescriptor.next(slab, head);
    SlabDescriptor.list(slab, kind);
    if (head >= 0) {
      SlabDescriptor.previous(region.descriptor(head), granule);
    } else {
      tails[sizeClass] = granule;
    }
    heads[sizeClass] = granule;
  }

  public void remove(long slab, int sizeClass) {
    int next = SlabDescriptor.next(slab);
    int previous = SlabDescriptor.previous(slab);
    if (next >= 0) {
      SlabDescriptor.previous(region.descriptor(next), previous);
    } else {
      tails[sizeClass] = previous;
    }
    if (previous >= 0) {
      SlabDescriptor.next(region.descriptor(previous), next);
    } else {
      heads[sizeClass] = next;
    }
    SlabDescriptor.list(slab, 0);
  }
}
