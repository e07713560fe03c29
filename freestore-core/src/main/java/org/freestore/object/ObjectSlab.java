// SPDX-License-Identifier: Apache-2.0
package org.freestore.object;

import org.freestore.memory.Memory;
import org.freestore.region.Region;
import org.freestore.slab.BlockState;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;

/// A slab whose blocks have a header each: what is done with one differs from [Slab] in that a
/// block is named by its reference, generation included, and that its header says whether it is
/// live.
///
/// ```
///   used = live + cached + remote-freed + retired        used + free = capacity
/// ```
///
/// The side table says which blocks are `FREE`, `REMOTE` and `RETIRED`; all others are `CACHED`
/// there, live or not, since creating and deleting touches the header only.
///
/// The side table is told of a remote delete after the header was claimed, and, where the owner's
/// own delete of the same object overwrote the claim, of one that was none: `REMOTE` says no more
/// than to look at the header.
///
/// Headers of touched blocks are valid, those of the others are not: they hold what the memory held
/// before, or nothing. An untouched block's first generation is the slab's *floor* plus one.
///
/// A block never changes its place in the slab, and a granule that was a slab of objects is one of
/// the same class for good. So where a header is, a header stays: a reference to what was there can
/// only ever meet a header, whose generation is another.
public final class ObjectSlab {
  /// Collects everything: see [#collect].
  public static final long[] EVERYTHING = {};

  private ObjectSlab() {}

  /// Moves free blocks to the caller, lowest first.
  ///
  /// Too large for the compiler to inline, on purpose: it would be at the end of a chain of calls
  /// which leaves too few levels for the memory access in its loops to be inlined.
  ///
  /// @param most how many blocks to take at most
  /// @param entries where their references go, in descending order, so that the lowest is the last
  /// @param from the index in `entries` of the first
  /// @return how many were taken
  public static int take(long slab, int most, long[] entries, int from) {
    int count = Math.min(most, Slab.free(slab));
    if (count <= 0) {
      return 0;
    }
    long states = SlabDescriptor.states(slab);
    long start = SlabDescriptor.start(slab);
    int blockBytes = SlabDescriptor.blockBytes(slab);
    int touched = SlabDescriptor.touched(slab);
    long first = SlabDescriptor.floorGeneration(slab) + 1L;
    int at = from + count;
    int index = 0;
    for (int word = SlabDescriptor.scan(slab) & -8; at > from; word += 8) {
      long free = Slab.zeroBytes(Memory.getLongLittleEndian(states + word));
      if (free == Slab.EIGHT_ZEROS && word + 8 <= touched && at - from >= 8) {
        long block = start + (long) word * blockBytes;
        for (index = word; index < word + 8; index++) {
          Memory.putByte(states + index, BlockState.CACHED);
          entries[--at] = Reference.ofFree(block, Memory.getLong(block));
          block += blockBytes;
        }
        index = word + 7;
        continue;
      }
      while (free != 0 && at > from) {
        index = word + (Long.numberOfTrailingZeros(free) >>> 3);
        free &= free - 1;
        long block = start + (long) index * blockBytes;
        Memory.putByte(states + index, BlockState.CACHED);
        if (index < touched) {
          entries[--at] = Reference.ofFree(block, Memory.getLong(block));
        } else {
          entries[--at] = Reference.of(block, first);
          Memory.putLong(block, first << Reference.GENERATION_SHIFT | Header.FREE);
        }
      }
    }
    SlabDescriptor.used(slab, SlabDescriptor.used(slab) + count);
    SlabDescriptor.scan(slab, index + 1);
    SlabDescriptor.touched(slab, Math.max(touched, index + 1));
    return count;
  }

  /// Returns the slab of the object, or the free block, that a reference refers to.
  public static long of(Region region, long reference) {
    return Slab.of(region, Reference.address(reference));
  }

  /// Returns where a block starts.
  public static long block(long slab, int index) {
    return SlabDescriptor.start(slab) + (long) index * SlabDescriptor.blockBytes(slab);
  }

  /// Takes free blocks back.
  ///
  /// @param entries references
  /// @param from the first to take
  /// @param to the one after the last; all in between are of this slab
  public static void give(long slab, long[] entries, int from, int to) {
    int sizeClass = SlabDescriptor.sizeClass(slab);
    long states = SlabDescriptor.states(slab);
    int lowest = Integer.MAX_VALUE;
    for (int i = from; i < to; i++) {
      int index = Slab.index(sizeClass, Reference.address(entries[i]));
      Memory.putByte(states + index, BlockState.FREE);
      lowest = Math.min(lowest, index);
    }
    SlabDescriptor.used(slab, SlabDescriptor.used(slab) - (to - from));
    SlabDescriptor.scan(slab, Math.min(SlabDescriptor.scan(slab), lowest));
  }

  /// Takes in what other threads freed, after [Slab#unqueue].
  ///
  /// @param noted what [Slab#noteRemote] returned, or [#EVERYTHING]
  public static Collected collect(long slab, long[] noted) {
    int freed = 0;
    int lost = 0;
    int retired = 0;
    for (int word = 0; word < SlabDescriptor.touched(slab); word += 8) {
      long remote = Slab.remoteIn(slab, word) & (noted.length == 0 ? -1 : noted[word >>> 3]);
      while (remote != 0) {
        int index = word + (Long.numberOfTrailingZeros(remote) >>> 3);
        remote &= remote - 1;
        switch (settle(slab, index)) {
          case BlockState.FREE -> freed++;
          case BlockState.RETIRED -> retired++;
          default -> lost++;
        }
      }
    }
    SlabDescriptor.used(slab, SlabDescriptor.used(slab) - freed);
    SlabDescriptor.retired(slab, SlabDescriptor.retired(slab) + retired);
    Slab.forgetHolds(slab, freed + retired + lost);
    return new Collected(freed, retired, lost);
  }

  /// The owner's delete of the same object, by a plain store, may have overwritten the other
  /// thread's claim: then the block lies in the owner's magazine, or is an object again. Was that
  /// one deleted remotely, too, at this moment, then its hold stays: see [#markClaimed(long)].
  private static byte settle(long slab, int index) {
    long block = block(slab, index);
    long header = Memory.getLong(block);
    byte state =
        switch (Header.state(header)) {
          case Header.REMOTE -> BlockState.FREE;
          case Header.RETIRED -> BlockState.RETIRED;
          default -> BlockState.CACHED;
        };
    if (state == BlockState.FREE) {
      Memory.putLong(block, Header.withState(header, Header.FREE));
      SlabDescriptor.scan(slab, Math.min(SlabDescriptor.scan(slab), index));
    }
    Memory.putByte(SlabDescriptor.states(slab) + index, state);
    return state;
  }

  /// What [ObjectSlab#collect] found.
  ///
  /// @param freed blocks that are free now
  /// @param retired blocks that never will be
  /// @param lost claims that the owner's own delete of the same object overwrote: two threads
  ///   deleted one object at the same time
  public record Collected(int freed, int retired, int lost) {}

  /// Marks a block as used up whose header says so. Called under the owner's lock, by who wrote it.
  public static void retire(long slab, long reference) {
    int index = Slab.indexOfContaining(slab, Reference.address(reference));
    Memory.putByte(SlabDescriptor.states(slab) + index, BlockState.RETIRED);
    SlabDescriptor.retired(slab, SlabDescriptor.retired(slab) + 1);
  }

  /// Returns the header of a block that is used up: generation 0 is nobody's.
  public static long retiredHeader(long header) {
    return Header.withState(header & ~Reference.GENERATION_MASK, Header.RETIRED);
  }

  /// Returns the highest generation among the touched blocks and the floor: none above it was ever
  /// handed out.
  ///
  /// Says little to the memory but what it must: while the JVM still interprets this, each access
  /// takes a tenth of a microsecond, and there are thousands of headers.
  public static int highestGeneration(long slab) {
    int blockBytes = SlabDescriptor.blockBytes(slab);
    long end = SlabDescriptor.start(slab) + (long) SlabDescriptor.touched(slab) * blockBytes;
    long highest = 0;
    for (long block = SlabDescriptor.start(slab); block < end; block += blockBytes) {
      long header = Memory.getLong(block);
      if (Long.compareUnsigned(header, highest) > 0) { // the generation is what counts most
        highest = header;
      }
    }
    return (int) Math.max(Reference.generation(highest), SlabDescriptor.floorGeneration(slab));
  }

  /// Forgets what the headers say, because their pages may be gone: all blocks are untouched again.
  ///
  /// @param highest what [#highestGeneration(long)] returned; where that was the last, no block is
  ///   usable any more
  public static void forgetHeaders(long slab, int highest) {
    SlabDescriptor.floorGeneration(slab, highest);
    SlabDescriptor.touched(slab, 0);
    SlabDescriptor.scan(slab, 0);
    if (highest >= Reference.LAST_GENERATION) {
      int capacity = SlabDescriptor.capacity(slab);
      Memory.fill(SlabDescriptor.states(slab), capacity, BlockState.RETIRED);
      SlabDescriptor.used(slab, capacity);
      SlabDescriptor.retired(slab, capacity);
    }
  }

  /// Tells the side table of blocks whose headers were claimed long ago by threads that have not
  /// done so yet, if there are any. Called under the owner's lock, by the owner of the magazines.
  ///
  /// @return how many there were
  public static int markClaimed(long slab) {
    int marked = 0;
    for (int index = 0; index < SlabDescriptor.touched(slab); index++) {
      long state = SlabDescriptor.states(slab) + index;
      int claimed = Header.state(Memory.getLongVolatile(block(slab, index)));
      if (Memory.getByte(state) == BlockState.CACHED
          && (claimed == Header.REMOTE || claimed == Header.RETIRED)) {
        BlockState.markRemote(state);
        marked++;
      }
    }
    return marked;
  }

  /// Ends every object of a slab whose store is closed: all its blocks are free, or retired.
  public static void endAll(long slab) {
    int touched = SlabDescriptor.touched(slab);
    int retired = 0;
    for (int index = 0; index < touched; index++) {
      byte state = end(block(slab, index));
      Memory.putByte(SlabDescriptor.states(slab) + index, state);
      retired += state == BlockState.RETIRED ? 1 : 0;
    }
    SlabDescriptor.used(slab, retired);
    SlabDescriptor.retired(slab, retired);
    SlabDescriptor.scan(slab, 0);
  }

  /// What segments may still write to is not used again.
  private static byte end(long block) {
    long header = Memory.getLong(block);
    int state = Header.state(header);
    boolean ended = state == Header.FREE || state == Header.REMOTE;
    boolean usedUp = !ended && Reference.isUsedUp(header);
    if (usedUp
        || state == Header.RETIRED
        || state == Header.DETAINED
        || Header.has(header, Header.VIEWED)) {
      Memory.putLong(block, retiredHeader(header));
      return BlockState.RETIRED;
    }
    Memory.putLong(
        block, ended ? Header.withState(header, Header.FREE) : Header.freed(header, Header.FREE));
    return BlockState.FREE;
  }
}
