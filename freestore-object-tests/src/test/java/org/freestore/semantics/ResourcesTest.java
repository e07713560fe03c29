// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.freestore.DoubleDeleteException;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.InvalidDeleteException;
import org.freestore.MemoryResource;
import org.freestore.MonotonicResource;
import org.freestore.OutOfFreeStoreException;
import org.freestore.PoolResource;
import org.freestore.UseAfterDeleteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Memory resources ([mem.res]).
@ExtendWith(NothingLeaks.class)
final class ResourcesTest {

  @Rule(39)
  @Test
  void anAlignmentIsAPowerOfTwo() {
    try (FreeStore store = FreeStore.open();
        MonotonicResource monotonic = MonotonicResource.open(store);
        PoolResource pool = PoolResource.open(store, PoolResource.Options.defaults())) {
      for (MemoryResource resource : new MemoryResource[] {store, monotonic, pool}) {
        for (long alignment : new long[] {0, -8, 3, 24}) {
          assertThatThrownBy(() -> resource.allocate(8, alignment))
              .as("%s alignment=%d", resource, alignment)
              .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(resource.allocate(8, 256).address() % 256).isZero();
      }
      monotonic.release();
      pool.release();
    }
  }

  @Rule(39)
  @Test
  void memoryGoesBackToTheResourceThatItCameFromInOnePiece() {
    try (FreeStore store = FreeStore.open();
        FreeStore other = FreeStore.open()) {
      assertThat(store.isEqual(store)).isTrue();
      assertThat(store.isEqual(other)).isFalse();
      MemorySegment segment = store.allocate(64, 8);
      assertThatThrownBy(() -> other.free(segment)).isInstanceOf(InvalidDeleteException.class);
      assertThatThrownBy(() -> store.free(segment.asSlice(16)))
          .isInstanceOf(InvalidDeleteException.class);
      store.free(segment);
      assertThat(store.statistics().liveBlocks()).isZero();
    }
  }

  @Rule(40)
  @Test
  void theResourceThatHasNoMemoryAlwaysSaysSo() {
    MemoryResource none = MemoryResource.none();
    assertThatThrownBy(() -> none.allocate(1, 1)).isInstanceOf(OutOfFreeStoreException.class);
    assertThatThrownBy(() -> PartStruct.createIn(none)).isInstanceOf(OutOfFreeStoreException.class);
    assertThat(Journal.read()).isEmpty();
  }

  @Rule(40)
  @Test
  void theDefaultResourceCanBeReplacedAndNullResetsIt() {
    try (FreeStore store = FreeStore.open()) {
      assertThat(MemoryResource.defaults()).isSameAs(FreeStore.global());
      MemoryResource former = MemoryResource.setDefaults(store);
      try (MonotonicResource resource = MonotonicResource.open()) {
        assertThat(former).isSameAs(FreeStore.global());
        assertThat(resource.upstream()).isSameAs(store);
      } finally {
        assertThat(MemoryResource.setDefaults(null)).isSameAs(store);
      }
      assertThat(MemoryResource.defaults()).isSameAs(FreeStore.global());
    }
  }

  @Rule(41)
  @Test
  void aMonotonicResourceTakesNothingBackBeforeTheEnd() {
    try (FreeStore store = FreeStore.open();
        MonotonicResource resource = MonotonicResource.open(store, 1000)) {
      MemorySegment first = resource.allocate(400, 8);
      MemorySegment second = resource.allocate(400, 8);
      assertThat(second.address() - first.address()).as("one after another").isEqualTo(400);
      assertThat(store.statistics().liveBlocks()).as("from one buffer").isEqualTo(1);
      resource.deallocate(second);
      assertThat(resource.allocate(100, 1).address()).isEqualTo(second.address() + 400);
      assertThat(store.statistics().liveBlocks()).isEqualTo(1);
    }
  }

  @Rule(41)
  @Test
  void itsChunksGrowAndReleaseBeginsAnewWithTheFirst() {
    try (FreeStore store = FreeStore.open()) {
      try (MonotonicResource resource = MonotonicResource.open(store, 64)) {
        MemorySegment first = resource.allocate(64, 8);
        for (int i = 0; i < 1000; i++) {
          resource.allocate(64, 8);
        }
        assertThat(store.statistics().liveBlocks())
            .as("64,064 bytes in chunks that double")
            .isBetween(8L, 12L);
        resource.release();
        assertThatThrownBy(() -> first.get(ValueLayout.JAVA_BYTE, 0))
            .isInstanceOf(IllegalStateException.class);
        assertThat(store.statistics().liveBlocks()).isEqualTo(1);
        assertThat(resource.allocate(64, 8).address()).isEqualTo(first.address());
      }
      assertThat(store.statistics().liveBlocks()).isZero();
    }
  }

  @Rule(41)
  @Test
  void objectsEndWithItWithoutTheirDestructors() {
    Part part;
    try (MonotonicResource resource = MonotonicResource.open()) {
      part = PartStruct.createIn(resource);
    }
    assertThat(Journal.read()).containsExactly("Part(1)");
    assertThatThrownBy(part::number).isInstanceOf(UseAfterDeleteException.class);
  }

  @Rule(41)
  @Test
  void itBelongsToOneThread() throws Exception {
    try (MonotonicResource resource = MonotonicResource.open();
        ExecutorService other = Executors.newSingleThreadExecutor()) {
      assertThatThrownBy(() -> other.submit(() -> resource.allocate(8, 8)).get())
          .hasCauseInstanceOf(WrongThreadException.class);
    }
  }

  @Rule(42)
  @Test
  void aPoolTakesBlocksFromChunksAndLargeOnesFromUpstream() {
    try (FreeStore store = FreeStore.open();
        PoolResource pool = PoolResource.open(store, new PoolResource.Options(16, 256))) {
      MemorySegment first = pool.allocate(100, 8);
      pool.allocate(100, 8);
      long chunks = store.statistics().liveBlocks();
      assertThat(chunks).isEqualTo(1);
      pool.deallocate(first);
      assertThat(pool.allocate(90, 8).address()).as("used again").isEqualTo(first.address());
      MemorySegment large = pool.allocate(257, 8);
      assertThat(store.statistics().liveBlocks()).isEqualTo(chunks + 1);
      pool.deallocate(large);
      assertThat(store.statistics().liveBlocks()).isEqualTo(chunks);
      pool.release();
      assertThat(store.statistics().liveBlocks()).as("also what was not deallocated").isZero();
    }
  }

  @Rule(42)
  @Test
  void zeroInItsOptionsMeansTheDefault() {
    PoolResource.Options defaults = PoolResource.Options.defaults();
    assertThat(defaults.maxBlocksPerChunk()).isEqualTo(1024);
    assertThat(defaults.largestRequiredPoolBlock()).isEqualTo(4096);
    assertThat(new PoolResource.Options(0, 300)).isEqualTo(new PoolResource.Options(1024, 512));
  }

  @Rule(42)
  @Test
  void aBlockGoesBackToItsPoolOnce() {
    try (PoolResource pool = PoolResource.open();
        PoolResource other = PoolResource.open()) {
      MemorySegment segment = pool.allocate(64, 8);
      assertThat(pool.isEqual(other)).isFalse();
      assertThatThrownBy(() -> other.deallocate(segment))
          .isInstanceOf(InvalidDeleteException.class);
      assertThatThrownBy(() -> pool.deallocate(segment.asSlice(8)))
          .isInstanceOf(InvalidDeleteException.class);
      pool.deallocate(segment);
      assertThatThrownBy(() -> pool.deallocate(segment)).isInstanceOf(DoubleDeleteException.class);
    }
  }

  @Rule(43)
  @Test
  void objectsAreMadeFromAnyResourceAndDeletedWithoutNamingIt() {
    try (FreeStore store = FreeStore.open(FreeStoreOptions.defaults());
        PoolResource pool = PoolResource.open(store, PoolResource.Options.defaults())) {
      Part part = FreeStore.createIn(pool, Part.class);
      assertThat(FreeStore.storeOf(part)).isSameAs(store);
      FreeStore.delete(part);
      assertThat(Journal.read()).containsExactly("Part(1)", "~Part(1)");
      assertThat(store.statistics().liveBlocks()).isZero();
    }
  }

  /// `select_on_container_copy_construction` of `polymorphic_allocator` takes the default.
  @Rule(43)
  @Test
  void aCopyGoesWhereItIsToldAndNotWhereItsOriginalIs() {
    try (FreeStore store = FreeStore.open()) {
      Part original = PartStruct.createIn(store);
      Part copy = FreeStore.copy(original);
      Part back = FreeStore.copyIn(store, copy);
      assertThat(FreeStore.storeOf(copy)).isSameAs(FreeStore.global());
      assertThat(FreeStore.storeOf(back)).isSameAs(store);
      FreeStore.delete(copy);
      FreeStore.delete(back);
      FreeStore.delete(original);
    }
  }

  /// `std::indirect`: a member that owns, and is copied with its owner.
  @Rule(44)
  @Test
  void whatAnObjectOwnsIsCopiedWithIt() {
    Puppy puppy = PuppyStruct.create();
    Puppy copy = FreeStore.copy(puppy);
    assertThat(copy.toy()).isNotEqualTo(puppy.toy());
    int number = java.util.Objects.requireNonNull(puppy.toy()).number();
    FreeStore.delete(puppy);
    assertThat(java.util.Objects.requireNonNull(copy.toy()).number()).isEqualTo(number);
    FreeStore.delete(copy);
  }
}
