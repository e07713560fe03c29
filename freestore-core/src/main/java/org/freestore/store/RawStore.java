// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

/// What can be done with raw blocks, all checks included: the slow and complete road, of which the
/// fast paths are shortcuts.
public interface RawStore {

  /// Allocates a block.
  ///
  /// @param byteAlignment a power of two
  /// @param zeroed whether its bytes are zero
  long allocate(long byteSize, long byteAlignment, boolean zeroed);

  /// Changes a block's size, in place where possible; else moves it.
  long reallocate(long address, long byteSize);

  /// Frees a block; 0 is a no-op.
  void free(long address);

  /// Frees a block whose size and alignment the caller claims to know.
  void free(long address, long byteSize, long byteAlignment);

  /// Takes a live block for something of the library's own: [#free(long)] refuses it from now on.
  ///
  /// @param as [org.freestore.slab.BlockState#PAYLOAD], `CHUNK` or `FRONTED`
  /// @return false, with nothing changed, if somebody freed it meanwhile, by an address of old
  boolean own(long address, byte as);

  /// Frees a block that the library took for something of its own.
  void freeOwned(long address);

  /// Returns the size of a block that the library has for something of its own; -1 for what is
  /// none.
  long ownedBytes(long address);

  /// Returns how many bytes of a live block may be used.
  long usableBytes(long address);

  /// Visits every block that is live from beginning to end of the walk once, and others at most
  /// once; not those that are parts of objects.
  void walk(BlockWalk.Visitor visitor);
}
