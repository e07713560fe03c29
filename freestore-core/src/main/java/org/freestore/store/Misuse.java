// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

/// What was wrong with an address that a caller passed, and what is really there.
///
/// @param kind what was wrong
/// @param address what was passed
/// @param blockAddress where the block that the address belongs to starts; 0 where there is none
/// @param blockBytes that block's size, in bytes
/// @param slabAddress where its slab starts; the block itself for a large one
/// @param storeName whose block it is
/// @param history who allocated and freed it, lines ready to print; empty where that was not
///   recorded
public record Misuse(
    Kind kind,
    long address,
    long blockAddress,
    long blockBytes,
    long slabAddress,
    String storeName,
    String history) {

  /// A misuse of a block without recorded history.
  public Misuse(
      Kind kind,
      long address,
      long blockAddress,
      long blockBytes,
      long slabAddress,
      String storeName) {
    this(kind, address, blockAddress, blockBytes, slabAddress, storeName, "");
  }

  /// Returns the same facts as a double free.
  public Misuse asDoubleFree() {
    return new Misuse(
        Kind.DOUBLE_FREE, address, blockAddress, blockBytes, slabAddress, storeName, history);
  }

  /// The kinds of misuse.
  public enum Kind {
    /// The block was freed before.
    DOUBLE_FREE,
    /// The block was freed before, and its memory is part of something of the library's by now.
    REUSED,
    /// No store ever handed out this address.
    FOREIGN,
    /// The address lies inside a block, not at its start.
    INTERIOR,
    /// The address lies where no block is.
    NO_BLOCK,
    /// The block belongs to another store.
    WRONG_STORE,
    /// The size that came with the address is not the block's.
    WRONG_SIZE,
    /// The address is that of an object, or lies in one.
    OBJECT,
    /// The block is part of an object, or of a resource, which frees it.
    PART
  }
}
