// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.nio.charset.Charset;

/// A `java.lang.foreign` arena whose memory comes from a [FreeStore] and goes back to it when the
/// arena is closed.
///
/// | opened by | accessible | closing |
/// |---|---|---|
/// | [FreeStore#arena()] | by the thread that opened it | ends its segments at once, in nanoseconds |
/// | [FreeStore#sharedArena()] | by every thread | ends its segments at once, and stops every thread for it |
/// | [FreeStore#recyclingArena()] | by every thread | gives its memory back with its batch, and stops no thread |
///
/// Segments are zeroed, disjoint, aligned as asked and of the size asked for. What
/// [#allocateUnzeroed(long, long)] returns is not zeroed, and the `allocateFrom` methods, strings'
/// and arrays' included, write their memory once, without zeroing it first.
///
/// Every method that allocates throws an [OutOfFreeStoreException] if the store's limit is reached
/// or the system has no more memory, and an [IllegalStateException] if the arena or the store is
/// closed.
public sealed interface StoreArena extends Arena
    permits ConfinedArena, SharedArena, RecyclingArena {

  /// Allocates a segment whose bytes are unspecified: for memory that is written before it is read.
  ///
  /// @param byteSize the size in bytes, not negative; segments of size 0 are distinct, too
  /// @param byteAlignment the alignment in bytes, a power of two up to at least 1 GiB
  /// @throws IllegalArgumentException if `byteSize` is negative or `byteAlignment` is not a power
  ///   of two
  /// @throws WrongThreadException if the arena is confined to another thread
  MemorySegment allocateUnzeroed(long byteSize, long byteAlignment);

  /// Allocates a segment for a layout, whose bytes are unspecified.
  ///
  /// @throws WrongThreadException if the arena is confined to another thread
  default MemorySegment allocateUnzeroed(MemoryLayout layout) {
    return allocateUnzeroed(layout.byteSize(), layout.byteAlignment());
  }

  @Override
  default MemorySegment allocateFrom(String text, Charset charset) {
    SegmentAllocator unzeroed = this::allocateUnzeroed;
    return unzeroed.allocateFrom(text, charset);
  }

  @Override
  default MemorySegment allocateFrom(ValueLayout.OfByte layout, byte value) {
    MemorySegment segment = allocateUnzeroed(layout);
    segment.set(layout, 0, value);
    return segment;
  }

  @Override
  default MemorySegment allocateFrom(ValueLayout.OfChar layout, char value) {
    MemorySegment segment = allocateUnzeroed(layout);
    segment.set(layout, 0, value);
    return segment;
  }

  @Override
  default MemorySegment allocateFrom(ValueLayout.OfShort layout, short value) {
    MemorySegment segment = allocateUnzeroed(layout);
    segment.set(layout, 0, value);
    return segment;
  }

  @Override
  default MemorySegment allocateFrom(ValueLayout.OfInt layout, int value) {
    MemorySegment segment = allocateUnzeroed(layout);
    segment.set(layout, 0, value);
    return segment;
  }

  @Override
  default MemorySegment allocateFrom(ValueLayout.OfFloat layout, float value) {
    MemorySegment segment = allocateUnzeroed(layout);
    segment.set(layout, 0, value);
    return segment;
  }

  @Override
  default MemorySegment allocateFrom(ValueLayout.OfLong layout, long value) {
    MemorySegment segment = allocateUnzeroed(layout);
    segment.set(layout, 0, value);
    return segment;
  }

  @Override
  default MemorySegment allocateFrom(ValueLayout.OfDouble layout, double value) {
    MemorySegment segment = allocateUnzeroed(layout);
    segment.set(layout, 0, value);
    return segment;
  }

  @Override
  default MemorySegment allocateFrom(AddressLayout layout, MemorySegment value) {
    MemorySegment segment = allocateUnzeroed(layout);
    segment.set(layout, 0, value);
    return segment;
  }

  @Override
  default MemorySegment allocateFrom(
      ValueLayout elementLayout,
      MemorySegment source,
      ValueLayout sourceElementLayout,
      long sourceOffset,
      long elementCount) {
    SegmentAllocator unzeroed = this::allocateUnzeroed;
    return unzeroed.allocateFrom(
        elementLayout, source, sourceElementLayout, sourceOffset, elementCount);
  }
}
