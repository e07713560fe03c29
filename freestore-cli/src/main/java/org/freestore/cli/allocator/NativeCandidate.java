// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.allocator;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.NoSuchElementException;

/// A native allocator called through its C functions by critical downcall: the cheapest way from
/// Java, without a thread state transition.
///
/// The handles take the function's address as an argument, so that all native allocators share
/// them: a process can warm up on one and measure another.
final class NativeCandidate implements Candidate {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle ONE_ARGUMENT =
      handle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));

  /// Two numbers to one address: calloc, memalign and realloc.
  private static final MethodHandle TWO_ARGUMENTS =
      handle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));

  private static final MethodHandle NO_RESULT = handle(FunctionDescriptor.ofVoid(JAVA_LONG));

  private final MemorySegment malloc;
  private final MemorySegment calloc;
  private final MemorySegment memalign;
  private final MemorySegment realloc;
  private final MemorySegment free;

  private NativeCandidate(SymbolLookup functions) {
    malloc = functions.findOrThrow("malloc");
    calloc = functions.findOrThrow("calloc");
    // memalign takes any size; aligned_alloc, for systems without it, wants a multiple.
    memalign = functions.find("memalign").or(() -> functions.find("aligned_alloc")).orElseThrow();
    realloc = functions.findOrThrow("realloc");
    free = functions.findOrThrow("free");
  }

  static NativeCandidate ofCLibrary() {
    return new NativeCandidate(LINKER.defaultLookup());
  }

  /// Loads a shared library for the rest of the process's life: an allocator must not be unloaded.
  static NativeCandidate of(Path library) {
    try {
      return new NativeCandidate(SymbolLookup.libraryLookup(library, Arena.global()));
    } catch (IllegalArgumentException | NoSuchElementException e) {
      throw new IllegalStateException(library + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static MethodHandle handle(FunctionDescriptor function) {
    return LINKER.downcallHandle(function, Linker.Option.critical(false));
  }

  @Override
  public long malloc(int slot, long byteSize) {
    try {
      return (long) ONE_ARGUMENT.invokeExact(malloc, byteSize);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public long calloc(int slot, long byteSize) {
    try {
      return (long) TWO_ARGUMENTS.invokeExact(calloc, 1L, byteSize);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public long alignedAlloc(int slot, long byteSize, long byteAlignment) {
    try {
      return (long) TWO_ARGUMENTS.invokeExact(memalign, byteAlignment, byteSize);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public long realloc(int fromSlot, long address, int slot, long byteSize) {
    try {
      // realloc(p, 0) would free.
      return (long) TWO_ARGUMENTS.invokeExact(realloc, address, Math.max(byteSize, 1));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public void free(int slot, long address) {
    try {
      NO_RESULT.invokeExact(free, address);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static IllegalStateException unexpected(Throwable e) {
    return new IllegalStateException("a native call cannot throw", e);
  }

  @Override
  public void close() {
    // The library keeps what it has; its blocks have been freed one by one.
  }
}
