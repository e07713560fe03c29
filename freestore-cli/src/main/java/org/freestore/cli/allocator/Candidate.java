// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.allocator;

/// An allocator that operations are replayed on.
///
/// Blocks are addresses; the slot under which the replay keeps a block is passed along for
/// candidates that need an object per block. A slot holds one block at a time. Methods may be
/// called by any thread, each slot by one thread at a time.
public interface Candidate extends AutoCloseable {
  /// What an allocation returns when the candidate has no memory.
  long REFUSED = 0;

  /// Returns the address of a new block, or [#REFUSED].
  long malloc(int slot, long byteSize);

  /// Returns the address of a new block of zero bytes, or [#REFUSED].
  long calloc(int slot, long byteSize);

  /// Returns the address of a new block at a multiple of `byteAlignment`, a power of two, or
  /// [#REFUSED].
  long alignedAlloc(int slot, long byteSize, long byteAlignment);

  /// Changes a block's size and returns its new address, or [#REFUSED], after which the block is as
  /// it was, but in `slot`.
  ///
  /// @param fromSlot the block's slot until now
  /// @param address the block's address, or [#REFUSED] to get a new block
  /// @param slot the block's slot from now on; may be `fromSlot`
  /// @param byteSize the new size
  long realloc(int fromSlot, long address, int slot, long byteSize);

  /// Gives back a block; [#REFUSED] is passed over.
  void free(int slot, long address);

  /// Checks the candidate's own state when all blocks have been freed.
  ///
  /// @throws AllocatorFault if it is damaged or does not add up
  default void verify() {}

  /// Returns all memory, as far as the candidate can.
  @Override
  void close();
}
