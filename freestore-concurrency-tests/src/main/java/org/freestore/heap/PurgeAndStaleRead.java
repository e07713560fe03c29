// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.object.ObjectSlab;
import org.freestore.object.Reference;
import org.freestore.object.VacantSlabs;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.SlabDescriptor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A slab whose object was deleted is purged and serves the next owner, while another thread looks
/// at a reference that outlived the object. Results: whether it was stale each time, and whether it
/// is in the end.
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Stale at any time.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The reference names an object that it never named.")
public class PurgeAndStaleRead {
  private static final int SIZE_CLASS = SizeClasses.ofObject(1024, 8);
  private static final long LIVE = Header.live(64, Kind.OBJECT, SIZE_CLASS, Header.TRIVIAL);
  private static final int OWNER = 1;
  private static final int LOOKS = 20;

  /// A vacant slab one of whose blocks was an object; each sample takes another.
  @State
  public static class VacantSlab {
    private static final Queue<VacantSlabs> SPARE = new ConcurrentLinkedQueue<>();

    private final VacantSlabs vacant = takeSpare();
    private final long[] block = new long[1];
    private final long reference;

    public VacantSlab() {
      create(vacant.take(OWNER, SIZE_CLASS));
      reference = block[0];
      delete();
    }

    private static VacantSlabs takeSpare() {
      VacantSlabs spare = SPARE.poll();
      return spare != null ? spare : new VacantSlabs(Rig.REGION);
    }

    private void create(long slab) {
      ObjectSlab.take(slab, 1, block, 0);
      Memory.putLong(Reference.address(block[0]), (block[0] & Reference.GENERATION_MASK) | LIVE);
    }

    private void delete() {
      long slab = ObjectSlab.of(Rig.REGION, block[0]);
      long at = Reference.address(block[0]);
      Memory.putLong(at, Header.freed(Memory.getLong(at), Header.FREE));
      block[0] += Reference.ONE_GENERATION;
      ObjectSlab.give(slab, block, 0, 1);
      vacant.add(slab, 0);
    }

    void purgeAndUse() {
      vacant.purge(Long.MAX_VALUE);
      create(vacant.take(OWNER, SIZE_CLASS));
    }

    /// Forgets which generations there were before the purge.
    void purgeAndUseWithoutFloor() {
      vacant.purge(Long.MAX_VALUE);
      long slab = vacant.take(OWNER, SIZE_CLASS);
      int floor = SlabDescriptor.floorGeneration(slab);
      SlabDescriptor.floorGeneration(slab, (int) Reference.generation(reference) - 1);
      create(slab);
      SlabDescriptor.floorGeneration(slab, floor);
    }

    int staleness() {
      int stale = 1;
      for (int i = 0; i < LOOKS; i++) {
        stale &= Reference.isStale(reference) ? 1 : 0;
      }
      return stale;
    }

    int finish() {
      int stale = staleness();
      delete();
      SPARE.add(vacant);
      return stale;
    }
  }

  @JCStressTest
  @JCStressMeta(PurgeAndStaleRead.class)
  public static class AsBuilt {

    @Actor
    public void owner(VacantSlab state) {
      state.purgeAndUse();
    }

    @Actor
    public void reader(VacantSlab state, II_Result result) {
      result.r1 = state.staleness();
    }

    @Arbiter
    public void check(VacantSlab state, II_Result result) {
      result.r2 = state.finish();
    }
  }

  /// The slab does not keep the highest generation.
  @JCStressTest
  @JCStressMeta(PurgeAndStaleRead.class)
  public static class WeakenedFloor {

    @Actor
    public void owner(VacantSlab state) {
      state.purgeAndUseWithoutFloor();
    }

    @Actor
    public void reader(VacantSlab state, II_Result result) {
      result.r1 = state.staleness();
    }

    @Arbiter
    public void check(VacantSlab state, II_Result result) {
      result.r2 = state.finish();
    }
  }
}
