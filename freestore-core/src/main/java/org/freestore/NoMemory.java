// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.MemorySegment;
import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.slab.SizeClasses;

/// The resource that never has any memory.
final class NoMemory extends MemoryResource {
  static final MemoryResource INSTANCE = new NoMemory();

  private NoMemory() {}

  @Override
  FreeStore store() {
    return FreeStore.global();
  }

  @Override
  Kind kind(Kind ofHeap) {
    return ofHeap;
  }

  @Override
  long createBlock(long live) {
    throw noMemory(SizeClasses.blockBytes(Header.sizeClass(live)));
  }

  @Override
  public MemorySegment allocate(long byteSize, long byteAlignment) {
    requireRequest(byteSize, byteAlignment);
    throw noMemory(byteSize);
  }

  private static OutOfFreeStoreException noMemory(long byteSize) {
    return new OutOfFreeStoreException("the resource never has any memory", byteSize, 0, 0, "none");
  }

  @Override
  public String toString() {
    return "MemoryResource.none()";
  }
}
