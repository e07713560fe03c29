// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.HeaderCheck;
import org.freestore.object.Kind;
import org.freestore.object.ObjectRegions;
import org.freestore.object.ObjectSlab;
import org.freestore.object.Reference;
import org.freestore.object.VacantSlabs;
import org.freestore.region.Region;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;
import org.junit.jupiter.api.Test;

/// Deletes by a thread that does not own the heap, step by step, and their collection.
class RemoteDeleteTest {
  private static final int SIZE_CLASS = SizeClasses.ofObject(1024, 8);
  private static final int CAPACITY = SizeClasses.capacity(SIZE_CLASS);
  private static final long LIVE = Header.live(64, Kind.OBJECT, SIZE_CLASS, Header.TRIVIAL);

  private final Region region = ObjectRegions.next(ObjectRegions.os());
  private final Owners owners = new Owners();
  private final Orphans orphans = new Orphans();
  private final Heap heap = newHeap();

  private Heap newHeap() {
    int id = owners.newId();
    Heap created =
        new Heap(
            id,
            this,
            0,
            region,
            new VacantSlabs(region),
            owners,
            new Budget(Long.MAX_VALUE),
            Heap.MOST_CACHED_BYTES,
            Sampling.none());
    owners.register(id, created);
    created.changeOwner(Thread.currentThread());
    return created;
  }

  private long create() {
    long reference = heap.popObject(LIVE);
    return reference != 0 ? reference : HeapSlowPath.create(heap, LIVE, orphans);
  }

  private int delete(long reference) {
    return RemoteDelete.delete(region, owners, reference, liveHeader(reference));
  }

  private static long liveHeader(long reference) {
    return (reference & Reference.GENERATION_MASK) | LIVE;
  }

  private byte stateOf(long reference) {
    long address = Reference.address(reference);
    return Memory.getByte(Slab.stateAddress(region, Slab.word(region, address), address));
  }

  private long slabOf(long reference) {
    return ObjectSlab.of(region, reference);
  }

  private void collect() {
    heap.lock.lock();
    try {
      Collection.collectPending(heap);
    } finally {
      heap.lock.unlock();
    }
  }

  @Test
  void theFirstDeleteIntoASlabQueuesItAndTheSecondDoesNot() {
    long one = create();
    long other = create();
    assertThat(delete(one)).isEqualTo(RemoteFree.FREED_FIRST);
    assertThat(delete(other)).isEqualTo(RemoteFree.FREED);
    assertThat(Reference.isStale(one)).isTrue();
    assertThat(stateOf(one)).isEqualTo(BlockState.REMOTE);
    assertThat(Slab.unansweredHolds(slabOf(one))).isEqualTo(2);
  }

  @Test
  void aSecondDeleteIsRefusedAndLeavesNoHold() {
    long reference = create();
    delete(reference);
    long header = Reference.header(reference);
    assertThat(delete(reference)).isEqualTo(RemoteFree.NOT_LIVE);
    assertThat(Reference.header(reference)).isEqualTo(header);
    assertThat(Slab.unansweredHolds(slabOf(reference))).isEqualTo(1);
  }

  @Test
  void aDeleteIntoASlabThatIsNobodysIsRefused() {
    long reference = create();
    long slab = slabOf(reference);
    heap.available.remove(slab, SIZE_CLASS);
    Slab.withdrawForGood(region, slab);
    assertThat(delete(reference)).isEqualTo(RemoteFree.NOT_LIVE);
    assertThat(Reference.header(reference)).isEqualTo(liveHeader(reference));
    assertThat(Slab.unansweredHolds(slab)).isZero();
  }

  @Test
  void theBlockIsTheNextGenerationsOnceItIsCollected() {
    long reference = create();
    delete(reference);
    collect();
    assertThat(stateOf(reference)).isEqualTo(BlockState.FREE);
    assertThat(Slab.unansweredHolds(slabOf(reference))).isZero();
    HeapSlowPath.flushAll(heap);
    assertThat(createAll(CAPACITY)).contains(reference + Reference.ONE_GENERATION);
  }

  private List<Long> createAll(int count) {
    List<Long> created = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      created.add(create());
    }
    return created;
  }

  @Test
  void theObjectOfTheLastGenerationIsRetiredByTheDelete() {
    long reference =
        (create() & ~Reference.GENERATION_MASK)
            | Reference.LAST_GENERATION << Reference.GENERATION_SHIFT;
    Memory.putLong(Reference.address(reference), liveHeader(reference));
    assertThat(delete(reference)).isEqualTo(RemoteFree.FREED_FIRST);
    assertThat(Header.state(Reference.header(reference))).isEqualTo(Header.RETIRED);
    collect();
    long slab = slabOf(reference);
    assertThat(stateOf(reference)).isEqualTo(BlockState.RETIRED);
    assertThat(SlabDescriptor.retired(slab)).isEqualTo(1);
    assertThat(HeaderCheck.firstWrong(slab)).isNull();
  }

  /// However much others delete, one call looks at a bounded number of slabs; the rest stays
  /// pending, and nothing of it is lost.
  @Test
  void collectingIsDoneAFewSlabsAtACall() {
    int slabs = 40;
    List<Long> objects = createAll(slabs * CAPACITY);
    objects.forEach(reference -> assertThat(delete(reference)).isNotZero());
    long before = remoteDeleted(objects);
    collect();
    long after = remoteDeleted(objects);
    assertThat(before).isEqualTo(objects.size());
    assertThat(after).isPositive().isLessThan(before);
    assertThat(before - after).isLessThanOrEqualTo(16L * CAPACITY);
    for (int call = 0; call < slabs && !heap.pending.isEmpty(); call++) {
      collect();
    }
    assertThat(remoteDeleted(objects)).isZero();
  }

  private static long remoteDeleted(List<Long> objects) {
    return objects.stream()
        .filter(reference -> Header.state(Reference.header(reference)) == Header.REMOTE)
        .count();
  }
}
