// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.freestore.ShadowHeap.Block;
import org.freestore.memory.Memory;

/// The wrong things that the fuzzer does to a store, and the report that each must end in.
final class FuzzedMisuse {
  private static final int REMEMBERED = 200;

  private final OptionSet set;
  private final SplittableRandom random;
  private final ShadowHeap shadow;
  private final Deque<Long> freed = new ArrayDeque<>();

  FuzzedMisuse(OptionSet set, SplittableRandom random, ShadowHeap shadow) {
    this.set = set;
    this.random = random;
    this.shadow = shadow;
  }

  /// Remembers a block that may be freed again.
  void freed(Block block) {
    freed.addLast(block.address);
    if (freed.size() > REMEMBERED) {
      freed.removeFirst();
    }
  }

  void forget() {
    freed.clear();
  }

  /// Does something wrong.
  ///
  /// @param arenas whether arenas are open, whose blocks the shadow does not know
  /// @return what
  String commit(FuzzedStore store, boolean arenas) {
    return switch (random.nextInt(7)) {
      case 0 -> freeTwice(store);
      case 1 -> arenas ? freeTwice(store) : freeSomethingOld(store);
      case 2 -> freeInside(store);
      case 3 -> freeForeign(store);
      case 4 -> freeByWrongSize(store);
      case 5 -> freeThroughWrongStore(store);
      default -> set.isGuarded() ? writeBeyond(store) : freeInside(store);
    };
  }

  private static String hex(long address) {
    return "0x" + Long.toHexString(address);
  }

  /// Asserts the type and the facts of a report, and that the figures are as before.
  private void expect(
      FuzzedStore store,
      String what,
      Class<? extends RuntimeException> type,
      Runnable call,
      String... facts) {
    FreeStoreStatistics before = store.statistics();
    try {
      call.run();
    } catch (RuntimeException report) {
      requireReport(what, type, report, facts);
      FreeStoreStatistics after = store.statistics();
      if (after.liveBlocks() != before.liveBlocks() || after.inUseBytes() != before.inUseBytes()) {
        throw new FuzzFailure(what + " changed something: " + before + " to " + after, report);
      }
      return;
    }
    throw new FuzzFailure(what + " was not reported");
  }

  private static void requireReport(
      String what, Class<?> type, RuntimeException report, String... facts) {
    if (!type.isInstance(report)) {
      throw new FuzzFailure(what + " was reported as " + report, report);
    }
    for (String fact : facts) {
      if (!report.toString().contains(fact)) {
        throw new FuzzFailure(what + " was reported without " + fact + ": " + report, report);
      }
    }
  }

  private String freeTwice(FuzzedStore store) {
    if (shadow.isEmpty()) {
      return "nothing to free twice";
    }
    Block block = shadow.any(random);
    String what = "second free of " + block;
    shadow.requireIntact(block);
    shadow.remove(block);
    store.free(block.address);
    long size = random.nextBoolean() ? block.byteSize : random.nextLong(10_000);
    Runnable call =
        random.nextBoolean()
            ? () -> store.free(block.address)
            : () -> store.free(block.address, size);
    expect(
        store, what, DoubleDeleteException.class, call, "twice", "address=" + hex(block.address));
    return what;
  }

  /// An address that was freed a while ago may be a block again, or lie inside one, or be nothing.
  private String freeSomethingOld(FuzzedStore store) {
    if (freed.isEmpty()) {
      return "nothing freed";
    }
    long address = freed.removeFirst();
    Block around = shadow.containing(address);
    String what = "free of " + hex(address) + ", freed before, now in " + around;
    if (around == null) {
      expect(store, what, InvalidDeleteException.class, () -> store.usableSize(address));
    } else if (around.address != address) {
      expect(store, what, InvalidDeleteException.class, () -> store.free(address));
    }
    return what;
  }

  private String freeInside(FuzzedStore store) {
    if (shadow.isEmpty()) {
      return "nothing to free inside of";
    }
    Block block = shadow.any(random);
    if (block.usableBytes < 2) {
      return "too small to have an inside";
    }
    long offset = random.nextLong(1, block.usableBytes);
    String what = "free at offset " + offset + " of " + block;
    expect(
        store,
        what,
        InvalidDeleteException.class,
        () -> store.free(block.address + offset),
        "inside",
        "block=" + hex(block.address),
        "offset=" + offset,
        block.byteSize == 0 ? "" : "blockBytes=");
    return what;
  }

  private String freeForeign(FuzzedStore store) {
    long address =
        switch (random.nextInt(4)) {
          case 0 -> random.nextLong();
          case 1 -> random.nextLong(1, 1 << 20);
          case 2 -> -random.nextLong(1, 1 << 20);
          default -> Arena.ofAuto().allocate(64).address();
        };
    String what = "free of foreign " + hex(address);
    Runnable call =
        random.nextBoolean() ? () -> store.free(address) : () -> store.realloc(address, 10);
    expect(store, what, InvalidDeleteException.class, call, "not allocated by Freestore");
    return what;
  }

  private String freeByWrongSize(FuzzedStore store) {
    if (shadow.isEmpty()) {
      return "nothing to free by a wrong size";
    }
    Block block = shadow.any(random);
    long small = block.usableBytes / 4 - 8;
    long wrong =
        random.nextBoolean() || small == block.byteSize ? 2 * block.usableBytes + 100 : small;
    String what = "free by size " + wrong + " of " + block;
    expect(
        store,
        what,
        InvalidDeleteException.class,
        () -> store.free(block.address, wrong),
        "size is not the block's",
        "block=" + hex(block.address));
    return what;
  }

  private String freeThroughWrongStore(FuzzedStore store) {
    long size = random.nextLong(1L << random.nextInt(1, 19));
    long address = FreeStore.global().malloc(size);
    String what = "free of the global store's " + hex(address) + " byteSize=" + size;
    expect(
        store,
        what,
        InvalidDeleteException.class,
        () -> store.free(address),
        "another store",
        "store=global");
    FreeStore.global().free(address, size);
    return what;
  }

  private String writeBeyond(FuzzedStore store) {
    if (shadow.isEmpty()) {
      return "nothing to write beyond";
    }
    Block block = shadow.any(random);
    boolean behind = random.nextBoolean();
    long offset = behind ? block.byteSize + random.nextLong(16) : -random.nextLong(1, 17);
    String what = "write at offset " + offset + " of " + block;
    Memory.putByte(block.address + offset, (byte) 0);
    shadow.remove(block);
    try {
      store.free(block.address);
    } catch (CorruptFreeStoreException report) {
      requireReport(what, CorruptFreeStoreException.class, report, "offset=" + offset);
      return what;
    }
    throw new FuzzFailure(what + " was not reported");
  }
}
