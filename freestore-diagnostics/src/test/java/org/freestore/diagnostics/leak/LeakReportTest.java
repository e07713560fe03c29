// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.freestore.diagnostics.leak.Reach.CYCLE;
import static org.freestore.diagnostics.leak.Reach.DIRECT;
import static org.freestore.diagnostics.leak.Reach.INDIRECT;
import static org.freestore.diagnostics.leak.Reach.REACHABLE;
import static org.freestore.diagnostics.leak.Reach.SUPPRESSED;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.freestore.AutoScope;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.IntArray;
import org.freestore.ObjectKind;
import org.freestore.PointerArray;
import org.freestore.Protection;
import org.freestore.Shared;
import org.freestore.StoreArena;
import org.freestore.Weak;
import org.freestore.diagnostics.fixture.Car;
import org.freestore.diagnostics.fixture.CarStruct;
import org.freestore.diagnostics.fixture.Engine;
import org.freestore.diagnostics.fixture.EngineStruct;
import org.freestore.diagnostics.fixture.Node;
import org.freestore.diagnostics.fixture.NodeStruct;
import org.freestore.diagnostics.snapshot.Roots;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A report has every leak once, says who holds what, and adds up.
class LeakReportTest {
  private final FreeStore store =
      FreeStore.open(
          FreeStoreOptions.defaults().withName("garage").withProtection(Protection.SITES));

  @AfterEach
  void close() {
    store.close();
  }

  private LeakReport report() {
    return LeakReport.of(store);
  }

  private LeakReport report(String suppressions) {
    return LeakReport.of(
        Snapshot.of(store),
        LeakOptions.defaults().withSuppressions(Suppressions.parse(suppressions)));
  }

  private Node node() {
    return NodeStruct.createIn(store);
  }

  /// Nodes that point to each other in both directions, without ends.
  private List<Node> ring(int length) {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      nodes.add(node());
    }
    for (int i = 0; i < length; i++) {
      Node next = nodes.get((i + 1) % length);
      nodes.get(i).next(next);
      next.previous(nodes.get(i));
    }
    return nodes;
  }

  @Test
  void rawBlocksOfAllSizesFromOneSiteAreOneGroup() {
    long allBytes = 0;
    for (long byteSize = 16; byteSize <= 200_000; byteSize *= 3) {
      allBytes += store.usableSize(store.malloc(byteSize));
    }
    LeakGroup group = report().groups().getFirst();
    assertThat(report().groups()).hasSize(1);
    assertThat(group.count()).isEqualTo(9);
    assertThat(group.byteSize()).isGreaterThanOrEqualTo(allBytes);
    assertThat(group.exact()).isTrue();
    assertThat(group.samples()).isEqualTo(9);
    assertThat(group.addresses()).hasSize(3);
    assertThat(report().text(20)).containsOnlyOnce("created here:");
  }

  @Test
  void aStoreWithoutLeaksHasAnEmptyReport() {
    FreeStore.delete(node());
    assertThat(report().isEmpty()).isTrue();
    assertThat(report().summary()).isEqualTo("SUMMARY: Freestore: 0 bytes leaked in 0 objects");
  }

  @Test
  void aLeakIsNamedWithWhatItHoldsAndWhereItWasCreated() {
    Car car = CarStruct.createIn(store);
    car.name("a car with a long name");
    car.engine(EngineStruct.createIn(store));
    LeakReport report = report();
    LeakGroup group = report.groups().getFirst();
    assertThat(group.reach()).isEqualTo(DIRECT);
    assertThat(group.typeName()).isEqualTo(Car.class.getName());
    assertThat(group.count()).isEqualTo(1);
    assertThat(group.byteSize()).isEqualTo(48);
    assertThat(group.heldCount()).isEqualTo(2);
    assertThat(group.site().top()).contains("aLeakIsNamedWithWhatItHoldsAndWhereItWasCreated");
    assertThat(report.groups())
        .extracting(LeakGroup::reach)
        .containsExactly(DIRECT, INDIRECT, INDIRECT);
    assertThat(report.byteSize()).isEqualTo(store.statistics().inUseBytes());
    assertThat(report.toString())
        .startsWith("leaks: store=garage program=")
        .contains(
            "Direct leak of 48 bytes in 1 object of type "
                + Car.class.getName()
                + ", holding "
                + group.heldBytes()
                + " bytes in 2 objects, created here:\n    at "
                + LeakReportTest.class.getName())
        .endsWith("SUMMARY: Freestore: " + report.byteSize() + " bytes leaked in 3 objects");
  }

  @Test
  void leaksOfOneSiteAreOneGroupTheWorstFirst() {
    for (int i = 0; i < 10; i++) {
      node();
    }
    IntArray.createIn(store, 1_000);
    assertThat(report().groups())
        .extracting(LeakGroup::count, LeakGroup::kind)
        .containsExactly(tuple(1L, ObjectKind.ARRAY), tuple(10L, ObjectKind.OBJECT));
  }

  @Test
  void whatIsHeldByTwoIsCountedOnce() {
    Node first = node();
    Node second = node();
    Node held = node();
    first.next(held);
    second.next(held);
    LeakReport report = report();
    assertThat(report.total(DIRECT).count()).isEqualTo(2);
    assertThat(report.total(INDIRECT).count()).isEqualTo(1);
    assertThat(report.groups().stream().mapToLong(LeakGroup::heldCount).sum()).isEqualTo(1);
  }

  @Test
  void aRingIsACycleNamedByTheShortestWayAround() {
    ring(5);
    LeakReport report = report();
    assertThat(report.groups()).hasSize(1);
    LeakGroup group = report.groups().getFirst();
    assertThat(group.reach()).isEqualTo(CYCLE);
    assertThat(group.count()).isEqualTo(5);
    assertThat(group.cycle()).isEqualTo("Node.next -> Node.previous");
    assertThat(report.toString())
        .contains("Cycle leak of 160 bytes in 5 objects of type " + Node.class.getName())
        .contains(", in the cycle Node.next -> Node.previous, created here:");
  }

  @Test
  void ringsOfTwoTypesHaveOneNameWhereverTheyBegin() {
    for (int i = 0; i < 2; i++) {
      Car car = i == 0 ? CarStruct.createIn(store) : null;
      Engine engine = EngineStruct.createIn(store);
      car = car == null ? CarStruct.createIn(store) : car;
      car.engine(engine);
      engine.car(car);
    }
    assertThat(report().groups())
        .extracting(LeakGroup::cycle)
        .containsOnly("Car.engine -> Engine.car");
  }

  @Test
  void whatARingHoldsIsIndirect() {
    List<Node> ring = ring(3);
    Car tail = CarStruct.createIn(store);
    tail.name("tail");
    Car head = CarStruct.createIn(store);
    PointerArray<Car> row = FreeStore.createPointerArrayIn(store, Car.class, 1);
    head.followers(row);
    row.set(0, head);
    head.node(ring.getFirst());
    LeakReport report = report();
    assertThat(Reached.in(store).of(ring.getFirst())).isEqualTo(INDIRECT);
    assertThat(Reached.in(store).of(head)).isEqualTo(CYCLE);
    assertThat(Reached.in(store).of(row)).isEqualTo(CYCLE);
    assertThat(
            report.groups().stream()
                .filter(group -> group.reach() == CYCLE)
                .mapToLong(LeakGroup::heldCount)
                .sum())
        .isEqualTo(3);
    assertThat(Reached.in(store).of(tail)).isEqualTo(DIRECT);
  }

  @Test
  void aLongRingDoesNotOverflowTheStack() {
    Node first = node();
    Node last = first;
    for (int i = 0; i < 200_000; i++) {
      Node next = NodeStruct.createIn(store);
      last.next(next);
      last = next;
    }
    last.next(first);
    LeakReport report = report();
    assertThat(report.total(CYCLE).count()).isEqualTo(200_001);
    assertThat(report.groups().getFirst().cycle()).endsWith("-> ... 199989 more");
  }

  @Test
  void anUnclosedSharedLeaksItsObjectWithTheCounts() {
    Shared<Node> shared = Shared.of(node());
    LeakReport report = report();
    assertThat(report.groups())
        .extracting(LeakGroup::reach, LeakGroup::kind)
        .containsExactly(tuple(DIRECT, ObjectKind.OBJECT), tuple(INDIRECT, ObjectKind.CONTROL));
    shared.close();
    assertThat(report().isEmpty()).isTrue();
  }

  @Test
  void anUnclosedWeakLeaksTheCounts() {
    Shared<Node> shared = Shared.of(node());
    Weak<Node> weak = shared.weak();
    shared.close();
    assertThat(report().groups())
        .extracting(LeakGroup::reach, LeakGroup::kind)
        .containsExactly(tuple(DIRECT, ObjectKind.CONTROL));
    weak.close();
    assertThat(report().isEmpty()).isTrue();
  }

  @Test
  void everyTotalIsPartOfWhatTheStoreHasInUse() {
    ring(4);
    Roots.add(node()).next(node());
    Car car = CarStruct.createIn(store);
    car.name("x".repeat(5_000));
    store.malloc(100);
    try (AutoScope scope = AutoScope.openIn(store, "scope")) {
      Node automatic = NodeStruct.createIn(scope);
      automatic.next(node());
      LeakReport report = report("leak:Car\n");
      assertThat(report.totals().values().stream().mapToLong(LeakReport.Total::byteSize).sum())
          .isEqualTo(store.statistics().inUseBytes());
      assertThat(report.total(REACHABLE).count()).isEqualTo(4);
      assertThat(report.total(SUPPRESSED).count()).isEqualTo(2);
      for (Reach reach : List.of(DIRECT, CYCLE, INDIRECT)) {
        assertThat(
                report.groups().stream()
                    .filter(group -> group.reach() == reach)
                    .mapToLong(LeakGroup::byteSize)
                    .sum())
            .isEqualTo(report.total(reach).byteSize());
      }
    }
  }

  @Test
  void onlyWhatIsNewSinceACheckpointIsReported() {
    Node old = node();
    long oldRaw = store.malloc(64);
    Snapshot before = Snapshot.of(store);
    old.next(node());
    IntArray.createIn(store, 4);
    LeakReport report = LeakReport.of(Snapshot.of(store), LeakOptions.defaults().withSince(before));
    assertThat(report.count()).isEqualTo(2);
    assertThat(report.groups())
        .extracting(LeakGroup::typeName, LeakGroup::reach)
        .containsExactlyInAnyOrder(tuple("int", DIRECT), tuple(Node.class.getName(), INDIRECT));
    store.free(oldRaw);
  }

  @Test
  void framesBeyondTheResolutionDoNotTellSitesApart() {
    node();
    node();
    assertThat(report().groups()).hasSize(2);
    assertThat(LeakReport.of(Snapshot.of(store), LeakOptions.defaults().withFrames(1)).groups())
        .extracting(LeakGroup::count)
        .containsExactly(2L);
  }

  @Test
  void aSuppressedLeakTakesWhatItHoldsWithIt() {
    Car car = CarStruct.createIn(store);
    car.name("x");
    node();
    LeakReport report = report("# a comment\n\nleak:aSuppressedLeak*WithIt\nleak:never\n");
    assertThat(report.isEmpty()).isTrue();
    assertThat(report.total(SUPPRESSED).count()).isEqualTo(3);
    assertThat(report.toString())
        .contains("suppressions used:\n     count      bytes template\n")
        .contains(" leak:aSuppressedLeak*WithIt\n".replace("leak:", ""))
        .doesNotContain("never");
  }

  @Test
  void aSuppressionMatchesMethodFileLineAndType(@TempDir Path directory) throws IOException {
    node();
    int line = report().groups().getFirst().site().frames().getFirst().getLineNumber();
    Path file = directory.resolve("leaks.supp");
    for (String template :
        List.of(
            "LeakReportTest.node",
            "^org.freestore.diagnostics.leak.LeakReportTest.node$",
            "LeakReportTest.java",
            "LeakReportTest.java:" + line,
            "fixture.Node",
            "Report*.node")) {
      Files.writeString(file, "leak:" + template + "\n");
      LeakOptions options = LeakOptions.defaults().withSuppressions(Suppressions.read(file));
      assertThat(LeakReport.of(Snapshot.of(store), options).isEmpty()).as(template).isTrue();
    }
    for (String template :
        List.of("^ReportTest", "LeakReportTest.nod$", "LeakReportTest.java:1$")) {
      assertThat(report("leak:" + template).isEmpty()).as(template).isFalse();
    }
    assertThatThrownBy(() -> Suppressions.parse("leak:a\nrace:b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line=2 text=race:b");
  }

  @Test
  void theOldestLeaksAreListed() throws InterruptedException {
    node();
    Thread.sleep(5);
    for (int i = 0; i < 10; i++) {
      CarStruct.createIn(store);
    }
    LeakReport report = report();
    assertThat(report.oldest()).hasSize(2);
    assertThat(report.oldest().getFirst().words())
        .isEqualTo("object of type " + Node.class.getName());
    assertThat(report.toString())
        .contains("oldest of those whose allocation was recorded:\n")
        .contains(", created by thread " + Thread.currentThread().getName() + " at ");
  }

  @Test
  void sitesThatKeepLittleAreTemporary(@TempDir Path directory) {
    try (FreeStore sampled =
        FreeStore.open(FreeStoreOptions.defaults().withName("busy").withSamplingBytes(4_096))) {
      for (int i = 0; i < 5; i++) {
        List<Car> cars = new ArrayList<>();
        for (int j = 0; j < 20_000; j++) {
          cars.add(CarStruct.createIn(sampled));
        }
        cars.forEach(FreeStore::delete);
      }
      for (int i = 0; i < 10_000; i++) {
        NodeStruct.createIn(sampled);
      }
      Snapshot snapshot = Snapshot.of(sampled);
      snapshot.save(directory.resolve("busy.fsnap"));
      for (Snapshot it : List.of(snapshot, Snapshot.load(directory.resolve("busy.fsnap")))) {
        LeakReport report = LeakReport.of(it, LeakOptions.defaults());
        assertThat(report.temporary())
            .filteredOn(found -> found.allocated().storeName().equals("busy"))
            .extracting(found -> found.allocated().typeName())
            .containsExactly(Car.class.getName());
        assertThat(report.toString()).contains(" %  " + Car.class.getName() + " at ");
      }
    }
  }

  @Test
  void aPayloadThatIsLiveIsNotTemporary() {
    try (FreeStore sampled =
        FreeStore.open(FreeStoreOptions.defaults().withName("payloads").withSamplingBytes(4_096))) {
      for (int i = 0; i < 1_000; i++) {
        IntArray.createIn(sampled, 1_000);
      }
      LeakReport report = LeakReport.of(sampled);
      assertThat(report.groups()).extracting(LeakGroup::count).containsExactly(1_000L);
      assertThat(report.temporary())
          .noneMatch(found -> found.allocated().storeName().equals("payloads"));
    }
  }

  @Test
  void fewLargeArraysAreNotTakenForManySmallOnes() throws InterruptedException {
    try (FreeStore sampled =
        FreeStore.open(FreeStoreOptions.defaults().withName("mixed").withSamplingBytes(16_384))) {
      for (int i = 0; i < 50_000; i++) {
        small(sampled);
      }
      for (int i = 0; i < 10; i++) {
        Thread.sleep(1); // more large blocks are not sampled in a millisecond
        large(sampled);
      }
      assertThat(LeakReport.of(sampled).groups())
          .extracting(group -> group.site().frames().getFirst().getMethodName(), LeakGroup::count)
          .containsExactly(tuple("large", 10L), tuple("small", 50_000L));
    }
  }

  private static void small(FreeStore store) {
    IntArray.createIn(store, 4);
  }

  private static void large(FreeStore store) {
    IntArray.createIn(store, 100_000);
  }

  @Test
  void whatClosedArenasHadIsNoLeak() {
    for (int i = 0; i < 10; i++) {
      try (StoreArena arena = store.recyclingArena();
          StoreArena confined = store.arena()) {
        arena.allocate(100).copyFrom(confined.allocate(100));
      }
    }
    assertThat(report().isEmpty()).isTrue();
  }

  @Test
  void aLeakOfASegmentIsWhereTheProgramAskedForIt() {
    store.allocate(ValueLayout.JAVA_LONG);
    assertThat(report().groups().getFirst().site().top())
        .contains("LeakReportTest.aLeakOfASegmentIsWhereTheProgramAskedForIt");
  }

  @Test
  void theJsonHasWhatTheTextHas() throws IOException {
    ring(2);
    store.malloc(10);
    String json = report().json();
    int objects = 0;
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        objects++;
      }
    }
    assertThat(objects).isGreaterThan(100);
    assertThat(json)
        .contains("\"reach\" : \"cycle\"")
        .contains("\"cycle\" : \"Node.next -> Node.next\"")
        .contains("\"kind\" : \"RAW\"")
        .contains("\"summary\" : \"" + report().summary() + "\"");
  }

  @Test
  void aSnapshotWithoutPointersHasNoReport() {
    Snapshot snapshot = Snapshot.takeWithoutPointers();
    assertThatThrownBy(() -> LeakReport.of(snapshot, LeakOptions.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without pointers");
    assertThatThrownBy(
            () -> LeakReport.of(Snapshot.take(), LeakOptions.defaults().withStore("none")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no such store: name=none");
  }
}
