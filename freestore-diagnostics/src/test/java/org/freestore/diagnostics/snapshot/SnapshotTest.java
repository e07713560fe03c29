// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.freestore.AutoScope;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.IntArray;
import org.freestore.LongArray;
import org.freestore.ObjectKind;
import org.freestore.PointerArray;
import org.freestore.Protection;
import org.freestore.SlabStatistics;
import org.freestore.StoreObject;
import org.freestore.StructArray;
import org.freestore.diagnostics.fixture.Car;
import org.freestore.diagnostics.fixture.CarStruct;
import org.freestore.diagnostics.fixture.Engine;
import org.freestore.diagnostics.fixture.EngineStruct;
import org.freestore.diagnostics.fixture.Node;
import org.freestore.diagnostics.fixture.NodeStruct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A snapshot has every live block once, with what is known of it.
class SnapshotTest {
  private final FreeStore store =
      FreeStore.open(
          FreeStoreOptions.defaults().withName("garage").withProtection(Protection.SITES));

  @AfterEach
  void close() {
    store.close();
  }

  private static List<Integer> ofType(Snapshot snapshot, String typeName) {
    return IntStream.range(0, snapshot.blocks().count())
        .filter(block -> snapshot.blocks().typeName(block).equals(typeName))
        .boxed()
        .toList();
  }

  @Test
  void aBlockHasItsAddressTypeKindSizesSiteThreadAndTime() {
    Car car = CarStruct.createIn(store);
    Snapshot snapshot = Snapshot.of(store);
    Blocks blocks = snapshot.blocks();
    assertThat(blocks.count()).isEqualTo(1);
    assertThat(blocks.typeName(0)).isEqualTo(Car.class.getName());
    assertThat(blocks.kind(0)).isEqualTo(ObjectKind.OBJECT);
    assertThat(blocks.byteSize(0)).isEqualTo(40);
    assertThat(blocks.blockBytes(0)).isEqualTo(48);
    assertThat(blocks.arrayLength(0)).isEqualTo(-1);
    assertThat(blocks.reference(0)).isEqualTo(((StoreObject) car).reference());
    assertThat(blocks.find(blocks.reference(0))).isZero();
    assertThat(blocks.site(0).top()).contains("SnapshotTest.aBlockHasItsAddress");
    assertThat(blocks.threadName(0)).isEqualTo(Thread.currentThread().getName());
    assertThat(blocks.threadId(0)).isEqualTo(Thread.currentThread().threadId());
    assertThat(blocks.allocatedAt(0)).isBeforeOrEqualTo(snapshot.takenAt());
    assertThat(blocks.weight(0)).isEqualTo(1);
    SlabStatistics slab = snapshot.stores().getFirst().slabs().getFirst();
    assertThat(blocks.address(0) - slab.address()).isBetween(0L, slab.byteSize() - 1);
  }

  @Test
  void aLargePayloadsBlockIsNamedWithItsObject() {
    CarStruct.createIn(store);
    IntArray.createIn(store, 10);
    LongArray large = LongArray.createIn(store, 1_000);
    CarStruct.createIn(store).name("x".repeat(2_000));
    Snapshot snapshot = Snapshot.of(store);
    Blocks blocks = snapshot.blocks();
    assertThat(blocks.payloads().count()).isEqualTo(2);
    for (int block = 0; block < blocks.count(); block++) {
      boolean hasPayload = blocks.byteSize(block) >= 2_000;
      assertThat(blocks.payloads().addressOf(block) != 0).isEqualTo(hasPayload);
    }
    assertThat(blocks.payloads().addressOf(ofType(snapshot, "long").getFirst()))
        .isEqualTo(large.segment(Arena.global()).address());
  }

  @Test
  void pointersLeadToWhatTheyPointTo() {
    Car car = CarStruct.createIn(store);
    car.name("bee");
    Engine engine = EngineStruct.createIn(store);
    car.engine(engine);
    engine.car(car);
    PointerArray<Car> followers = FreeStore.createPointerArrayIn(store, Car.class, 3);
    followers.set(2, car);
    car.followers(followers);
    Snapshot snapshot = Snapshot.of(store);
    assertThat(edges(snapshot))
        .containsExactlyInAnyOrder(
            "Car.name owns text",
            "Car.engine owns Engine",
            "Car.followers Car*",
            "Engine.car Car",
            "Car*[] Car");
    assertThat(snapshot.pointers().dangling()).isZero();
  }

  @Test
  void aPointerToWhatIsGoneIsCountedAndNotFollowed() {
    Node node = NodeStruct.createIn(store);
    Node gone = NodeStruct.createIn(store);
    node.next(gone);
    FreeStore.delete(gone);
    NodeStruct.createIn(store);
    Snapshot snapshot = Snapshot.of(store);
    assertThat(snapshot.blocks().count()).isEqualTo(2);
    assertThat(snapshot.pointers().count()).isZero();
    assertThat(snapshot.pointers().dangling()).isEqualTo(1);
  }

  private static List<String> edges(Snapshot snapshot) {
    List<String> edges = new ArrayList<>();
    Blocks blocks = snapshot.blocks();
    Pointers pointers = snapshot.pointers();
    for (int block = 0; block < blocks.count(); block++) {
      for (int i = pointers.from(block); i < pointers.to(block); i++) {
        String dot = pointers.path(i).startsWith("[") ? "" : ".";
        edges.add(
            simpleName(blocks, block)
                + dot
                + pointers.path(i)
                + (pointers.owns(i) ? " owns " : " ")
                + simpleName(blocks, pointers.target(i)));
      }
    }
    return edges;
  }

  private static String simpleName(Blocks blocks, int block) {
    String name = blocks.typeName(block);
    return name.isEmpty() ? blocks.kind(block).words() : name.substring(name.lastIndexOf('.') + 1);
  }

  @ParameterizedTest
  @EnumSource(Grouping.class)
  void whateverTheGroupingTheLinesAddUpToTheStoresStatistics(Grouping grouping) {
    fill(store);
    MemorySegment raw = store.allocate(200_000, 8);
    try (AutoScope scope = AutoScope.openIn(store, "scope")) {
      NodeStruct.createIn(scope);
      Snapshot snapshot = Snapshot.of(store);
      List<Groups.Line> lines = Groups.of(snapshot, grouping);
      assertThat(lines.stream().mapToLong(Groups.Line::byteSize).sum())
          .isEqualTo(store.statistics().inUseBytes());
      assertThat(lines.stream().mapToLong(Groups.Line::count).sum())
          .isEqualTo(snapshot.blocks().count());
      assertThat(lines).allMatch(Groups.Line::exact);
    }
    store.free(raw);
  }

  /// Objects, arrays small and large, texts inline and not, raw blocks.
  static void fill(FreeStore store) {
    for (int i = 0; i < 100; i++) {
      Car car = CarStruct.createIn(store);
      car.name("x".repeat(i * 30));
      car.seats(IntArray.createIn(store, i * 40L));
      store.malloc(17L * (i + 1));
    }
    StructArray<Node> nodes = FreeStore.createArrayIn(store, Node.class, 1_000);
    nodes.get(3).next(NodeStruct.createIn(store));
  }

  @Test
  void theSlabsCountsAddUpToTheStoresStatistics() {
    fill(store);
    Snapshot snapshot = Snapshot.of(store);
    List<SlabStatistics> slabs = snapshot.stores().getFirst().slabs();
    assertThat(slabs.stream().mapToLong(slab -> slab.liveBlocks() * slab.blockBytes()).sum())
        .isEqualTo(store.statistics().inUseBytes());
    assertThat(slabs.stream().mapToLong(SlabStatistics::liveBlocks).sum())
        .isEqualTo(store.statistics().liveBlocks());
  }

  @Test
  void whatIsNotRecordedAddsUpToo() {
    try (FreeStore plain = FreeStore.open(FreeStoreOptions.defaults().withSamplingBytes(4_096))) {
      for (int i = 0; i < 20; i++) {
        fill(plain);
      }
      Snapshot snapshot = Snapshot.of(plain);
      for (Grouping grouping : Grouping.values()) {
        assertThat(Groups.of(snapshot, grouping).stream().mapToLong(Groups.Line::byteSize).sum())
            .as(grouping.name())
            .isEqualTo(plain.statistics().inUseBytes());
      }
    }
  }

  @Test
  void aPointerIntoAnotherStoreIsSeenWhereBothAreInTheSnapshot() {
    try (FreeStore other = FreeStore.open(FreeStoreOptions.defaults().withName("other"))) {
      Node node = NodeStruct.createIn(store);
      node.next(NodeStruct.createIn(other));
      Snapshot snapshot = Snapshot.take();
      int from = snapshot.blocks().find(((StoreObject) node).reference());
      int target = snapshot.pointers().target(snapshot.pointers().from(from));
      assertThat(snapshot.storeOf(from).name()).isEqualTo("garage");
      assertThat(snapshot.storeOf(target).name()).isEqualTo("other");
      assertThat(Snapshot.of(store).pointers().dangling()).isEqualTo(1);
    }
  }

  @Test
  void rootsAreMarkedUntilTheyAreRemovedOrDeleted() {
    Node node = Roots.add(NodeStruct.createIn(store));
    Node other = NodeStruct.createIn(store);
    try (AutoScope scope = AutoScope.openIn(store, "scope")) {
      NodeStruct.createIn(scope);
      Snapshot snapshot = Snapshot.of(store);
      assertThat(
              ofType(snapshot, Node.class.getName()).stream()
                  .filter(snapshot.blocks()::isRoot)
                  .count())
          .isEqualTo(2);
    }
    assertThat(Roots.remove(node)).isTrue();
    assertThat(Roots.remove(other)).isFalse();
    Roots.add(other);
    FreeStore.delete(other);
    Snapshot.take();
    assertThat(Roots.remove(other)).isFalse();
  }
}
