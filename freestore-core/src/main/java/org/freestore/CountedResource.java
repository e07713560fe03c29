// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.MemorySegment;
import org.freestore.memory.Memory;
import org.freestore.object.Kind;

/// What [Shared#make(java.util.function.Function)] lets its factory create in: makes room in the
/// object's block for the count of its shared pointers. For one object.
final class CountedResource extends MemoryResource {
  private final MemoryResource upstream;
  private long reference;

  CountedResource(MemoryResource upstream) {
    if (upstream.kind(Kind.OBJECT) != Kind.OBJECT) {
      throw new IllegalArgumentException(
          "what is created in the resource ends with it, and cannot be shared: resource="
              + upstream);
    }
    this.upstream = upstream;
  }

  /// Returns the object created; 0 if there is none.
  long reference() {
    return reference;
  }

  @Override
  FreeStore store() {
    return upstream.store();
  }

  @Override
  Kind kind(Kind ofHeap) {
    if (ofHeap != Kind.OBJECT) {
      throw new UnsupportedOperationException("one object is to be created, not an array");
    }
    return Kind.OBJECT;
  }

  /// A struct whose objects just fit the largest block has no room: its count is a block of its
  /// own.
  @Override
  long createBlock(long live) {
    if (reference != 0) {
      throw new IllegalStateException("one object is to be created, not several");
    }
    StructType<?> type = Placements.requireStruct(live);
    if (type.isCountable()) {
      reference = upstream.createBlock(type.countedHeader());
      Memory.putLong(Counts.wordInBlock(reference), 0);
    } else {
      reference = upstream.createBlock(live);
    }
    return reference;
  }

  @Override
  long allocatePayload(long byteSize, long byteAlignment) {
    return upstream.allocatePayload(byteSize, byteAlignment);
  }

  /// Not supported: one object is to be created.
  @Override
  public MemorySegment allocate(long byteSize, long byteAlignment) {
    throw new UnsupportedOperationException("one object is to be created, not a segment");
  }
}
