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
import java.util.Optional;

/// The C functions of a native allocator, and how they are called: by critical downcall, the
/// cheapest way from Java, without a thread state transition.
///
/// @param malloc `void *malloc(size_t)`
/// @param calloc `void *calloc(size_t, size_t)`
/// @param memalign `void *memalign(size_t alignment, size_t)`
/// @param realloc `void *realloc(void *, size_t)`
/// @param free `void free(void *)`
record NativeFunctions(
    MemorySegment malloc,
    MemorySegment calloc,
    MemorySegment memalign,
    MemorySegment realloc,
    MemorySegment free) {
  private static final Linker LINKER = Linker.nativeLinker();

  /// Finds the functions in a shared library, which stays loaded for the rest of the process's
  /// life: an allocator must not be unloaded.
  ///
  /// @param library the library's file; absent for the C library
  /// @throws IllegalStateException if it cannot be loaded or lacks a function
  static NativeFunctions of(Optional<Path> library) {
    try {
      return find(
          library
              .map(path -> SymbolLookup.libraryLookup(path, Arena.global()))
              .orElseGet(LINKER::defaultLookup));
    } catch (IllegalArgumentException | NoSuchElementException e) {
      throw new IllegalStateException(library + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static NativeFunctions find(SymbolLookup lookup) {
    // memalign takes any size; aligned_alloc, for systems without it, wants a multiple.
    return new NativeFunctions(
        lookup.findOrThrow("malloc"),
        lookup.findOrThrow("calloc"),
        lookup.find("memalign").or(() -> lookup.find("aligned_alloc")).orElseThrow(),
        lookup.findOrThrow("realloc"),
        lookup.findOrThrow("free"));
  }

  /// Returns a handle that takes the function's address first, then its arguments.
  static MethodHandle handle(FunctionDescriptor signature) {
    return LINKER.downcallHandle(signature, Linker.Option.critical(false));
  }

  /// Returns a handle for this very function.
  static MethodHandle handle(MemorySegment function, FunctionDescriptor signature) {
    return LINKER.downcallHandle(function, signature, Linker.Option.critical(false));
  }

  /// Returns the signature of a function that takes `arguments` words and returns one.
  static FunctionDescriptor returningWord(int arguments) {
    return arguments == 1
        ? FunctionDescriptor.of(JAVA_LONG, JAVA_LONG)
        : FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG);
  }

  /// Returns the signature of free.
  static FunctionDescriptor returningNothing() {
    return FunctionDescriptor.ofVoid(JAVA_LONG);
  }

  static IllegalStateException unexpected(Throwable e) {
    return new IllegalStateException("a native call cannot throw", e);
  }
}
