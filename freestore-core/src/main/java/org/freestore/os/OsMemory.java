// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

/// Address space and pages, as the operating system deals in them.
///
/// A range goes through these states; every operation works on whole pages of a range that
/// `reserve` returned:
///
/// ```
///            reserve               commit                 first touch
///   nothing ────────▶ reserved ──────────▶ committed ◀──────────────▶ resident
///      ▲                 │                     │            purge
///      └───── release ───┴─────── release ─────┘
/// ```
///
/// *Reserved* pages take address space only: they may not be written. On Linux and macOS they may
/// be read, and read as zero; on Windows they may not be touched at all. *Committed* pages may be
/// touched and read as zero until written. *Purging* takes the pages' memory back and leaves them
/// committed: they read as zero again.
///
/// No operation throws: refusal is a return value, so that a caller under memory pressure need not
/// allocate to learn of it. All operations may be called from any thread.
public interface OsMemory {

  /// Reserves address space.
  ///
  /// @param byteSize a positive multiple of `pageBytes()`
  /// @param byteAlignment a power of two, at least `pageBytes()`
  /// @return the address, or 0 where the system refuses
  long reserve(long byteSize, long byteAlignment);

  /// Makes reserved pages usable. Committing a committed page changes nothing, its contents
  /// included.
  ///
  /// @return false where the system refuses; the range is then as it was, or partly committed
  boolean commit(long address, long byteSize);

  /// Gives the pages' memory back; they stay committed and read as zero. Advice: where the system
  /// refuses, the contents are unspecified and the memory stays resident.
  ///
  /// @return whether the pages now read as zero
  boolean purge(long address, long byteSize);

  /// Asks for huge pages behind the range. Advice: refusal changes nothing.
  void adviseHugePages(long address, long byteSize);

  /// Releases a whole reservation; none of its addresses may be touched again.
  ///
  /// @param address what `reserve` returned
  /// @param byteSize what `reserve` was asked for
  void release(long address, long byteSize);

  /// Returns the size of a page, in bytes: a power of two.
  long pageBytes();

  /// Returns the error number of the last operation, of whichever thread, as the system names it:
  /// for messages.
  String lastError();
}
