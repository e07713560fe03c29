// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.SegmentAllocator;
import java.util.concurrent.atomic.AtomicReference;
import org.freestore.object.Kind;
import org.freestore.slab.BlockState;
import org.jspecify.annotations.Nullable;

/// Something that memory and objects can be had from: a [FreeStore], a scope, storage, or a
/// resource built on another. C++ calls this `std::pmr::memory_resource` (\[mem.res\]).
///
/// Every factory of objects and arrays has a form that takes a resource, named like it with `In`
/// appended.
///
/// | resource | objects end | C++ |
/// |---|---|---|
/// | [FreeStore] | by `delete` | `new_delete_resource` |
/// | [AutoScope] | with the scope, destroyed | automatic objects |
/// | [Storage] | by `destroy` | placement `new` |
/// | [FreeStore#statics()] | at exit, destroyed | static objects |
/// | [MonotonicResource] | by `delete`, or with the resource, not destroyed | `monotonic_buffer_resource` |
/// | [PoolResource] | by `delete`, or with the resource, not destroyed | `synchronized_pool_resource` |
/// | [#none()] | there are none | `null_memory_resource` |
public abstract sealed class MemoryResource implements SegmentAllocator
    permits FreeStore,
        AutoScope,
        Storage,
        StaticResource,
        MonotonicResource,
        PoolResource,
        CountedResource,
        NoMemory {
  private static final AtomicReference<@Nullable MemoryResource> DEFAULT = new AtomicReference<>();

  MemoryResource() {}

  /// Returns the resource that never has any memory: `std::pmr::null_memory_resource`
  /// (\[mem.res.global\]). Whatever is asked of it ends in an [OutOfFreeStoreException]. As the
  /// upstream of a [MonotonicResource] it sees to it that this one's initial buffer is all it has.
  public static MemoryResource none() {
    return NoMemory.INSTANCE;
  }

  /// Returns the resource that resources are built on where none is named: the global store, unless
  /// [#setDefaults(MemoryResource)] chose another. `std::pmr::get_default_resource`
  /// (\[mem.res.global\]).
  public static MemoryResource defaults() {
    MemoryResource chosen = DEFAULT.get();
    return chosen != null ? chosen : FreeStore.global();
  }

  /// Chooses the resource that [#defaults()] returns, for the whole process:
  /// `std::pmr::set_default_resource` (\[mem.res.global\]).
  ///
  /// @param resource that one, or `null` for the global store
  /// @return the one before
  public static MemoryResource setDefaults(@Nullable MemoryResource resource) {
    MemoryResource former = DEFAULT.getAndSet(resource);
    return former != null ? former : FreeStore.global();
  }

  /// Returns whether memory of the one can be freed by the other: only if they are the same
  /// (\[mem.res.eq\]).
  public final boolean isEqual(MemoryResource other) {
    return this == other;
  }

  /// Returns the store that the resource's memory comes from.
  abstract FreeStore store();

  /// Returns of which kind this resource's objects and arrays are.
  ///
  /// @param ofHeap [Kind#OBJECT] or [Kind#ARRAY]
  abstract Kind kind(Kind ofHeap);

  /// Makes a block with a header for an object or an array.
  ///
  /// @param live the lower bits of the header
  /// @return its reference, never 0; nothing but the header is written
  /// @throws OutOfFreeStoreException if there is no memory
  abstract long createBlock(long live);

  /// Allocates a raw block of zeros for the payload of a large object.
  long allocatePayload(long byteSize, long byteAlignment) {
    return store().allocateOwned(byteSize, byteAlignment, true, BlockState.PAYLOAD);
  }

  /// Allocates memory for a resource that is built on this one; its bytes are unspecified.
  long allocateRaw(long byteSize, long byteAlignment) {
    return allocate(byteSize, byteAlignment).address();
  }

  /// Takes back what [#allocateRaw(long, long)] returned.
  void freeRaw(long address) {}

  /// Checks what is asked of an allocator.
  static void requireRequest(long byteSize, long byteAlignment) {
    if (byteSize < 0) {
      throw new IllegalArgumentException("negative size: byteSize=" + byteSize);
    }
    if (byteAlignment <= 0 || (byteAlignment & (byteAlignment - 1)) != 0) {
      throw new IllegalArgumentException(
          "alignment is not a power of two: byteAlignment=" + byteAlignment);
    }
  }
}
