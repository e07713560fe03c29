// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

import org.freestore.memory.Memory;

/// The slab's part of the descriptor of its first granule: see `GranuleDescriptor` for the whole.
/// What a free needs to know of a granule is in the map instead: see [SlabWord].
///
/// | offset | field | written |
/// |---|---|---|
/// | 0 | owner's id | creation, adoption; 0 once given back |
/// | 4 | size class | creation |
/// | 8 | start: address of block 0 | creation |
/// | 16 | states: address of the side table | creation |
/// | 24 | block bytes | creation |
/// | 28 | capacity, in blocks | creation |
/// | 32 | granule | creation |
/// | 44 | floor: of objects, the last generation of every block that is not touched | purging |
/// | 48 | retired blocks | under the owner's lock |
/// | 56 | vacated at, in milliseconds | when it becomes vacant |
/// | 64 | remote word: queued (1 bit) · holds (31) | by remote frees and collecting, atomically |
/// | 68 | pending next: granule + 1 | whoever set *queued* |
/// | 72 | used: blocks that are not `FREE` | under the owner's lock |
/// | 76 | scan: no block below it is `FREE` | under the owner's lock |
/// | 80 | touched: no block from it on was ever handed out | under the owner's lock |
/// | 84, 88 | next, previous: granule + 1 | under the owner's lock |
/// | 92 | list the slab is on | under the owner's lock |
///
/// A large block has owner and size class, and its one state at 40, where a slab has nothing: a
/// late free of a large block must not meet a slab's count.
public final class SlabDescriptor {
  private static final long OWNER = 0;
  private static final long SIZE_CLASS = 4;
  private static final long START = 8;
  private static final long STATES = 16;
  private static final long BLOCK_BYTES = 24;
  private static final long CAPACITY = 28;
  private static final long GRANULE = 32;
  private static final long FLOOR_GENERATION = 44;
  private static final long RETIRED = 48;
  private static final long VACATED_AT_MILLIS = 56;
  private static final long REMOTE_WORD = 64;
  private static final long PENDING_NEXT = 68;
  private static final long USED = 72;
  private static final long SCAN = 76;
  private static final long TOUCHED = 80;
  private static final long NEXT = 84;
  private static final long PREVIOUS = 88;
  private static final long LIST = 92;

  private SlabDescriptor() {}

  public static int owner(long descriptor) {
    return Memory.getIntVolatile(descriptor + OWNER);
  }

  static void owner(long descriptor, int owner) {
    Memory.getAndSetInt(descriptor + OWNER, owner);
  }

  public static int sizeClass(long descriptor) {
    return Memory.getInt(descriptor + SIZE_CLASS);
  }

  static void sizeClass(long descriptor, int sizeClass) {
    Memory.putInt(descriptor + SIZE_CLASS, sizeClass);
  }

  public static long start(long descriptor) {
    return Memory.getLong(descriptor + START);
  }

  static void start(long descriptor, long address) {
    Memory.putLong(descriptor + START, address);
  }

  public static long states(long descriptor) {
    return Memory.getLong(descriptor + STATES);
  }

  public static void states(long descriptor, long address) {
    Memory.putLong(descriptor + STATES, address);
  }

  public static int blockBytes(long descriptor) {
    return Memory.getInt(descriptor + BLOCK_BYTES);
  }

  static void blockBytes(long descriptor, int byteSize) {
    Memory.putInt(descriptor + BLOCK_BYTES, byteSize);
  }

  public static int capacity(long descriptor) {
    return Memory.getInt(descriptor + CAPACITY);
  }

  static void capacity(long descriptor, int blocks) {
    Memory.putInt(descriptor + CAPACITY, blocks);
  }

  public static int granule(long descriptor) {
    return Memory.getInt(descriptor + GRANULE);
  }

  static void granule(long descriptor, int granule) {
    Memory.putInt(descriptor + GRANULE, granule);
  }

  public static int floorGeneration(long descriptor) {
    return Memory.getInt(descriptor + FLOOR_GENERATION);
  }

  public static void floorGeneration(long descriptor, int generation) {
    Memory.putInt(descriptor + FLOOR_GENERATION, generation);
  }

  public static int retired(long descriptor) {
    return Memory.getInt(descriptor + RETIRED);
  }

  public static void retired(long descriptor, int blocks) {
    Memory.putInt(descriptor + RETIRED, blocks);
  }

  public static long vacatedAtMillis(long descriptor) {
    return Memory.getLong(descriptor + VACATED_AT_MILLIS);
  }

  public static void vacatedAtMillis(long descriptor, long millis) {
    Memory.putLong(descriptor + VACATED_AT_MILLIS, millis);
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

  public static void used(long descriptor, int blocks) {
    Memory.putInt(descriptor + USED, blocks);
  }

  public static int scan(long descriptor) {
    return Memory.getInt(descriptor + SCAN);
  }

  public static void scan(long descriptor, int index) {
    Memory.putInt(descriptor + SCAN, index);
  }

  public static int touched(long descriptor) {
    return Memory.getInt(descriptor + TOUCHED);
  }

  public static void touched(long descriptor, int index) {
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
