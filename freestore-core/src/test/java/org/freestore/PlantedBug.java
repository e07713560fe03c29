// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.function.Function;
import org.freestore.memory.Memory;
import org.freestore.region.MainWindow;
import org.freestore.region.Region;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabWord;

/// Bugs that an allocator may have, each planted into a store so that the fuzzer can show that it
/// finds them.
enum PlantedBug {
  HANDS_A_BLOCK_OUT_TWICE(
      "overlaps live block",
      store ->
          new Rare(store) {
            private long live;

            @Override
            public long malloc(long byteSize) {
              if (isTime() && live != 0 && byteSize <= 8) {
                return live;
              }
              live = super.malloc(byteSize);
              return live;
            }

            @Override
            public void free(long address) {
              live = 0;
              super.free(address);
            }

            @Override
            public void free(long address, long byteSize, long byteAlignment) {
              live = 0;
              super.free(address, byteSize, byteAlignment);
            }

            @Override
            public long realloc(long address, long byteSize) {
              live = 0;
              return super.realloc(address, byteSize);
            }
          }),
  LOSES_A_FREE(
      "blocks walked beyond the live ones",
      store ->
          new Rare(store) {
            @Override
            public void free(long address, long byteSize, long byteAlignment) {
              if (!isTime()) {
                super.free(address, byteSize, byteAlignment);
              }
            }
          }),
  FREES_ANOTHER_BLOCK_TOO(
      "block freed twice",
      store ->
          new Rare(store) {
            private long other;

            @Override
            public long malloc(long byteSize) {
              other = super.malloc(byteSize);
              return other;
            }

            @Override
            public void free(long address) {
              super.free(address);
              if (isTime() && other != 0 && other != address) {
                super.free(other);
              }
              other = 0;
            }
          }),
  CALLS_A_BLOCK_LARGER_THAN_IT_IS(
      "overlaps live block",
      store ->
          new Rare(store) {
            @Override
            public long usableSize(long address) {
              return super.usableSize(address) + 8;
            }
          }),
  REALLOC_LOSES_THE_LAST_BYTE(
      "was changed at offset",
      store ->
          new Rare(store) {
            @Override
            public long realloc(long address, long byteSize) {
              long kept = Math.min(super.usableSize(address), byteSize);
              byte last = kept > 0 ? Memory.getByte(address + kept - 1) : 0;
              long moved = super.realloc(address, byteSize);
              if (kept > 0 && isTime()) {
                Memory.putByte(moved + kept - 1, (byte) ~last);
              }
              return moved;
            }
          }),
  CALLOC_LEAVES_A_BYTE(
      "is not zero at offset",
      store ->
          new Rare(store) {
            @Override
            public long calloc(long byteSize) {
              long address = super.calloc(byteSize);
              if (byteSize > 0 && isTime()) {
                Memory.putByte(address + byteSize - 1, (byte) 1);
              }
              return address;
            }
          }),
  FORGETS_AN_ALIGNMENT(
      "is not aligned to",
      store ->
          new Rare(store) {
            @Override
            public long alignedAlloc(long byteSize, long byteAlignment) {
              return isTime()
                  ? super.malloc(byteSize)
                  : super.alignedAlloc(byteSize, byteAlignment);
            }
          }),
  SWALLOWS_A_DOUBLE_FREE(
      "was not reported",
      store ->
          new Rare(store) {
            @Override
            public void free(long address) {
              try {
                super.free(address);
              } catch (DoubleDeleteException report) {
                if (!isTime()) {
                  throw report;
                }
              }
            }
          }),
  CALLS_A_DOUBLE_FREE_SOMETHING_ELSE(
      "was reported as org.freestore.InvalidDeleteException",
      store ->
          new Rare(store) {
            @Override
            public void free(long address) {
              try {
                super.free(address);
              } catch (DoubleDeleteException report) {
                throw new InvalidDeleteException(report.report());
              }
            }
          }),
  TAKES_A_WRONG_SIZE(
      "was not reported",
      store ->
          new Rare(store) {
            @Override
            public void free(long address, long byteSize) {
              super.free(address);
            }
          }),
  WRITES_INTO_A_LIVE_BLOCK(
      "was changed at offset=0",
      store ->
          new Rare(store) {
            private long live;

            @Override
            public long malloc(long byteSize) {
              if (live != 0 && isTime()) {
                Memory.putByte(live, (byte) ~Memory.getByte(live));
              }
              long address = super.malloc(byteSize);
              live = byteSize > 0 ? address : 0;
              return address;
            }

            @Override
            public void free(long address) {
              live = 0;
              super.free(address);
            }

            @Override
            public void free(long address, long byteSize, long byteAlignment) {
              live = 0;
              super.free(address, byteSize, byteAlignment);
            }

            @Override
            public long realloc(long address, long byteSize) {
              live = 0;
              return super.realloc(address, byteSize);
            }
          }),
  FORGETS_THAT_A_BLOCK_IS_LIVE(
      "block freed twice", store -> new Corrupting(store, BlockState.FREE)),
  THINKS_THAT_A_LIVE_BLOCK_IS_CACHED(
      "block freed twice", store -> new Corrupting(store, BlockState.CACHED)),
  PUTS_A_STATE_THAT_DOES_NOT_EXIST("block freed twice", store -> new Corrupting(store, (byte) 77)),
  OVERRUNS_A_SIDE_TABLE("padding of the side table is damaged", Overrunning::new),
  THE_WALK_MISSES_A_BLOCK(
      "the walk shows usableBytes=null of live block",
      store ->
          new Rare(store) {
            @Override
            public void walk(BlockVisitor visitor) {
              long[] shown = new long[1];
              super.walk((address, usableBytes) -> {
                if (++shown[0] != 10) {
                  visitor.block(address, usableBytes);
                }
              });
            }
          }),
  THE_WALK_SHOWS_A_FREED_BLOCK(
      "blocks walked beyond the live ones",
      store ->
          new Rare(store) {
            private long freed;

            @Override
            public void free(long address) {
              super.free(address);
              freed = address;
            }

            @Override
            public void walk(BlockVisitor visitor) {
              super.walk(visitor);
              visitor.block(freed + 1, 8);
            }
          });

  private final String finding;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor
  private final Function<FreeStore, FuzzedStore> plant;

  /// @param finding what the fuzzer says of it
  PlantedBug(String finding, Function<FreeStore, FuzzedStore> plant) {
    this.finding = finding;
    this.plant = plant;
  }

  String finding() {
    return finding;
  }

  FuzzedStore plant(FreeStore store) {
    return plant.apply(store);
  }

  /// A bug that shows once in a while.
  private static class Rare extends FuzzedStore.Genuine {
    private int calls;

    Rare(FreeStore store) {
      super(store);
    }

    boolean isTime() {
      return ++calls % 10 == 0;
    }
  }

  /// Overwrites the state of a live block in the side table of its slab.
  private static final class Corrupting extends Rare {
    private final byte state;

    Corrupting(FreeStore store, byte state) {
      super(store);
      this.state = state;
    }

    @Override
    public long malloc(long byteSize) {
      long address = super.malloc(byteSize);
      if (isTime() && byteSize <= SizeClasses.LARGEST_BLOCK_BYTES) {
        Memory.putByte(stateAddress(word(address), address), state);
      }
      return address;
    }
  }

  /// Writes one byte behind the last state of a side table.
  private static final class Overrunning extends Rare {
    Overrunning(FreeStore store) {
      super(store);
    }

    @Override
    public long malloc(long byteSize) {
      long address = super.malloc(byteSize);
      if (isTime() && byteSize <= SizeClasses.LARGEST_BLOCK_BYTES) {
        long word = word(address);
        long table = stateAddress(word, address & -Region.GRANULE_BYTES);
        Memory.putByte(table + SizeClasses.capacity(SlabWord.sizeClass(word)), (byte) 0);
      }
      return address;
    }
  }

  private static long word(long address) {
    long granule = (address - MainWindow.BASE) >>> Region.GRANULE_SHIFT;
    return Memory.getLong(MainWindow.MAP_BASE + granule * Long.BYTES);
  }

  private static long stateAddress(long word, long address) {
    return MainWindow.STATE_BASE + Slab.stateOffset(word, address);
  }
}
