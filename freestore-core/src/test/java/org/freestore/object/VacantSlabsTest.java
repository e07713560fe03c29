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
import org.freestore.os.FaultyOsMemory;
import org.freestore.os.FaultyOsMemory.Operation;
import org.freestore.region.Region;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VacantSlabsTest {
  private static final int OWNER = 5;
  private static final int OTHER_OWNER = 6;
  private static final int SIZE_CLASS = SizeClasses.ofObject(64, 8);
  private static final int OTHER_CLASS = SizeClasses.ofObject(128, 8);
  private static final int CAPACITY = SizeClasses.capacity(SIZE_CLASS);

  private final FaultyOsMemory os = ObjectRegions.os();
  private final Region region = ObjectRegions.next(os);
  private final VacantSlabs vacant = new VacantSlabs(region);

  @AfterEach
  void verify() {
    assertThat(vacant.firstBrokenInvariant()).isNull();
    assertThat(region.firstBrokenInvariant()).isNull();
  }

  private static long[] takeBlocks(long slab, int most) {
    long[] entries = new long[most];
    return Arrays.copyOf(entries, ObjectSlab.take(slab, most, entries, 0));
  }

  private static void create(long reference) {
    Memory.putLong(
        Reference.address(reference),
        (reference & Reference.GENERATION_MASK)
            | Header.live(64, Kind.OBJECT, SIZE_CLASS, Header.TRIVIAL));
  }

  private static long delete(long reference) {
    long block = Reference.address(reference);
    Memory.putLong(block, Header.freed(Memory.getLong(block), Header.FREE));
    return reference + Reference.ONE_GENERATION;
  }

  private static long deletedOften(long reference, int times) {
    long current = reference;
    for (int i = 0; i < times; i++) {
      create(current);
      current = delete(current);
    }
    return current;
  }

  private static void give(long slab, long... references) {
    ObjectSlab.give(slab, references, 0, references.length);
  }

  /// Uses one block of a slab a number of times and gives the slab back; returns the last reference
  /// that there was.
  private long useAndVacate(long slab, int times, long nowMillis) {
    long next = deletedOften(takeBlocks(slab, 1)[0], times);
    give(slab, next);
    assertThat(vacant.add(slab, nowMillis)).isTrue();
    return next - Reference.ONE_GENERATION;
  }

  private void assertSums(int dirty, int clean, int dead, int purged) {
    assertThat(vacant.sums())
        .isEqualTo(
            new VacantSlabs.Sums(
                dirty * Region.GRANULE_BYTES,
                clean * Region.GRANULE_BYTES,
                dead * Region.GRANULE_BYTES,
                purged * Region.GRANULE_BYTES));
  }

  @Test
  void aVacantSlabServesTheNextOwnerAndNoOtherClass() {
    long slab = vacant.take(OWNER, SIZE_CLASS);
    vacant.add(slab, 0);
    assertThat(SlabDescriptor.owner(slab)).isZero();
    assertThat(vacant.take(OWNER, OTHER_CLASS)).isNotEqualTo(slab);
    assertThat(vacant.take(OTHER_OWNER, SIZE_CLASS)).isEqualTo(slab);
    assertThat(SlabDescriptor.owner(slab)).isEqualTo(OTHER_OWNER);
  }

  @Test
  void dirtySlabsAreTakenBeforeCleanOnesAndCleanOnesBeforeFreshOnes() {
    long first = vacant.take(OWNER, SIZE_CLASS);
    long second = vacant.take(OWNER, SIZE_CLASS);
    vacant.add(first, 0);
    vacant.purge(1);
    vacant.add(second, 0);
    assertSums(1, 1, 0, 1);
    assertThat(vacant.take(OWNER, SIZE_CLASS)).isEqualTo(second);
    assertThat(vacant.take(OWNER, SIZE_CLASS)).isEqualTo(first);
    assertThat(vacant.take(OWNER, SIZE_CLASS)).isNotIn(first, second);
    assertSums(0, 0, 0, 1);
  }

  @Test
  void aSlabThatSomebodyHoldsStaysWithItsOwner() {
    long slab = vacant.take(OWNER, SIZE_CLASS);
    Slab.hold(slab);
    assertThat(vacant.add(slab, 0)).isFalse();
    assertThat(SlabDescriptor.owner(slab)).isEqualTo(OWNER);
    assertThat(Slab.word(region, SlabDescriptor.start(slab))).isNotZero();
    Slab.unhold(slab);
    assertThat(vacant.add(slab, 0)).isTrue();
  }

  @Test
  void onlySlabsVacatedBeforeTheGivenMomentArePurged() {
    long early = vacant.take(OWNER, SIZE_CLASS);
    long late = vacant.take(OWNER, SIZE_CLASS);
    vacant.add(early, 10);
    vacant.add(late, 20);
    assertThat(vacant.purge(20)).isFalse();
    assertSums(1, 1, 0, 1);
    assertThat(vacant.hasDirty()).isTrue();
    assertThat(vacant.purge(21)).isFalse();
    assertSums(0, 2, 0, 2);
    assertThat(vacant.hasDirty()).isFalse();
  }

  @Test
  void neighboursArePurgedByOneCall() {
    List<Long> slabs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      slabs.add(vacant.take(OWNER, i == 4 ? OTHER_CLASS : SIZE_CLASS));
    }
    for (int i : new int[] {9, 0, 2, 1, 7, 8, 4, 6}) { // all but 3 and 5
      vacant.add(slabs.get(i), 0);
    }
    vacant.purge(1);
    assertThat(os.calls(Operation.PURGE)).isEqualTo(3);
    assertSums(0, 8, 0, 8);
  }

  @Test
  void aReferenceFromBeforeAPurgeNeverMeetsItsGenerationAgain() {
    long slab = vacant.take(OWNER, SIZE_CLASS);
    long stale = useAndVacate(slab, 7, 0);
    vacant.purge(1);
    assertThat(Reference.header(stale)).isZero();
    assertThat(vacant.take(OTHER_OWNER, SIZE_CLASS)).isEqualTo(slab);
    long[] blocks = takeBlocks(slab, CAPACITY);
    assertThat(Arrays.stream(blocks)).hasSize(CAPACITY).allMatch(r -> Reference.generation(r) == 9);
    assertThat(Reference.isStale(stale)).isTrue();
    Arrays.stream(blocks).forEach(VacantSlabsTest::create);
    assertThat(Reference.isStale(stale)).isTrue();
  }

  /// The system may have taken some of the pages, and their headers with them.
  @Test
  void aReferenceFromBeforeARefusedPurgeNeverMeetsItsGenerationAgain() {
    long slab = vacant.take(OWNER, SIZE_CLASS);
    long stale = useAndVacate(slab, 7, 0);
    os.refuseAll(Operation.PURGE);
    assertThat(vacant.purge(1)).isFalse();
    assertSums(1, 0, 0, 0);
    assertThat(vacant.firstBrokenInvariant()).isNull();
    assertThat(vacant.take(OTHER_OWNER, SIZE_CLASS)).isEqualTo(slab);
    assertThat(Arrays.stream(takeBlocks(slab, CAPACITY)))
        .hasSize(CAPACITY)
        .allMatch(r -> Reference.generation(r) == 9);
    assertThat(Reference.isStale(stale)).isTrue();
  }

  @Test
  void whatTheSystemRefusedToPurgeIsOfferedAgain() {
    long slab = vacant.take(OWNER, SIZE_CLASS);
    useAndVacate(slab, 1, 0);
    os.refuse(Operation.PURGE, 1, 1);
    vacant.purge(1);
    assertSums(1, 0, 0, 0);
    vacant.purge(1);
    assertSums(0, 1, 0, 1);
  }

  @Test
  void aSlabOfRetiredBlocksIsPurgedAndNeverTakenAgain() {
    long slab = vacant.take(OWNER, SIZE_CLASS);
    for (long reference : takeBlocks(slab, CAPACITY)) {
      long block = Reference.address(reference);
      Memory.putLong(block, ObjectSlab.retiredHeader(Memory.getLong(block)));
      ObjectSlab.retire(slab, reference);
    }
    assertThat(vacant.add(slab, 0)).isTrue();
    long other = vacant.take(OWNER, SIZE_CLASS);
    assertThat(other).isNotEqualTo(slab);
    assertSums(1, 0, 0, 0);
    vacant.purge(1);
    assertSums(0, 0, 1, 1);
    assertThat(vacant.take(OWNER, SIZE_CLASS)).isNotIn(slab, other);
  }

  @Test
  void aSlabThatReachedTheLastGenerationIsDeadOnceItIsPurged() {
    long slab = vacant.take(OWNER, SIZE_CLASS);
    long reference =
        Reference.of(Reference.address(takeBlocks(slab, 1)[0]), Reference.LAST_GENERATION - 1);
    create(reference);
    give(slab, delete(reference));
    vacant.add(slab, 0);
    vacant.purge(1);
    assertSums(0, 0, 1, 1);
    assertThat(vacant.take(OWNER, SIZE_CLASS)).isNotEqualTo(slab);
    assertThat(Reference.isStale(reference)).isTrue();
  }

  @Test
  void retiredBlocksStayRetiredAcrossAPurge() {
    long slab = vacant.take(OWNER, SIZE_CLASS);
    long[] blocks = takeBlocks(slab, 3);
    long block = Reference.address(blocks[1]);
    Memory.putLong(block, ObjectSlab.retiredHeader(Memory.getLong(block)));
    ObjectSlab.retire(slab, blocks[1]);
    give(slab, blocks[0]);
    give(slab, blocks[2]);
    vacant.add(slab, 0);
    vacant.purge(1);
    vacant.take(OWNER, SIZE_CLASS);
    assertThat(Arrays.stream(takeBlocks(slab, CAPACITY)))
        .hasSize(CAPACITY - 1)
        .noneMatch(r -> Reference.address(r) == block);
    assertThat(HeaderCheck.firstWrong(slab)).isNull();
  }

  @Test
  void theSideTableStaysWhatALateDeleteThinksItIs() {
    long slab = vacant.take(OWNER, SIZE_CLASS);
    long states = SlabDescriptor.states(slab);
    useAndVacate(slab, 1, 0);
    vacant.purge(1);
    assertThat(SlabDescriptor.states(slab)).isEqualTo(states);
    BlockState.markRemote(states); // of a delete that lost its race, long ago
    vacant.take(OWNER, SIZE_CLASS);
    assertThat(Arrays.stream(takeBlocks(slab, CAPACITY))).hasSize(CAPACITY);
  }

  @Test
  void aClosedStoresObjectsAreGoneAndItsSlabsServeOthers() {
    long slab = vacant.take(OWNER, SIZE_CLASS);
    long[] live = takeBlocks(slab, 10);
    Arrays.stream(live).forEach(VacantSlabsTest::create);
    Slab.hold(slab);
    vacant.addClosed(slab);
    assertThat(Arrays.stream(live)).allMatch(Reference::isStale);
    assertThat(vacant.firstBrokenInvariant()).isNull();
    assertThat(vacant.take(OTHER_OWNER, SIZE_CLASS)).isEqualTo(slab);
    assertThat(Arrays.stream(takeBlocks(slab, CAPACITY)))
        .hasSize(CAPACITY)
        .doesNotContainAnyElementsOf(boxed(live));
    assertThat(Slab.unansweredHolds(slab)).isZero();
  }

  private static List<Long> boxed(long[] references) {
    return Arrays.stream(references).boxed().toList();
  }

  @Test
  void aRefusedCommitIsARefusalAndTheNextSucceeds() {
    os.refuseAll(Operation.COMMIT);
    assertThat(vacant.take(OWNER, SIZE_CLASS)).isZero();
    os.recover();
    assertThat(vacant.take(OWNER, SIZE_CLASS)).isNotZero();
  }

  /// Slabs of two owners, that come and go, whose blocks are used now and then, over a system that
  /// refuses every third purge.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whateverIsTakenVacatedClosedAndPurgedNoReferenceComesTwice(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Set<Long> issued = new HashSet<>();
    List<Long> slabs = new ArrayList<>();
    for (int step = 0; step < 3_000; step++) {
      int choice = random.nextInt(10);
      if (choice < 3) {
        slabs.add(vacant.take(1 + random.nextInt(2), SIZE_CLASS));
      } else if (choice < 6 && !slabs.isEmpty()) {
        use(slabs.get(random.nextInt(slabs.size())), random, issued);
      } else if (choice < 8 && !slabs.isEmpty()) {
        assertTrue(vacant.add(slabs.remove(random.nextInt(slabs.size())), step));
      } else if (choice == 8 && !slabs.isEmpty()) {
        close(slabs.remove(random.nextInt(slabs.size())), issued);
      } else {
        if (random.nextInt(3) == 0) {
          os.refuse(Operation.PURGE, os.calls(Operation.PURGE) + 1, 1);
        }
        vacant.purge(step - random.nextInt(100));
        os.recover();
      }
      assertEquals(null, vacant.firstBrokenInvariant());
    }
    assertThat(issued).hasSizeGreaterThan(1_000).allMatch(Reference::isStale);
  }

  private static void use(long slab, SplittableRandom random, Set<Long> issued) {
    long[] taken = takeBlocks(slab, 1 + random.nextInt(40));
    for (int i = 0; i < taken.length; i++) {
      for (int times = random.nextInt(3); times > 0; times--) {
        assertTrue(issued.add(taken[i]), "issued twice");
        create(taken[i]);
        taken[i] = delete(taken[i]);
      }
    }
    give(slab, taken);
  }

  private void close(long slab, Set<Long> issued) {
    for (long reference : takeBlocks(slab, 5)) {
      assertTrue(issued.add(reference), "issued twice");
      create(reference);
    }
    vacant.addClosed(slab);
  }
}
