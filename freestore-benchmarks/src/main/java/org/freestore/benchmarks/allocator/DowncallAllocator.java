// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.allocator;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// A native allocator, called from Java as fast as the platform can: by critical downcalls, without
/// a change of thread state. [#LIBRARY_PROPERTY] says which.
final class DowncallAllocator implements Allocator {
  private static final SymbolLookup LIBRARY =
      SymbolLookup.libraryLookup(System.getProperty(LIBRARY_PROPERTY, "libc.so.6"), Arena.global());

  private static final MethodHandle MALLOC = function("malloc", JAVA_LONG);
  private static final MethodHandle CALLOC = function("calloc", JAVA_LONG, JAVA_LONG);
  private static final MethodHandle MEMALIGN = function("memalign", JAVA_LONG, JAVA_LONG);
  private static final MethodHandle REALLOC = function("realloc", JAVA_LONG, JAVA_LONG);
  private static final MethodHandle FREE = procedure("free", JAVA_LONG);

  @Override
  public long allocate(long bytes) {
    try {
      return (long) MALLOC.invokeExact(bytes);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public long allocateZeroed(long bytes) {
    try {
      return (long) CALLOC.invokeExact(1L, bytes);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public long allocateAligned(long bytes, long alignment) {
    try {
      return (long) MEMALIGN.invokeExact(alignment, bytes);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public long reallocate(long address, long bytes) {
    try {
      return (long) REALLOC.invokeExact(address, bytes);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void free(long address) {
    try {
      FREE.invokeExact(address);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static MethodHandle function(String name, MemoryLayout... arguments) {
    return linked(name, FunctionDescriptor.of(JAVA_LONG, arguments));
  }

  private static MethodHandle procedure(String name, MemoryLayout... arguments) {
    return linked(name, FunctionDescriptor.ofVoid(arguments));
  }

  private static MethodHandle linked(String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker()
        .downcallHandle(LIBRARY.findOrThrow(name), descriptor, Linker.Option.critical(false));
  }
}
