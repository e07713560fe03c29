// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.freestore.ShadowHeap.Block;

/// Does random things to a store, knows what each must do, and notices when it does not.
///
/// A shadow heap holds every live block with its size and what is written in it. Contents are
/// checked when a block goes, overlap and alignment when it comes; figures, bookkeeping, walk and
/// all contents every few hundred steps. Misuse is part of the mix, with the report it must end in.
/// Other threads take part one at a time, so that a run depends on its seed alone; what threads do
/// to each other at the same time is [HandoverStress]'s business.
final class OperationFuzzer {
  private static final int STEPS_BETWEEN_CHECKS = 400;
  private static final long MOST_LIVE_BYTES = 10L << 20;
  private static final int MOST_LIVE_BLOCKS = 4_000;

  private final FuzzPlan plan;
  private final Function<FreeStore, FuzzedStore> wrap;
  private final SplittableRandom random;
  private final ShadowHeap shadow = new ShadowHeap();
  private final List<Arena> arenas = new ArrayList<>();
  private final FuzzedMisuse misuse;
  private OneAtATime helper = new OneAtATime();
  private FuzzedStore store;
  private int step;
  private String operation = "open";
  private boolean growing = true;

  OperationFuzzer(FuzzPlan plan) {
    this(plan, FuzzedStore::of);
  }

  /// @param wrap makes what is fuzzed of a fresh store
  OperationFuzzer(FuzzPlan plan, Function<FreeStore, FuzzedStore> wrap) {
    this.plan = plan;
    this.wrap = wrap;
    this.random = new SplittableRandom(plan.seed());
    this.misuse = new FuzzedMisuse(plan.set(), random, shadow);
    this.store = wrap.apply(plan.open());
  }

  /// Runs the plan.
  ///
  /// @throws FuzzFailure if anything is not as it must be; the message ends in the command that
  ///   runs the plan again
  void run(String testClass) {
    try {
      for (step = 0; step < plan.steps(); step++) {
        takeStep();
        if (step % STEPS_BETWEEN_CHECKS == STEPS_BETWEEN_CHECKS - 1) {
          check();
        }
      }
      freeEverything();
    } catch (FuzzFailure | RuntimeException found) {
      throw new FuzzFailure(
          found
              + "\n  at step "
              + step
              + ", operation "
              + operation
              + ". To run it again:\n  "
              + plan.command(testClass),
          found);
    } finally {
      helper.close();
      arenas.forEach(Arena::close);
      store.close();
    }
  }

  private void takeStep() {
    if (shadow.usableBytes() > MOST_LIVE_BYTES || shadow.count() > MOST_LIVE_BLOCKS) {
      growing = false;
    } else if (shadow.count() < 20) {
      growing = true;
    }
    int choice = random.nextInt(1_000);
    try {
      if (choice < (growing ? 480 : 280)) {
        allocate(choice);
      } else if (choice < 830) {
        release(choice);
      } else {
        doOther(choice);
      }
    } catch (OutOfFreeStoreException full) {
      requireLimitReached(full);
    }
  }

  private void allocate(int choice) {
    long size = size();
    switch (choice % 8) {
      case 0 -> calloc(size);
      case 1 -> aligned(size, 1L << random.nextInt(15));
      case 2 -> elsewhere(size, false);
      case 3 -> elsewhere(size, choice % 32 == 3);
      default -> malloc(size);
    }
  }

  private void malloc(long size) {
    operation = "malloc(" + size + ")";
    enter(store.malloc(size), size, (size % 16 == 0 && size > 0) || size > 128 ? 16 : 8);
  }

  private void calloc(long size) {
    operation = "calloc(" + size + ")";
    long address = store.calloc(size);
    ShadowHeap.requireZero(address, size);
    enter(address, size, 8);
  }

  private void aligned(long size, long alignment) {
    operation = "alignedAlloc(" + size + ", " + alignment + ")";
    enter(store.alignedAlloc(size, alignment), size, alignment);
  }

  private void elsewhere(long size, boolean virtual) {
    operation = "malloc(" + size + ") on another thread, virtual=" + virtual;
    enter(helper.call(virtual, () -> store.malloc(size)), size, 8);
  }

  private void enter(long address, long size, long alignment) {
    if (plan.set().isZeroing()) {
      ShadowHeap.requireZero(address, size);
    }
    shadow.add(new Block(address, size, alignment, store.usableSize(address), random.nextLong()));
  }

  private void release(int choice) {
    if (shadow.isEmpty()) {
      return;
    }
    Block block = shadow.any(random);
    shadow.requireIntact(block);
    switch (choice % 8) {
      case 0, 1 -> reallocate(block);
      case 2 ->
          free(
              block,
              "sized free",
              () -> store.free(block.address, block.byteSize, block.byteAlignment));
      case 3 -> remoteFree(block, false);
      case 4 -> remoteFree(block, choice % 32 == 4);
      default -> free(block, "free", () -> store.free(block.address));
    }
  }

  private void reallocate(Block block) {
    long size = size();
    operation = "realloc(" + block + ", " + size + ")";
    long moved = store.realloc(block.address, size);
    String damage = block.damage(moved, Math.min(size, block.byteSize));
    if (damage != null) {
      throw new FuzzFailure(damage);
    }
    shadow.remove(block);
    shadow.add(new Block(moved, size, 8, store.usableSize(moved), random.nextLong()));
  }

  private void free(Block block, String how, Runnable call) {
    operation = how + " of " + block;
    shadow.remove(block);
    call.run();
    misuse.freed(block);
  }

  private void remoteFree(Block block, boolean virtual) {
    free(
        block,
        "free on another thread, virtual=" + virtual,
        () ->
            helper.call(
                virtual,
                () -> {
                  store.free(block.address);
                  return 0L;
                }));
  }

  private void doOther(int choice) {
    if (choice < 940) {
      operation = "misuse";
      operation = misuse.commit(store, !arenas.isEmpty());
    } else if (choice < 975) {
      useArena();
    } else if (choice < 985) {
      operation = "trim";
      store.trim();
    } else if (choice < 990) {
      operation = "another helper thread";
      helper.close();
      helper = new OneAtATime();
    } else if (choice == 999 && random.nextInt(4) == 0) {
      reopen();
    } else {
      operation = "check";
      check();
    }
  }

  private void useArena() {
    operation = "arena";
    if (arenas.size() > 3 || (!arenas.isEmpty() && random.nextInt(4) == 0)) {
      arenas.remove(random.nextInt(arenas.size())).close();
      return;
    }
    if (arenas.isEmpty() || random.nextInt(4) == 0) {
      arenas.add(store.arena());
    }
    long size = random.nextLong(1L << random.nextInt(1, 15));
    long alignment = 1L << random.nextInt(8);
    MemorySegment segment = arenas.getLast().allocate(size, alignment);
    ShadowHeap.requireZero(segment.address(), size);
    if (segment.address() % alignment != 0 || shadow.containing(segment.address()) != null) {
      throw new FuzzFailure("segment is misaligned or lies in a live block: " + segment);
    }
    segment.fill((byte) 0xee);
  }

  private void reopen() {
    operation = "close and open";
    arenas.forEach(Arena::close);
    arenas.clear();
    store.close();
    shadow.clear();
    misuse.forget();
    store = wrap.apply(plan.open());
  }

  private void freeEverything() {
    operation = "free everything";
    arenas.forEach(Arena::close);
    arenas.clear();
    while (!shadow.isEmpty()) {
      Block block = shadow.blocks().getLast();
      shadow.requireIntact(block);
      shadow.remove(block);
      store.free(block.address);
    }
    check();
    store.trim();
    check();
  }

  /// Small sizes mostly; every size class and its neighbours, zero and some megabytes now and then.
  private long size() {
    return switch (random.nextInt(20)) {
      case 0 -> random.nextLong(20);
      case 1 ->
          Math.max(((8L + random.nextInt(9)) << random.nextInt(14)) + random.nextInt(-1, 2), 0);
      case 2 -> random.nextLong(1L << random.nextInt(10, 22));
      default -> random.nextLong(1L << random.nextInt(3, 12));
    };
  }

  private void requireLimitReached(OutOfFreeStoreException full) {
    if (!plan.set().isLimited()) {
      throw new FuzzFailure("refused without a limit", full);
    }
    growing = false;
  }

  private void check() {
    store.verify();
    shadow.blocks().forEach(shadow::requireIntact);
    FreeStoreStatistics figures = store.statistics();
    Figures.assertAddUp(figures);
    Map<Long, Long> walked = new HashMap<>();
    store.walk(walked::put);
    for (Block block : shadow.blocks()) {
      Long usable = walked.remove(block.address);
      if (usable == null || usable != block.usableBytes) {
        throw new FuzzFailure("the walk shows usableBytes=" + usable + " of live " + block);
      }
    }
    if (arenas.isEmpty()) {
      requireEqual("blocks walked beyond the live ones", 0, walked.size());
    }
    if (arenas.isEmpty() && !plan.set().isGuarded()) {
      requireEqual("live blocks counted", shadow.count(), figures.liveBlocks());
      requireEqual("bytes in use counted", shadow.usableBytes(), figures.inUseBytes());
    }
  }

  private static void requireEqual(String what, long expected, long actual) {
    if (expected != actual) {
      throw new FuzzFailure(what + ": expected=" + expected + " actual=" + actual);
    }
  }
}
