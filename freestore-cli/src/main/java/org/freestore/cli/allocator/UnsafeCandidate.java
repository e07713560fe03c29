// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.allocator;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/// `sun.misc.Unsafe`'s allocation, found by reflection: what Java programs used before
/// `java.lang.foreign`.
///
/// It has no alignment above 16 bytes. Larger ones take a larger block; where it really begins
/// stands in an array by slot, and its size.
final class UnsafeCandidate implements Candidate {
  private static final int NATURAL_ALIGNMENT = 16;
  private static final Object UNSAFE;
  private static final MethodHandle ALLOCATE;
  private static final MethodHandle REALLOCATE;
  private static final MethodHandle FREE;

  static {
    try {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field field = type.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      UNSAFE = field.get(null);
      ALLOCATE = handle(type, "allocateMemory", MethodType.methodType(long.class, long.class));
      REALLOCATE =
          handle(
              type, "reallocateMemory", MethodType.methodType(long.class, long.class, long.class));
      FREE = handle(type, "freeMemory", MethodType.methodType(void.class, long.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long[] alignedBase;
  private final long[] alignedBytes;
  private int alignedCount;

  UnsafeCandidate(int slots) {
    alignedBase = new long[slots];
    alignedBytes = new long[slots];
  }

  private static MethodHandle handle(Class<?> type, String name, MethodType signature)
      throws ReflectiveOperationException {
    return MethodHandles.lookup().findVirtual(type, name, signature).bindTo(UNSAFE);
  }

  @Override
  public long malloc(int slot, long byteSize) {
    try {
      // Of 0 bytes it returns address 0.
      return (long) ALLOCATE.invokeExact(Math.max(byteSize, 1));
    } catch (OutOfMemoryError e) {
      return REFUSED;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public long calloc(int slot, long byteSize) {
    long address = malloc(slot, byteSize);
    if (address != REFUSED) {
      BlockBytes.zero(address, byteSize);
    }
    return address;
  }

  @Override
  public long alignedAlloc(int slot, long byteSize, long byteAlignment) {
    if (byteAlignment <= NATURAL_ALIGNMENT) {
      return malloc(slot, byteSize);
    }
    long base = malloc(slot, byteSize + byteAlignment);
    if (base == REFUSED) {
      return REFUSED;
    }
    keepBase(slot, base, byteSize);
    return (base + byteAlignment - 1) & -byteAlignment;
  }

  private synchronized void keepBase(int slot, long base, long byteSize) {
    alignedBase[slot] = base;
    alignedBytes[slot] = byteSize;
    alignedCount++;
  }

  private synchronized long takeBase(int slot, long address) {
    long base = alignedBase[slot];
    if (base == 0) {
      return address;
    }
    alignedBase[slot] = 0;
    alignedCount--;
    return base;
  }

  @Override
  public long realloc(int fromSlot, long address, int slot, long byteSize) {
    if (alignedCount > 0 && alignedBase[fromSlot] != 0) {
      return moved(fromSlot, address, slot, byteSize);
    }
    try {
      return (long) REALLOCATE.invokeExact(address, Math.max(byteSize, 1));
    } catch (OutOfMemoryError e) {
      return REFUSED;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// Moves a block that has an alignment to one that has none.
  private long moved(int fromSlot, long address, int slot, long byteSize) {
    long fromByteSize = alignedBytes[fromSlot];
    long base = takeBase(fromSlot, address);
    long moved = malloc(slot, byteSize);
    if (moved == REFUSED) {
      keepBase(slot, base, fromByteSize);
      return REFUSED;
    }
    BlockBytes.copy(address, moved, Math.min(fromByteSize, byteSize));
    free(base);
    return moved;
  }

  @Override
  public void free(int slot, long address) {
    free(alignedCount > 0 ? takeBase(slot, address) : address);
  }

  private static void free(long base) {
    try {
      FREE.invokeExact(base);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    // Its blocks have been freed one by one.
  }
}
