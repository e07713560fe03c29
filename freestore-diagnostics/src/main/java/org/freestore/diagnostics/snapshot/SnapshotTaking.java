// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.freestore.Allocation;
import org.freestore.FreeStore;
import org.freestore.LiveObject;
import org.freestore.ObjectKind;
import org.freestore.Protection;
import org.freestore.SlabStatistics;
import org.freestore.diagnostics.snapshot.Snapshot.Origin;
import org.jspecify.annotations.Nullable;

/// Walks over stores while threads use them, and writes down what it sees.
///
/// Pointers are read as references and become numbers of blocks when all stores are walked; what
/// was not seen by then is gone, or newer than the walk.
final class SnapshotTaking {
  private final boolean followPointers;
  private final Blocks.Builder blocks = new Blocks.Builder();
  private final Pointers.Builder pointers = new Pointers.Builder();
  private final Allocations.Builder allocations = new Allocations.Builder();
  private final List<StoreSnapshot> stores = new ArrayList<>();

  private SnapshotTaking(boolean followPointers) {
    this.followPointers = followPointers;
  }

  static Snapshot takeAll(boolean followPointers) {
    long start = System.nanoTime();
    SnapshotTaking taking = new SnapshotTaking(followPointers);
    Instant at = Instant.now();
    FreeStore.stores().forEach(taking::walk);
    ReferenceIndex index = taking.blocks.index();
    Roots.retain(index, start);
    return taking.finish(index, at, start);
  }

  static Snapshot take(FreeStore store) {
    long start = System.nanoTime();
    Instant at = Instant.now();
    SnapshotTaking taking = new SnapshotTaking(true);
    taking.walk(store);
    return taking.finish(taking.blocks.index(), at, start);
  }

  private Snapshot finish(ReferenceIndex index, Instant at, long start) {
    Pointers resolved = pointers.build(index);
    return new Snapshot(
        new Origin(
            at,
            ProcessHandle.current().pid(),
            ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH),
            program(),
            System.nanoTime() - start,
            followPointers),
        stores,
        blocks.build(allocations.build()),
        resolved,
        AllocationTotals.of(stores.stream().map(StoreSnapshot::name).toList()));
  }

  /// Arguments are left out: they may be nobody's business.
  private static String program() {
    String command = System.getProperty("sun.java.command", "");
    int end = command.indexOf(' ');
    return end < 0 ? command : command.substring(0, end);
  }

  private void walk(FreeStore store) {
    int from = blocks.count();
    boolean recorded =
        store.options().protection() != Protection.STANDARD || store.options().samplingBytes() > 0;
    store.walkObjects(object -> object(store, object, recorded));
    store.walk((address, usableBytes) -> raw(store, address, usableBytes, recorded));
    List<SlabStatistics> slabs = new ArrayList<>();
    store.walkSlabs(slabs::add);
    stores.add(
        new StoreSnapshot(
            store.statistics(),
            store.options().protection(),
            store.options().samplingBytes(),
            slabs,
            from,
            blocks.count()));
  }

  private void object(FreeStore store, LiveObject object, boolean recorded) {
    Shape shape =
        new Shape(
            object.typeName(),
            object.kind(),
            object.blockBytes(),
            object.byteSize(),
            object.arrayLength());
    Allocation allocation = recorded ? store.allocationOf(object) : null;
    boolean root =
        isRoot(object.kind()) || (!Roots.isEmpty() && Roots.contains(object.reference()));
    blocks.add(object.blockAddress(), object.reference(), shape, number(allocation), root);
    if (object.payloadBlock() != 0) {
      blocks.payload(object.payloadBlock());
    }
    pointers.block();
    if (followPointers) {
      object.pointers(pointers::add);
    }
  }

  private void raw(FreeStore store, long address, long usableBytes, boolean recorded) {
    Shape shape = new Shape("", ObjectKind.RAW, usableBytes, usableBytes, -1);
    Allocation allocation = recorded ? store.allocationOf(address) : null;
    blocks.add(address, 0, shape, number(allocation), Roots.containsRaw(address));
    pointers.block();
  }

  private int number(@Nullable Allocation allocation) {
    return allocation == null ? Allocations.NONE : allocations.add(allocation);
  }

  private static boolean isRoot(ObjectKind kind) {
    return switch (kind) {
      case AUTOMATIC, AUTOMATIC_ARRAY, STATIC, STATIC_ARRAY -> true;
      case OBJECT, ARRAY, PLACEMENT, STORAGE, SHARED, TEXT, CONTROL, RAW -> false;
    };
  }
}
