// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.freestore.memory.Memory;

/// Contents by which a block is recognised: every byte depends on a seed and on where it is in the
/// block.
///
/// Blocks of more than 8 KiB are written at both ends and in one word of every 1000 bytes: enough
/// to notice a page, a granule or an end that is not the block's, and quick.
final class Pattern {
  private static final long WHOLE_BYTES = 8 << 10;
  private static final long END_BYTES = 512;
  private static final long STRIDE_BYTES = 1000;

  private Pattern() {}

  /// Returns where the written end starts: on a word, as all that is written does, so that overlaps
  /// agree.
  private static long end(long byteSize) {
    return byteSize - END_BYTES & -Long.BYTES;
  }

  static void write(long address, long byteSize, long seed) {
    long whole = Math.min(byteSize, byteSize <= WHOLE_BYTES ? byteSize : END_BYTES);
    writeRange(address, 0, whole, seed);
    if (whole < byteSize) {
      for (long at = whole; at < end(byteSize); at += STRIDE_BYTES) {
        writeRange(address, at, at + Long.BYTES, seed);
      }
      writeRange(address, end(byteSize), byteSize, seed);
    }
  }

  private static void writeRange(long address, long from, long to, long seed) {
    long at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      Memory.putLong(address + at, word(seed, at));
    }
    for (; at < to; at++) {
      Memory.putByte(address + at, (byte) word(seed, at));
    }
  }

  /// Returns the offset of the first difference from what [#write] wrote to a block of
  /// `writtenBytes`, looking at the first `byteSize` bytes, or -1.
  static long mismatch(long address, long byteSize, long writtenBytes, long seed) {
    long whole = writtenBytes <= WHOLE_BYTES ? writtenBytes : END_BYTES;
    long found = mismatchInRange(address, 0, whole, byteSize, seed);
    for (long at = whole; found < 0 && at < end(writtenBytes); at += STRIDE_BYTES) {
      found = mismatchInRange(address, at, at + Long.BYTES, byteSize, seed);
    }
    return found >= 0 || whole == writtenBytes
        ? found
        : mismatchInRange(address, end(writtenBytes), writtenBytes, byteSize, seed);
  }

  /// Words that reach beyond `limit` were cut by a smaller block and are not looked at.
  private static long mismatchInRange(long address, long from, long to, long limit, long seed) {
    long at = from;
    for (; at + Long.BYTES <= Math.min(to, limit); at += Long.BYTES) {
      if (Memory.getLong(address + at) != word(seed, at)) {
        return at;
      }
    }
    if (limit < to) {
      return -1;
    }
    for (; at < to; at++) {
      if (Memory.getByte(address + at) != (byte) word(seed, at)) {
        return at;
      }
    }
    return -1;
  }

  private static long word(long seed, long at) {
    long mixed = (seed + at) * 0x9e37_79b9_7f4a_7c15L;
    return mixed ^ mixed >>> 32;
  }
}
