// SPDX-License-Identifier: Apache-2.0
package org.freestore.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.freestore.memory.Memory;
import org.freestore.object.ObjectSlab.Collected;
import org.freestore.region.Region;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectSlabTest {
  private static final int OWNER = 3;
  private static final int SIZE_CLASS = SizeClasses.ofObject(1024, 8);
  private static final int CAPACITY = SizeClasses.capacity(SIZE_CLASS);
  private static final long LIVE = Header.live(64, Kind.OBJECT, SIZE_CLASS, Header.TRIVIAL);

  private static final Region REGION = ObjectRegions.next(ObjectRegions.os());

  private final long slab = Slab.create(REGION, OWNER, SIZE_CLASS);

  private long[] take(int most) {
    long[] entries = new long[most];
    return Arrays.copyOf(entries, ObjectSlab.take(slab, most, entries, 0));
  }

  private long takeOne() {
    long[] taken = take(1);
    assertEquals(1, taken.length);
    return taken[0];
  }

  private void give(long... references) {
    ObjectSlab.give(slab, references, 0, references.length);
  }

  /// Makes an object of a block that was taken.
  private static void create(long reference) {
    Memory.putLong(Reference.address(reference), (reference & Reference.GENERATION_MASK) | LIVE);
  }

  /// Deletes an object as its owner does; returns the reference to the next one.
  private static long delete(long reference) {
    long block = Reference.address(reference);
    Memory.putLong(block, Header.freed(Memory.getLong(block), Header.FREE));
    return reference + Reference.ONE_GENERATION;
  }

  /// Deletes an object as another thread does.
  private void deleteRemotely(long reference) {
    long block = Reference.address(reference);
    Slab.hold(slab);
    Memory.putLong(block, Header.freed(Memory.getLong(block), Header.REMOTE));
    BlockState.markRemote(state(reference));
  }

  private long state(long reference) {
    return SlabDescriptor.states(slab) + Slab.indexOfContaining(slab, Reference.address(reference));
  }

  private void verify() {
    int free = 0;
    int retired = 0;
    for (int index = 0; index < CAPACITY; index++) {
      byte state = Memory.getByte(SlabDescriptor.states(slab) + index);
      free += state == BlockState.FREE ? 1 : 0;
      retired += state == BlockState.RETIRED ? 1 : 0;
    }
    assertEquals(free, Slab.free(slab));
    assertEquals(retired, SlabDescriptor.retired(slab));
    assertTrue(Slab.paddingIsIntact(slab));
    assertEquals(null, HeaderCheck.firstWrong(slab));
  }

  @Test
  void theLowestBlocksComeFirstAndTheLowestOfThemIsLast() {
    long[] taken = take(3);
    assertThat(Reference.address(taken[2])).isEqualTo(ObjectSlab.block(slab, 0));
    assertThat(Reference.address(taken[0])).isEqualTo(ObjectSlab.block(slab, 2));
    verify();
  }

  @Test
  void aFreshBlocksFirstGenerationIsOne() {
    assertThat(Arrays.stream(take(CAPACITY)))
        .allMatch(reference -> Reference.generation(reference) == 1);
    assertThat(take(1)).isEmpty();
    verify();
  }

  @Test
  void whatMemoryHeldBeforeItWasASlabIsNoHeader() {
    Memory.fill(SlabDescriptor.start(slab), Region.GRANULE_BYTES, (byte) -1);
    assertThat(Arrays.stream(take(CAPACITY)))
        .allMatch(reference -> Reference.generation(reference) == 1);
    verify();
  }

  @Test
  void aBlockThatCameBackContinuesWithTheGenerationItHas() {
    long reference = takeOne();
    create(reference);
    give(delete(reference));
    assertThat(takeOne()).isEqualTo(reference + Reference.ONE_GENERATION);
    verify();
  }

  @Test
  void whatWasDeletedRemotelyIsFreeOnceItIsCollected() {
    long reference = takeOne();
    create(reference);
    deleteRemotely(reference);
    assertThat(Slab.free(slab)).isEqualTo(CAPACITY - 1);
    assertThat(ObjectSlab.collect(slab, ObjectSlab.EVERYTHING)).isEqualTo(new Collected(1, 0, 0));
    assertThat(Slab.unansweredHolds(slab)).isZero();
    assertThat(takeOne()).isEqualTo(reference + Reference.ONE_GENERATION);
    verify();
  }

  @Test
  void onlyWhatWasNotedIsCollectedIfSomethingWas() {
    long[] taken = take(2);
    create(taken[0]);
    create(taken[1]);
    deleteRemotely(taken[0]);
    long[] noted = Slab.noteRemote(slab);
    deleteRemotely(taken[1]);
    assertThat(ObjectSlab.collect(slab, noted)).isEqualTo(new Collected(1, 0, 0));
    assertThat(Slab.unansweredHolds(slab)).isEqualTo(1);
    assertThat(ObjectSlab.collect(slab, ObjectSlab.EVERYTHING)).isEqualTo(new Collected(1, 0, 0));
    verify();
  }

  /// The owner's store overwrote the claim: the block is in the owner's magazine.
  @Test
  void aClaimThatTheOwnerOverwroteIsLostAndTheBlockStaysTheOwners() {
    long reference = takeOne();
    create(reference);
    deleteRemotely(reference);
    long block = Reference.address(reference);
    Memory.putLong(block, Header.withState(Memory.getLong(block), Header.FREE));
    assertThat(ObjectSlab.collect(slab, ObjectSlab.EVERYTHING)).isEqualTo(new Collected(0, 0, 1));
    assertThat(Memory.getByte(state(reference))).isEqualTo(BlockState.CACHED);
    verify();
  }

  @Test
  void aClaimThatTheOwnerOverwroteIsLostAlsoIfTheBlockIsAnObjectAgain() {
    long reference = takeOne();
    create(reference);
    deleteRemotely(reference);
    create(reference + Reference.ONE_GENERATION);
    assertThat(ObjectSlab.collect(slab, ObjectSlab.EVERYTHING)).isEqualTo(new Collected(0, 0, 1));
    assertThat(Reference.isStale(reference + Reference.ONE_GENERATION)).isFalse();
    verify();
  }

  /// The side table is told last: by then the owner, who overwrote the claim, may have flushed the
  /// block.
  @Test
  void aLateWordOfALostClaimLeavesAFreeBlockFree() {
    long reference = takeOne();
    create(reference);
    give(delete(reference));
    BlockState.markRemote(state(reference));
    assertThat(ObjectSlab.collect(slab, ObjectSlab.EVERYTHING)).isEqualTo(new Collected(0, 0, 0));
    assertThat(Arrays.stream(take(CAPACITY))).hasSize(CAPACITY);
    verify();
  }

  @Test
  void claimsThatTheSideTableWasNotToldOfAreFoundByTheirHeaders() {
    long[] taken = take(3);
    for (long reference : taken) {
      create(reference);
    }
    long block = Reference.address(taken[1]);
    Slab.hold(slab);
    Memory.putLong(block, Header.freed(Memory.getLong(block), Header.REMOTE));
    assertThat(ObjectSlab.collect(slab, ObjectSlab.EVERYTHING)).isEqualTo(new Collected(0, 0, 0));
    assertThat(ObjectSlab.markClaimed(slab)).isEqualTo(1);
    assertThat(ObjectSlab.collect(slab, ObjectSlab.EVERYTHING)).isEqualTo(new Collected(1, 0, 0));
    verify();
  }

  @Test
  void aRetiredBlockCountsAsUsedAndIsNeverHandedOutAgain() {
    long reference = takeOne();
    long block = Reference.address(reference);
    create(reference);
    Memory.putLong(block, ObjectSlab.retiredHeader(Memory.getLong(block)));
    ObjectSlab.retire(slab, reference);
    assertThat(Reference.isStale(reference)).isTrue();
    assertThat(Slab.isEmpty(slab)).isTrue();
    assertThat(Arrays.stream(take(CAPACITY)))
        .hasSize(CAPACITY - 1)
        .noneMatch(r -> Reference.address(r) == block);
    verify();
  }

  @Test
  void aBlockRetiredByAnotherThreadIsRetiredOnceItIsCollected() {
    long reference = takeOne();
    long block = Reference.address(reference);
    create(reference);
    Slab.hold(slab);
    Memory.putLong(block, ObjectSlab.retiredHeader(Memory.getLong(block)));
    BlockState.markRemote(state(reference));
    assertThat(ObjectSlab.collect(slab, ObjectSlab.EVERYTHING)).isEqualTo(new Collected(0, 1, 0));
    assertThat(Slab.isEmpty(slab)).isTrue();
    verify();
  }

  @Test
  void theHighestGenerationIsThatOfAnyBlockSinceEver() {
    assertThat(ObjectSlab.highestGeneration(slab)).isZero();
    long reference = take(4)[2];
    for (int i = 0; i < 9; i++) {
      create(reference);
      reference = delete(reference);
    }
    assertThat(ObjectSlab.highestGeneration(slab)).isEqualTo(10);
    give(reference);
    ObjectSlab.forgetHeaders(slab, 10);
    assertThat(ObjectSlab.highestGeneration(slab)).isEqualTo(10);
    assertThat(Reference.generation(takeOne())).isEqualTo(11);
  }

  @Test
  void aSlabWhoseHeadersAreGoneWithTheLastGenerationHasNoUsableBlock() {
    ObjectSlab.forgetHeaders(slab, (int) Reference.LAST_GENERATION);
    assertThat(Slab.free(slab)).isZero();
    assertThat(Slab.isEmpty(slab)).isTrue();
    assertThat(take(1)).isEmpty();
    verify();
  }

  @Test
  void whenAStoreIsClosedEveryReferenceIsStaleWhateverTheStateOfItsObject() {
    long[] taken = take(9);
    int[] states = {Header.LIVE, Header.DESTROYING, Header.FREE, Header.REMOTE, Header.DETAINED};
    for (int i = 0; i < states.length; i++) {
      create(taken[i]);
      long block = Reference.address(taken[i]);
      Memory.putLong(block, Header.withState(Memory.getLong(block), states[i]));
    }
    create(taken[5]);
    long viewed = Reference.address(taken[5]);
    Memory.putLong(viewed, Memory.getLong(viewed) | Header.VIEWED);
    long usedUp = Reference.of(Reference.address(taken[6]), Reference.LAST_GENERATION);
    create(usedUp);
    ObjectSlab.endAll(slab);
    verify();
    assertThat(Slab.isEmpty(slab)).isTrue();
    assertThat(SlabDescriptor.retired(slab)).isEqualTo(3);
    assertThat(List.of(taken[0], taken[1], taken[4], taken[5], usedUp))
        .allMatch(Reference::isStale);
    assertThat(Arrays.stream(take(CAPACITY)))
        .hasSize(CAPACITY - 3)
        .doesNotContain(taken[0], taken[1], taken[5]);
  }

  /// Blocks that are free, taken, live or freed remotely, against a shadow.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverIsTakenGivenAndCollectedNoReferenceComesTwice(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Set<Long> issued = new HashSet<>();
    List<Long> cached = new ArrayList<>();
    List<Long> live = new ArrayList<>();
    int remote = 0;
    for (int step = 0; step < 20_000; step++) {
      switch (random.nextInt(6)) {
        case 0 -> Arrays.stream(take(random.nextInt(20))).forEach(cached::add);
        case 1, 2 -> {
          if (!cached.isEmpty()) {
            long reference = cached.remove(random.nextInt(cached.size()));
            assertTrue(issued.add(reference), "issued twice");
            create(reference);
            live.add(reference);
          }
        }
        case 3 -> {
          if (!live.isEmpty()) {
            cached.add(delete(live.remove(random.nextInt(live.size()))));
          }
        }
        case 4 -> {
          if (!live.isEmpty()) {
            deleteRemotely(live.remove(random.nextInt(live.size())));
            remote++;
          }
        }
        default -> {
          if (random.nextInt(3) == 0) {
            assertEquals(
                new Collected(remote, 0, 0), ObjectSlab.collect(slab, ObjectSlab.EVERYTHING));
            remote = 0;
          } else if (!cached.isEmpty()) {
            give(cached.remove(random.nextInt(cached.size())));
          }
        }
      }
      assertEquals(CAPACITY - Slab.free(slab), cached.size() + live.size() + remote);
      if (step % 100 == 0) {
        verify();
        assertThat(live).noneMatch(Reference::isStale);
      }
    }
    issued.removeAll(live);
    assertThat(issued).allMatch(Reference::isStale);
  }
}
