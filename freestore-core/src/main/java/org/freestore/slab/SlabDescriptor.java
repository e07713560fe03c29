// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

import org.freestore.memory.Memory;

/// The slab's part of a granule's descriptor: see `GranuleDescriptor` for the whole.
///
/// | offset | field | read by | written |
/// |---|---|---|---|
/// | 0 | tag: owner's id (24) · size class (8) | every free | creation, adoption |
/// | 8 | start: address of block 0 | every free | creation |
/// | 16 | reciprocal of the block size | every free | creation |
/// | 24 | states: address of the side table | every free | creation |
/// | 32 | block bytes | slow paths | creation |
/// | 40 | capacity, in blocks | slow paths | creation |
/// | 44 | head: the slab's first granule | slow paths | creation |
/// | 64 | remote word: queued (1 bit) · holds (31) | remote frees, collect | both, atomically |
/// | 68 | pending next: granule + 1 | collect | whoever set *queued* |
/// | 72 | used: blocks that are not `FREE` | owner | under the owner's lock |
/// | 76 | scan: no block below it is `FREE` | owner | under the owner's lock |
/// | 80 | touched: no block from it on was ever handed out | owner | under the owner's lock |
/// | 84, 88 | next, previous: granule + 1 | owner | under the owner's lock |
/// | 92 | list the slab is on | owner | under the owner's lock |
///
/// The first 48 bytes are repeated in the descriptor of each granule of the slab, so that a free need not look for the
/// head; the rest is in the head's only. A tag of 0 means that no slab is here. A *large block* is a slab of one block
/// with class [#LARGE]: its interior granules carry tag 0, its block bytes are the run's, and its one state is at 64.
public final class SlabDescriptor {
  /// The class in the tag of a large block.
  public static final int LARGE = 0xff;

  public static final int CLASS_BITS = 8;
  public static final int LARGEST_OWNER = (1 << 32 - CLASS_BITS) - 1;

  private static final long TAG = 0;
  private static final long START = 8;
  private static final long RECIPROCAL = 16;
  private static final long STATES = 24;
  private static final long BLOCK_BYTES = 32;
  private static final long CAPACITY = 40;
  private static final long HEAD = 44;
  private static final long REPEATED_BYTES = 48;
  private static final long REMOTE_WORD = 64;
  private static final long PENDING_NEXT = 68;
  private static final long USED = 72;
  private static final long SCAN = 76;
  private static final long TOUCHED = 80;
  private static final long NEXT = 84;
  private static final long PREVIOUS = 88;
  private static final long LIST = 92;

  private SlabDescriptor() {}

  public static int tag(int owner, int sizeClass) {
    return owner << CLASS_BITS | sizeClass;
  }

  public static int owner(int tag) {
    return tag >>> CLASS_BITS;
  }

  public static int sizeClass(int tag) {
    return tag & LARGE;
  }

  public static int tag(long descriptor) {
    return Memory.getInt(descriptor + TAG);
  }

  public static int tagVolatile(long descriptor) {
    return Memory.getIntVolatile(descriptor + TAG);
  }

  public static void putTag(long descriptor, int tag) {
    Memory.getAndSetInt(descriptor + TAG, tag);
  }

  public static long start(long descriptor) {
    return Memory.getLong(descriptor + START);
  }

  public static void start(long descriptor, long address) {
    Memory.putLong(descriptor + START, address);
  }

  public static long reciprocal(long descriptor) {
    return Memory.getLong(descriptor + RECIPROCAL);
  }

  static void reciprocal(long descriptor, long reciprocal) {
    Memory.putLong(descriptor + RECIPROCAL, reciprocal);
  }

  public static long states(long descriptor) {
    return Memory.getLong(descriptor + STATES);
  }

  static void states(long descriptor, long address) {
    Memory.putLong(descriptor + STATES, address);
  }

  public static long blockBytes(long descriptor) {
    return Memory.getLong(descriptor + BLOCK_BYTES);
  }

  public static void blockBytes(long descriptor, long byteSize) {
    Memory.putLong(descriptor + BLOCK_BYTES, byteSize);
  }

  public static int capacity(long descriptor) {
    return Memory.getInt(descriptor + CAPACITY);
  }

  static void capacity(long descriptor, int blocks) {
    Memory.putInt(descriptor + CAPACITY, blocks);
  }

  public static int head(long descriptor) {
    return Memory.getInt(descriptor + HEAD);
  }

  static void head(long descriptor, int granule) {
    Memory.putInt(descriptor + HEAD, granule);
  }

  static void repeat(long head, long descriptor) {
    Memory.copy(head, descriptor, REPEATED_BYTES);
  }

  static long remoteWord(long descriptor) {
    return descriptor + REMOTE_WORD;
  }

  public static int pendingNext(long descriptor) {
    return Memory.getInt(descriptor + PENDING_NEXT) - 1;
  }

  public static void pendingNext(long descriptor, int granule) {
    Memory.putInt(descriptor + PENDING_NEXT, granule + 1);
  }

  public static int used(long descriptor) {
    return Memory.getInt(descriptor + USED);
  }

  static void used(long descriptor, int blocks) {
    Memory.putInt(descriptor + USED, blocks);
  }

  static int scan(long descriptor) {
    return Memory.getInt(descriptor + SCAN);
  }

  static void scan(long descriptor, int index) {
    Memory.putInt(descriptor + SCAN, index);
  }

  public static int touched(long descriptor) {
    return Memory.getInt(descriptor + TOUCHED);
  }

  static void touched(long descriptor, int index) {
    Memory.putInt(descriptor + TOUCHED, index);
  }

  static int next(long descriptor) {
    return Memory.getInt(descriptor + NEXT) - 1;
  }

  static void next(long descriptor, int granule) {
    Memory.putInt(descriptor + NEXT, granule + 1);
  }

  static int previous(long descriptor) {
    return Memory.getInt(descriptor + PREVIOUS) - 1;
  }

  static void previous(long descriptor, int granule) {
    Memory.putInt(descriptor + PREVIOUS, granule + 1);
  }

  static int list(long descriptor) {
    return Memory.getInt(descriptor + LIST);
  }

  static void list(long descriptor, int list) {
    Memory.putInt(descriptor + LIST, list);
  }
}
