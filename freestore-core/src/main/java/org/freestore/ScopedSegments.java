// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.freestore.memory.Memory;
import org.freestore.slab.BlockState;

/// Segments that die with a scope: each has an automatic object that owns its raw block, whose
/// destructor ends the segment and frees the block, in the order of the scope's other objects.
final class ScopedSegments {
  private static final StructType<ScopedSegment> TYPE =
      StructType.define(
              ScopedSegment.class,
              MemoryLayout.structLayout(ValueLayout.JAVA_LONG.withName("address")),
              ScopedSegmentStruct::new)
          .zeroConstructor()
          .destructor(ScopedSegments::end)
          .property("address", "long", 0, Long.BYTES, StructType.Content.VALUE)
          .register();

  /// Segments start behind a block's start, as those of arenas do: an address that was freed is not
  /// a segment's next.
  private static final long LEAST_FRONT_BYTES = 16;

  /// Which arena ends the segment, by the reference of the automatic object.
  private static final Map<Long, Arena> ARENAS = new ConcurrentHashMap<>();

  private ScopedSegments() {}

  /// What owns a segment.
  interface ScopedSegment {}

  private static final class ScopedSegmentStruct extends StructObject implements ScopedSegment {
    ScopedSegmentStruct(long reference, long address) {
      super(reference, address);
    }

    @Override
    protected StructType<?> type() {
      return TYPE;
    }

    @Override
    protected long live() {
      return TYPE.liveHeader();
    }

    private long block() {
      return getLong(0);
    }

    private void block(long address) {
      putLong(0, address);
    }
  }

  /// Allocates a segment of zeros for the calling thread, whose scope it is.
  @SuppressWarnings("MustBeClosedChecker") // closed by the destructor
  static MemorySegment allocate(AutoScope scope, long byteSize, long byteAlignment) {
    MemoryResource.requireRequest(byteSize, byteAlignment);
    ScopedSegmentStruct owner = (ScopedSegmentStruct) Creation.createIn(scope, TYPE);
    long front = Math.max(byteAlignment, LEAST_FRONT_BYTES);
    owner.block(
        scope.store().allocateOwned(sum(byteSize, front), byteAlignment, true, BlockState.FRONTED));
    Arena arena = Arena.ofConfined();
    ARENAS.put(owner.reference, arena);
    return Memory.segment(owner.block() + front, byteSize, arena);
  }

  private static long sum(long byteSize, long front) {
    return byteSize > Long.MAX_VALUE - front ? byteSize : byteSize + front;
  }

  private static void end(ScopedSegment owner) {
    ScopedSegmentStruct struct = (ScopedSegmentStruct) owner;
    endSegment(struct.reference);
    FreeStore store = FreeStore.ofObjectOrNull(struct.reference);
    if (struct.block() != 0 && store != null) {
      store.freeOwned(struct.block());
    }
  }

  /// Ends the life of a segment, if that is what an automatic object owned; its block may be gone
  /// with the store.
  static void endSegment(long reference) {
    Arena arena = ARENAS.remove(reference);
    if (arena != null) {
      arena.close();
    }
  }
}
