// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.allocator;

/// An allocator under test. Addresses are absolute; 0 is never a block.
///
/// A measured process knows one implementation only: workloads hold [#selected] in a `static final`
/// field, so that the compiler sees the exact type and inlines the call as it would a direct one.
public interface Allocator {
  /// The system property that names the allocator of this process.
  String PROPERTY = "freestore.benchmarks.allocator";

  /// The system property with the path of a native allocator's shared library.
  String LIBRARY_PROPERTY = "freestore.benchmarks.library";

  /// Returns the allocator that [#PROPERTY] names.
  ///
  /// @throws IllegalArgumentException if there is no allocator of that name
  static Allocator selected() {
    String name = System.getProperty(PROPERTY, "freestore");
    return switch (name) {
      case "freestore" -> FreestoreAllocator.global();
      case "unsafe" -> new UnsafeAllocator();
      case "libc", "mimalloc", "jemalloc", "tcmalloc" -> new DowncallAllocator();
      default -> throw new IllegalArgumentException("no such allocator: name=" + name);
    };
  }

  /// Returns a block of at least this many bytes; contents undefined.
  long allocate(long bytes);

  /// Returns a block of at least this many bytes, all zero.
  long allocateZeroed(long bytes);

  /// Returns a block of at least this many bytes at a multiple of an alignment, a power of two.
  long allocateAligned(long bytes, long alignment);

  /// Returns a block with the contents of another one, which is given up.
  long reallocate(long address, long bytes);

  /// Gives a block back; 0 is a no-op.
  void free(long address);

  /// Gives back to the system all that can be given back now.
  default void trim() {}

  /// Returns an allocator with memory of its own, to load classes and compile code with before the
  /// process-wide one is first used; this one where there is no such thing.
  default Allocator rehearsal() {
    return this;
  }

  /// Ends a [#rehearsal].
  default void endRehearsal() {}
}
