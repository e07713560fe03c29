// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.freestore.memory.Memory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the raised levels of protection find beyond what is always found, and what they say of it.
class ProtectionTest {
  private final FreeStore sites = open(Protection.SITES);
  private final FreeStore full = open(Protection.FULL);

  private static FreeStore open(Protection protection) {
    return FreeStore.open(
        FreeStoreOptions.defaults().withProtection(protection).withName("watched"));
  }

  @AfterEach
  void close() {
    sites.verify();
    full.verify();
    sites.close();
    full.close();
  }

  private long allocateHere(FreeStore store) {
    return store.malloc(100);
  }

  private void freeHere(FreeStore store, long address) {
    store.free(address);
  }

  @Test
  void aDoubleFreeNamesWhoAllocatedAndWhoFreed() throws Exception {
    for (FreeStore store : List.of(sites, full)) {
      long address = allocateHere(store);
      OtherThread.run(() -> freeHere(store, address));
      assertThatThrownBy(() -> store.free(address))
          .isExactlyInstanceOf(DoubleDeleteException.class)
          .hasMessageContaining("freed by thread other")
          .hasMessageContaining("freeHere(ProtectionTest.java")
          .hasMessageContaining("allocated by thread " + Thread.currentThread().getName())
          .hasMessageContaining("allocateHere(ProtectionTest.java")
          .hasMessageContaining("blockBytes=100")
          .hasMessageContaining("store=watched");
    }
  }

  @Test
  void aWrongSizeAndAnInteriorAddressNameWhoAllocated() {
    for (FreeStore store : List.of(sites, full)) {
      long address = allocateHere(store);
      for (Runnable misuse :
          List.<Runnable>of(() -> store.free(address, 50), () -> store.free(address + 9))) {
        assertThatThrownBy(misuse::run)
            .isExactlyInstanceOf(InvalidDeleteException.class)
            .hasMessageContaining("allocateHere(ProtectionTest.java");
      }
      store.free(address);
    }
  }

  @Test
  void sitesAreRememberedForTheLastThousandsOfFreedBlocks() {
    List<Long> blocks = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      blocks.add(allocateHere(sites));
    }
    blocks.forEach(sites::free);
    for (long address : blocks) {
      assertThatThrownBy(() -> sites.free(address))
          .isExactlyInstanceOf(DoubleDeleteException.class)
          .hasMessageContaining("allocateHere");
    }
  }

  @Test
  void everyByteBehindABlockIsWatched() {
    for (long size : List.of(0L, 1L, 7L, 8L, 100L, 5000L, 70_000L)) {
      for (long beyond = 0; beyond < 16; beyond++) {
        long address = full.malloc(size);
        Memory.putByte(address + size + beyond, (byte) 1);
        assertThatThrownBy(() -> full.free(address))
            .isInstanceOf(CorruptFreeStoreException.class)
            .hasMessageContaining("write past the end of a block: offset=" + (size + beyond))
            .hasMessageContaining("address=0x" + Long.toHexString(address))
            .hasMessageContaining("byteSize=" + size)
            .hasMessageContaining("allocated by thread")
            .hasMessageContaining("freed by thread");
      }
    }
  }

  @Test
  void everyByteBeforeABlockIsWatched() {
    for (long size : List.of(0L, 8L, 100L, 70_000L)) {
      for (long before = 1; before <= 16; before++) {
        long address = full.malloc(size);
        Memory.putByte(address - before, (byte) 1);
        assertThatThrownBy(() -> full.free(address))
            .isInstanceOf(CorruptFreeStoreException.class)
            .hasMessageContaining("write before the start of a block: offset=-" + before);
      }
    }
  }

  @Test
  void aDamagedBlockIsFreedAllTheSame() {
    long address = full.malloc(100);
    Memory.putByte(address + 100, (byte) 1);
    assertThatThrownBy(() -> full.free(address)).isInstanceOf(CorruptFreeStoreException.class);
    assertThatThrownBy(() -> full.free(address)).isExactlyInstanceOf(DoubleDeleteException.class);
    full.walk((block, bytes) -> assertThat(block).isNotEqualTo(address));
  }

  @Test
  void aWriteToAFreedBlockIsFoundWhenTheQuarantineLetsItGo() {
    for (long offset : List.of(0L, 50L, 99L)) {
      long address = allocateHere(full);
      freeHere(full, address);
      Memory.putByte(address + offset, (byte) 1);
      assertThatThrownBy(() -> churn(full))
          .isInstanceOf(CorruptFreeStoreException.class)
          .hasMessageContaining("write to a freed block: offset=" + offset)
          .hasMessageContaining("address=0x" + Long.toHexString(address))
          .hasMessageContaining("allocateHere(ProtectionTest.java")
          .hasMessageContaining("freeHere(ProtectionTest.java");
    }
  }

  private static void churn(FreeStore store) {
    for (int i = 0; i < 20_000; i++) {
      store.free(store.malloc(50));
    }
  }

  @Test
  void aFreedBlockIsNotHandedOutAgainAtOnce() {
    long address = full.malloc(100);
    full.free(address);
    for (int i = 0; i < 1_000; i++) {
      assertThat(full.malloc(100)).isNotEqualTo(address);
    }
  }

  @Test
  void theGuardBytesOfABlockAreNoBlock() {
    long address = full.malloc(100);
    for (long wrong : new long[] {address - 16, address - 1, address + 100, address + 115}) {
      assertThatThrownBy(() -> full.free(wrong))
          .isExactlyInstanceOf(InvalidDeleteException.class)
          .hasMessageContaining("no block starts at this address")
          .hasMessageContaining("block=0x" + Long.toHexString(address));
    }
    full.free(address);
  }

  @Test
  void aSmallLimitIsNotUsedUpByTheQuarantine() {
    FreeStoreOptions tight =
        FreeStoreOptions.defaults().withProtection(Protection.FULL).withLimitBytes(1 << 20);
    try (FreeStore store = FreeStore.open(tight)) {
      for (int i = 0; i < 200; i++) {
        store.free(store.malloc(60_000));
        store.free(store.malloc(600_000));
      }
      store.verify();
    }
  }

  @Test
  void aSparseGigabyteIsNotWrittenToByBeingFreed() {
    long resident = ResidentSet.ofBlocks();
    long address = full.malloc(1L << 30);
    full.free(address);
    assertThat(ResidentSet.ofBlocks() - resident).isLessThan(64L << 20);
  }

  @Test
  void anAlignedBlockIsWatchedCloseByAndNotWrittenToFarAway() {
    long resident = ResidentSet.ofBlocks();
    long address = full.alignedAlloc(100, 1L << 30);
    assertThat(ResidentSet.ofBlocks() - resident).isLessThan(64L << 20);
    Memory.putByte(address - 16, (byte) 1);
    assertThatThrownBy(() -> full.free(address))
        .isInstanceOf(CorruptFreeStoreException.class)
        .hasMessageContaining("offset=-16");
  }

  @Test
  void callocInAGuardedStoreIsZero() {
    for (int i = 0; i < 100; i++) {
      long address = full.calloc(1000);
      assertThat(Memory.mismatch(address, 1000, (byte) 0)).isEqualTo(-1);
      Memory.fill(address, 1000, (byte) 1);
      full.free(address);
    }
  }
}
