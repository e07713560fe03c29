// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.allocator;

import sun.misc.Unsafe;

/// The JDK's old door to malloc, as a competitor. It has no aligned allocation.
@SuppressWarnings({"removal", "deprecation"})
final class UnsafeAllocator implements Allocator {
  private static final Unsafe UNSAFE = UnsafeAccess.UNSAFE;
  private static final long MALLOC_ALIGNMENT = 16;

  @Override
  public long allocate(long bytes) {
    return UNSAFE.allocateMemory(Math.max(bytes, 1));
  }

  @Override
  public long allocateZeroed(long bytes) {
    long address = allocate(bytes);
    UNSAFE.setMemory(address, bytes, (byte) 0);
    return address;
  }

  @Override
  public long allocateAligned(long bytes, long alignment) {
    if (alignment > MALLOC_ALIGNMENT) {
      throw new UnsupportedOperationException("alignment=" + alignment);
    }
    return allocate(bytes);
  }

  @Override
  public long reallocate(long address, long bytes) {
    return UNSAFE.reallocateMemory(address, Math.max(bytes, 1));
  }

  @Override
  public void free(long address) {
    UNSAFE.freeMemory(address);
  }
}
