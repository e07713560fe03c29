// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.freestore.diagnostics.leak.Reach.DIRECT;
import static org.freestore.diagnostics.leak.Reach.INDIRECT;
import static org.freestore.diagnostics.leak.Reach.REACHABLE;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.freestore.AutoScope;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.IntArray;
import org.freestore.OutOfFreeStoreException;
import org.freestore.Protection;
import org.freestore.StoreObject;
import org.freestore.Struct;
import org.freestore.diagnostics.fixture.Node;
import org.freestore.diagnostics.fixture.NodeStruct;
import org.freestore.diagnostics.snapshot.Roots;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The behaviours that LeakSanitizer's own tests are about, by the names of these, each as it is
/// where pointers are known by their types: Java variables, registers and stacks are not searched,
/// and no number is taken for a pointer.
class LeakSanitizerTest {
  private final FreeStore store =
      FreeStore.open(
          FreeStoreOptions.defaults().withName("sanitized").withProtection(Protection.SITES));

  @AfterEach
  void close() {
    store.close();
  }

  private Node node() {
    return NodeStruct.createIn(store);
  }

  private LeakReport report() {
    return LeakReport.of(store);
  }

  private Reach reach(Object object) {
    return Reached.in(store).of(object);
  }

  @Test
  void recoverableLeakCheckFindsNothingOnceTheLeakIsGone() {
    Node p = node();
    assertThat(report().count()).isEqualTo(1);
    FreeStore.delete(p);
    assertThat(report().isEmpty()).isTrue();
    node();
    assertThat(report().count()).isEqualTo(1);
  }

  @Test
  void pointerToSelfIsDirect() {
    Node p = node();
    p.next(p);
    assertThat(reach(p)).isEqualTo(DIRECT);
    assertThat(report().groups().getFirst().heldCount()).isZero();
  }

  @Test
  void largeAllocationLeakIsReportedWithItsSize() {
    long address = store.malloc(33_554_432);
    LeakReport report = report();
    assertThat(report.groups()).hasSize(1);
    assertThat(report.byteSize()).isEqualTo(store.statistics().inUseBytes());
    assertThat(report.summary()).endsWith(" leaked in 1 raw block");
    store.free(address);
  }

  @Test
  void largeArrayLeakIsReportedWithItsPayload() {
    IntArray array = IntArray.createIn(store, 8_000_000);
    LeakReport report = report();
    assertThat(report.groups()).hasSize(1);
    assertThat(report.byteSize())
        .isEqualTo(store.statistics().inUseBytes())
        .isGreaterThan(32_000_000);
    FreeStore.deleteArray(array);
  }

  @Test
  void ignoreObjectAlsoIgnoresWhatItLeadsTo() {
    Node p = Roots.add(node());
    Node q = node();
    p.next(q);
    assertThat(reach(p)).isEqualTo(REACHABLE);
    assertThat(reach(q)).isEqualTo(REACHABLE);
    Roots.remove(p);
    assertThat(reach(p)).isEqualTo(DIRECT);
    assertThat(reach(q)).isEqualTo(INDIRECT);
  }

  @Test
  void ignoreObjectErrorsAreRefusedOrWithoutEffect() {
    Object notInAStore = "text";
    assertThatThrownBy(() -> Roots.add(notInAStore)).isInstanceOf(IllegalArgumentException.class);
    Node gone = node();
    FreeStore.delete(gone);
    Roots.add(gone);
    Node successor = node();
    assertThat(reach(successor)).isEqualTo(DIRECT);
    Roots.remove(gone);
  }

  @Test
  void disablerLeavesOutWhatItsThreadAllocatesInside() {
    Node before = node();
    try (LeaksIgnored ignored = LeaksIgnored.open()) {
      node().next(node());
      assertThat(ignored.isOpen()).isTrue();
    }
    Node after = node();
    LeakReport report = report();
    assertThat(report.total(DIRECT).count()).isEqualTo(2);
    assertThat(report.total(Reach.SUPPRESSED).count()).isEqualTo(2);
    FreeStore.delete(before);
    FreeStore.delete(after);
    assertThat(report().isEmpty()).isTrue();
  }

  @Test
  void disablerDoesNotConcernOtherThreads() throws InterruptedException {
    try (LeaksIgnored _ = LeaksIgnored.open()) {
      Thread other = new Thread(this::node);
      other.start();
      other.join();
    }
    assertThat(report().total(DIRECT).count()).isEqualTo(1);
  }

  @Test
  void suppressionsOfAFileAndOfTheProgramAreUsedTogether() {
    node();
    Suppressions ofFile = Suppressions.parse("leak:nothing_of_this_name\n");
    Suppressions ofProgram = Suppressions.parse("leak:*OfAFileAndOfTheProgram*\n");
    LeakReport report =
        LeakReport.of(
            Snapshot.of(store), LeakOptions.defaults().withSuppressions(ofFile.and(ofProgram)));
    assertThat(report.isEmpty()).isTrue();
  }

  @Test
  void printSuppressionsListsThoseUsedWithCountsAndBytes() {
    node();
    node();
    LeakReport report =
        LeakReport.of(
            Snapshot.of(store),
            LeakOptions.defaults().withSuppressions(Suppressions.parse("leak:Node\nleak:Car\n")));
    assertThat(report.toString())
        .contains(
            "suppressions used:\n     count      bytes template\n         2         64 Node\n")
        .doesNotContain("Car");
  }

  @Test
  void registerRootRegionMakesARawBlockReachableUntilItIsUnregistered() {
    MemorySegment region = store.allocate(64, 8);
    Roots.add(region);
    assertThat(Reached.in(store).ofRaw(region.address())).isEqualTo(REACHABLE);
    Roots.remove(region);
    assertThat(Reached.in(store).ofRaw(region.address())).isEqualTo(DIRECT);
  }

  @Test
  void staleStackLeakIsFoundSinceAClosedScopeHoldsNothing() {
    Node leaked = node();
    try (AutoScope scope = AutoScope.openIn(store, "frame")) {
      Node automatic = NodeStruct.createIn(scope);
      automatic.next(leaked);
    }
    assertThat(reach(leaked)).isEqualTo(DIRECT);
  }

  @Test
  void useStacksTakesAutomaticObjectsForRoots() {
    Node held = node();
    try (AutoScope scope = AutoScope.openIn(store, "frame")) {
      Node automatic = NodeStruct.createIn(scope);
      automatic.next(held);
      assertThat(reach(automatic)).isEqualTo(REACHABLE);
      assertThat(reach(held)).isEqualTo(REACHABLE);
    }
  }

  @Test
  void useStacksThreadedTakesThoseOfOtherThreadsToo() throws InterruptedException {
    CountDownLatch made = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    Node held = node();
    Thread other =
        new Thread(() -> {
          try (AutoScope scope = AutoScope.openIn(store, "frame")) {
            NodeStruct.createIn(scope).next(held);
            made.countDown();
            looked.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    other.start();
    made.await();
    assertThat(reach(held)).isEqualTo(REACHABLE);
    looked.countDown();
    other.join();
    assertThat(reach(held)).isEqualTo(DIRECT);
  }

  @Test
  void useGlobalsTakesStaticObjectsForRoots() {
    Node statics = FreeStore.createStatic(Node.class);
    Node held = node();
    statics.next(held);
    assertThat(Reached.everywhere().of(held)).isEqualTo(REACHABLE);
    statics.next(null);
    assertThat(Reached.everywhere().of(held)).isEqualTo(DIRECT);
  }

  @Test
  void useRegistersDoesNotApplySinceJavaVariablesAreNotSearched() {
    Node onlyInAVariable = node();
    assertThat(reach(onlyInAVariable)).isEqualTo(DIRECT);
    assertThat(onlyInAVariable.value()).isZero();
  }

  @Test
  void useTlsIsWhatRegisteredRootsOfAThreadAre() throws InterruptedException {
    AtomicLong count = new AtomicLong();
    Thread other =
        new Thread(() -> {
          ThreadLocal<Node> local = ThreadLocal.withInitial(this::node);
          Roots.add(local.get()).next(node());
          count.set(report().count());
          Roots.remove(local.get());
        });
    other.start();
    other.join();
    assertThat(count.get()).isZero();
    assertThat(report().count()).isEqualTo(2);
  }

  /// Its pointer is not where a machine word is.
  @Struct
  interface Packed {
    byte first();

    void first(byte value);

    Node node();

    void node(Node value);
  }

  @Test
  void useUnalignedDoesNotMatterSinceTheLayoutIsKnown() {
    Node held = node();
    Packed packed = Roots.add(LeakSanitizerTest_PackedStruct.createIn(store));
    packed.node(held);
    assertThat(reach(held)).isEqualTo(REACHABLE);
    Roots.remove(packed);
  }

  @Test
  void usePoisonedDoesNotFollowPointersOfDeletedObjects() {
    Node deleted = Roots.add(node());
    Node held = node();
    deleted.next(held);
    FreeStore.delete(deleted);
    assertThat(reach(held)).isEqualTo(DIRECT);
    Roots.remove(deleted);
  }

  @Test
  void aNumberThatLooksLikeAReferenceHoldsNothing() {
    Node root = Roots.add(node());
    Node lost = node();
    root.value(((StoreObject) lost).reference());
    assertThat(reach(lost)).isEqualTo(DIRECT);
    Roots.remove(root);
  }

  @Test
  void createThreadLeakIsFoundWhenTheThreadIsGone() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      Thread thread = new Thread(this::node);
      thread.start();
      thread.join();
    }
    LeakReport report = report();
    assertThat(report.count()).isEqualTo(10);
    assertThat(report.groups()).hasSize(1);
  }

  @Test
  void leakCheckBeforeThreadStartedSeesWhatTheThreadWillBeGiven() throws InterruptedException {
    Node argument = node();
    Thread thread = new Thread(() -> FreeStore.delete(argument));
    assertThat(report().count()).isEqualTo(1);
    thread.start();
    thread.join();
    assertThat(report().isEmpty()).isTrue();
  }

  @Test
  void swapcontextScopesOfParkedVirtualThreadsAreRoots() throws InterruptedException {
    CountDownLatch made = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    Node held = node();
    Thread virtual =
        Thread.ofVirtual()
            .start(() -> {
              try (AutoScope scope = AutoScope.openIn(store, "frame")) {
                NodeStruct.createIn(scope).next(held);
                made.countDown();
                looked.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    made.await();
    assertThat(reach(held)).isEqualTo(REACHABLE);
    looked.countDown();
    virtual.join();
  }

  @Test
  void highAllocatorContentionDoesNotDisturbTheReport() throws InterruptedException {
    List<Node> kept = IntStream.range(0, 100).mapToObj(_ -> node()).toList();
    List<Thread> threads = IntStream.range(0, 4).mapToObj(_ -> new Thread(this::churn)).toList();
    threads.forEach(Thread::start);
    for (int i = 0; i < 5; i++) {
      LeakReport report = report();
      assertThat(report.count()).isGreaterThanOrEqualTo(100);
      assertThat(report.groups().stream().mapToLong(LeakGroup::byteSize).sum())
          .isEqualTo(report.byteSize());
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(report().count()).isEqualTo(kept.size());
  }

  private void churn() {
    for (int i = 0; i < 2_000; i++) {
      Node node = node();
      Node other = node();
      node.next(other);
      other.next(node);
      FreeStore.delete(other);
      FreeStore.delete(node);
    }
  }

  @Test
  void reallocTooBigKeepsTheBlockThatWasThere() {
    long address = store.malloc(123);
    assertThatThrownBy(() -> store.realloc(address, Long.MAX_VALUE / 2))
        .isInstanceOfAny(OutOfFreeStoreException.class, IllegalArgumentException.class);
    assertThat(report().count()).isEqualTo(1);
    store.free(address);
    assertThat(report().isEmpty()).isTrue();
  }

  @Test
  void mallocZeroAndReallocZeroAreBlocksThatLeakToo() {
    long zero = store.malloc(0);
    assertThat(report().count()).isEqualTo(1);
    long again = store.realloc(zero, 0);
    assertThat(report().count()).isEqualTo(1);
    store.free(again);
    assertThat(report().isEmpty()).isTrue();
  }

  @Test
  void newArrayWithDestructorsOfLengthZeroLeaksLikeOthers() {
    FreeStore.createArrayIn(store, Node.class, 0);
    assertThat(report().count()).isEqualTo(1);
  }
}
