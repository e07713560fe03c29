// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

import org.freestore.memory.Memory;
import org.freestore.region.Region;

/// A granule cut into blocks of one size class, with one owner. A slab is the address of its
/// granule's descriptor; this class is what may be done with one.
///
/// The conservation equation, true whenever the owner's lock is free:
///
/// ```
///   used = live + cached + remote-freed        used + free = capacity
/// ```
///
/// Blocks leave in address order, lowest free first: live blocks gather at the low end, and fresh
/// pages are touched one after another and no sooner than needed.
///
/// ### Remote frees
///
/// A thread that frees a block it does not own (1) *holds* the slab, (2) checks that the block is
/// still live, (3) queues the slab with its owner if nobody has, (4) claims the block. A slab with
/// a hold or in a queue is never given back, so its descriptor stays what the freeing thread thinks
/// it is; giving back clears the owner first and looks at holds after, holding comes first and
/// looks at the owner after, and both are sequentially consistent: one of the two sees the other.
/// The owner unqueues the slab *before* it collects, so a claim it misses either finds the slab
/// unqueued and queues it again, or left a hold that the owner sees and queues again for.
///
/// A hold that stays without a claimed block, once its thread has had ample time, is the trace of
/// two threads having freed one block at the same time (see [BlockState]): [#unansweredHolds] is
/// how the owner learns of it.
public final class Slab {
  private static final int QUEUED = 1 << 31;
  private static final int HOLDS = ~QUEUED;
  private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;
  private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;

  private Slab() {}

  /// Creates a slab.
  ///
  /// @return it, or 0 where memory is exhausted
  public static long create(Region region, int owner, int sizeClass) {
    int capacity = SizeClasses.capacity(sizeClass);
    long states = region.allocateStates(tableBytes(capacity));
    if (states == 0) {
      return 0;
    }
    int granule = region.allocateRun(1, 1);
    if (granule == Region.NO_RUN) {
      region.freeStates(states, tableBytes(capacity));
      return 0;
    }
    pad(states, capacity);
    long slab = region.descriptor(granule);
    describe(slab, region.address(granule), granule, sizeClass, states);
    enter(region, slab, owner);
    return slab;
  }

  /// Writes what follows the last state in a side table.
  public static void pad(long states, int capacity) {
    Memory.fill(states + capacity, tableBytes(capacity) - capacity, BlockState.PADDING);
  }

  /// Side tables are read in words of eight states, and end in at least one byte of padding: the
  /// state of the block that would start in what is left over at the slab's end.
  public static int tableBytes(int capacity) {
    return capacity + 8 & -8;
  }

  private static void describe(long slab, long start, int granule, int sizeClass, long states) {
    SlabDescriptor.sizeClass(slab, sizeClass);
    SlabDescriptor.start(slab, start);
    SlabDescriptor.states(slab, states);
    SlabDescriptor.blockBytes(slab, SizeClasses.blockBytes(sizeClass));
    SlabDescriptor.capacity(slab, SizeClasses.capacity(sizeClass));
    SlabDescriptor.granule(slab, granule);
    SlabDescriptor.used(slab, 0);
    SlabDescriptor.scan(slab, 0);
    SlabDescriptor.touched(slab, 0);
    SlabDescriptor.floorGeneration(slab, 0);
    SlabDescriptor.retired(slab, 0);
  }

  /// Enters a slab in the map, last of all: from here on, addresses lead to it.
  public static void enter(Region region, long slab, int owner) {
    int granule = SlabDescriptor.granule(slab);
    int sizeClass = SlabDescriptor.sizeClass(slab);
    long tableOffset = SlabDescriptor.states(slab) - region.window().stateBase();
    SlabDescriptor.owner(slab, owner);
    Memory.putLongRelease(region.mapWord(granule), SlabWord.of(owner, sizeClass, tableOffset));
  }

  /// Takes a slab out of the map. The owner's id goes last, by an atomic operation.
  private static void withdraw(Region region, long slab) {
    Memory.putLongRelease(region.mapWord(SlabDescriptor.granule(slab)), 0);
    SlabDescriptor.owner(slab, 0);
  }

  /// Takes a slab that nobody needs out of the map.
  ///
  /// @return false if another thread is about to free a block of it, or seems to be; the slab stays
  public static boolean tryWithdraw(Region region, long slab) {
    int owner = SlabDescriptor.owner(slab);
    withdraw(region, slab);
    if (Memory.getIntVolatile(SlabDescriptor.remoteWord(slab)) != 0) {
      enter(region, slab, owner);
      return false;
    }
    return true;
  }

  /// Takes a slab out of the map whatever it holds, because its store is closed.
  public static void withdrawForGood(Region region, long slab) {
    withdraw(region, slab);
    Memory.getAndSetInt(SlabDescriptor.remoteWord(slab), 0);
  }

  /// Hands a slab to another owner. Both owners' locks are held.
  public static void adopt(Region region, long slab, int owner) {
    enter(region, slab, owner);
  }

  /// Gives an empty slab back to its region.
  ///
  /// @return false if another thread is about to free a block of it, or seems to be; the slab stays
  public static boolean giveBack(Region region, long slab, long nowMillis) {
    if (!tryWithdraw(region, slab)) {
      return false;
    }
    long states = SlabDescriptor.states(slab);
    int tableBytes = tableBytes(SlabDescriptor.capacity(slab));
    region.freeRun(SlabDescriptor.granule(slab), nowMillis);
    region.freeStates(states, tableBytes);
    return true;
  }

  /// Gives a slab back whatever it holds, because its store is closed.
  public static void discard(Region region, long slab, long nowMillis) {
    withdrawForGood(region, slab);
    giveBackWithdrawn(region, slab, nowMillis);
  }

  /// Gives a slab back that was withdrawn for good.
  public static void giveBackWithdrawn(Region region, long slab, long nowMillis) {
    region.freeStates(SlabDescriptor.states(slab), tableBytes(SlabDescriptor.capacity(slab)));
    region.freeRun(SlabDescriptor.granule(slab), nowMillis);
  }

  /// Returns whether no block is used but such as never will be again.
  public static boolean isEmpty(long slab) {
    return SlabDescriptor.used(slab) == SlabDescriptor.retired(slab);
  }

  public static int free(long slab) {
    return SlabDescriptor.capacity(slab) - SlabDescriptor.used(slab);
  }

  /// Returns the word that the map holds for the granule of an address in the region.
  public static long word(Region region, long address) {
    return Memory.getLongAcquire(region.mapWord(region.granule(address)));
  }

  /// Returns the slab of an address, whose word is not 0 and not a large block's.
  public static long of(Region region, long address) {
    return region.descriptor(region.granule(address));
  }

  /// Returns the index of the block that starts at an address, of a slab of a class.
  public static int index(int sizeClass, long address) {
    long product = SlabWord.offsetInSlab(address) * SizeClasses.reciprocal(sizeClass);
    return (int) (product >>> SizeClasses.RECIPROCAL_SHIFT);
  }

  /// Returns the offset, from the window's first side table, of the state of the block that starts
  /// at `address`, or -1 if none does: then the fraction of the quotient is not that of a multiple.
  public static long stateOffset(long word, long address) {
    long reciprocal = SizeClasses.reciprocal(SlabWord.sizeClass(word));
    long product = SlabWord.offsetInSlab(address) * reciprocal;
    return SizeClasses.isMultiple(product, reciprocal)
        ? SlabWord.tableOffset(word) + (product >>> SizeClasses.RECIPROCAL_SHIFT)
        : -1;
  }

  /// Returns the address of the state of the block that starts at `address`, or 0 if none does.
  public static long stateAddress(Region region, long word, long address) {
    long offset = stateOffset(word, address);
    return offset < 0 ? 0 : region.window().stateBase() + offset;
  }

  /// Returns the index of the block that `address` lies in, which is the capacity for what is left
  /// over at the end.
  public static int indexOfContaining(long slab, long address) {
    long offset = address - SlabDescriptor.start(slab);
    return (int) (offset / SlabDescriptor.blockBytes(slab));
  }

  /// Moves free blocks to the caller, lowest first: states become `CACHED`.
  ///
  /// @param most how many blocks to take at most
  /// @param entries where they go, a pair of address and state address each, in descending order,
  ///   so that the lowest is the last
  /// @param from the index in `entries` of the first pair
  /// @return how many were taken
  public static int take(long slab, int most, long[] entries, int from) {
    int count = Math.min(most, free(slab));
    long states = SlabDescriptor.states(slab);
    long start = SlabDescriptor.start(slab);
    int blockBytes = SlabDescriptor.blockBytes(slab);
    int at = from + 2 * count;
    int word = SlabDescriptor.scan(slab) & -8;
    int index = word;
    while (at > from) {
      long free = zeroBytes(Memory.getLongLittleEndian(states + word));
      while (free != 0 && at > from) {
        index = word + (Long.numberOfTrailingZeros(free) >>> 3);
        free &= free - 1;
        Memory.putByte(states + index, BlockState.CACHED);
        entries[--at] = states + index;
        entries[--at] = start + (long) index * blockBytes;
      }
      word += 8;
    }
    if (count > 0) {
      SlabDescriptor.used(slab, SlabDescriptor.used(slab) + count);
      SlabDescriptor.scan(slab, index + 1);
      SlabDescriptor.touched(slab, Math.max(SlabDescriptor.touched(slab), index + 1));
    }
    return count;
  }

  /// What [#zeroBytes(long)] returns for 0.
  public static final long EIGHT_ZEROS = EVERY_BYTE << 7;

  /// Returns 0x80 in every byte of `word` that is zero, and 0 in the others.
  public static long zeroBytes(long word) {
    return ~((word & LOW_BITS) + LOW_BITS | word | LOW_BITS);
  }

  /// Takes cached blocks back: their states become `FREE`.
  ///
  /// @param entries pairs of address and state address
  /// @param from the first pair to take
  /// @param to the pair after the last; all in between are of this slab
  public static void give(long slab, long[] entries, int from, int to) {
    long lowest = Long.MAX_VALUE;
    for (int i = from; i < to; i++) {
      long state = entries[2 * i + 1];
      Memory.putByte(state, BlockState.FREE);
      lowest = Math.min(lowest, state);
    }
    SlabDescriptor.used(slab, SlabDescriptor.used(slab) - (to - from));
    int index = (int) (lowest - SlabDescriptor.states(slab));
    if (index < SlabDescriptor.scan(slab)) {
      SlabDescriptor.scan(slab, index);
    }
  }

  /// Makes every block that another thread freed `FREE`, after [#unqueue]. Called by the owner of
  /// the slab's magazines.
  ///
  /// @return how many there were
  public static int collect(long slab) {
    int collected = 0;
    for (int word = 0; word < SlabDescriptor.touched(slab); word += 8) {
      collected += collectWord(slab, word, remoteIn(slab, word));
    }
    return collectedOf(slab, collected);
  }

  /// Notes which blocks other threads have freed, for [#collectNoted].
  ///
  /// @return a bit in the sign of each byte that is the state of such a block, eight states a word
  public static long[] noteRemote(long slab) {
    long[] noted = new long[tableBytes(SlabDescriptor.capacity(slab)) >>> 3];
    for (int word = 0; word < SlabDescriptor.touched(slab); word += 8) {
      noted[word >>> 3] = remoteIn(slab, word);
    }
    return noted;
  }

  /// Makes the noted blocks `FREE`, after [#unqueue], where they still are what was noted.
  ///
  /// @return how many there were
  public static int collectNoted(long slab, long[] noted) {
    int collected = 0;
    for (int word = 0; word < SlabDescriptor.touched(slab); word += 8) {
      collected += collectWord(slab, word, noted[word >>> 3] & remoteIn(slab, word));
    }
    return collectedOf(slab, collected);
  }

  /// Returns a bit in the sign of each byte of a word of eight states that is `REMOTE`.
  public static long remoteIn(long slab, int word) {
    long seen = Memory.getLongLittleEndian(SlabDescriptor.states(slab) + word);
    return zeroBytes(seen ^ BlockState.REMOTE * EVERY_BYTE);
  }

  private static int collectWord(long slab, int word, long remoteBytes) {
    long remote = remoteBytes;
    while (remote != 0) {
      int index = word + (Long.numberOfTrailingZeros(remote) >>> 3);
      remote &= remote - 1;
      Memory.putByte(SlabDescriptor.states(slab) + index, BlockState.FREE);
      SlabDescriptor.scan(slab, Math.min(SlabDescriptor.scan(slab), index));
    }
    return Long.bitCount(remoteBytes);
  }

  private static int collectedOf(long slab, int collected) {
    SlabDescriptor.used(slab, SlabDescriptor.used(slab) - collected);
    forgetHolds(slab, collected);
    return collected;
  }

  /// Announces a remote free: from here to its claim, or to [#unhold], the slab is not given back.
  public static void hold(long slab) {
    Memory.getAndAddInt(SlabDescriptor.remoteWord(slab), 1);
  }

  /// Takes back a hold that no claim followed, unless it was written off meanwhile.
  public static void unhold(long slab) {
    forgetHolds(slab, 1);
  }

  /// Marks the slab as queued with its owner.
  ///
  /// @return whether the caller is who must queue it
  public static boolean markQueued(long slab) {
    long word = SlabDescriptor.remoteWord(slab);
    return (Memory.getIntVolatile(word) & QUEUED) == 0
        && (Memory.getAndBitwiseOrInt(word, QUEUED) & QUEUED) == 0;
  }

  /// Marks the slab as no longer queued; whoever took it out of the queue calls this before
  /// collecting.
  public static void unqueue(long slab) {
    Memory.getAndBitwiseAndInt(SlabDescriptor.remoteWord(slab), HOLDS);
  }

  /// Returns the number of remote frees announced and not collected. After [#collect] these are
  /// frees under way, or the traces of two threads having freed one block at once.
  public static int unansweredHolds(long slab) {
    return Memory.getIntVolatile(SlabDescriptor.remoteWord(slab)) & HOLDS;
  }

  /// Writes off holds: answered ones, or such as will never be. A hold written off as lost whose
  /// thread had only been asleep is answered after all; the count then stops at zero.
  public static void forgetHolds(long slab, int holds) {
    long address = SlabDescriptor.remoteWord(slab);
    int word;
    do {
      word = Memory.getIntVolatile(address);
    } while (!Memory.compareAndSetInt(
        address, word, (word & QUEUED) | Math.max((word & HOLDS) - holds, 0)));
  }

  /// Returns whether the scan index is right about the lowest free block.
  public static boolean isScannedTo(long slab, int lowestFree) {
    return SlabDescriptor.scan(slab) <= lowestFree;
  }

  /// Returns whether what follows the last state in the side table is as it was written.
  public static boolean paddingIsIntact(long slab) {
    int capacity = SlabDescriptor.capacity(slab);
    long padding = SlabDescriptor.states(slab) + capacity;
    return Memory.mismatch(padding, tableBytes(capacity) - capacity, BlockState.PADDING) < 0;
  }
}
