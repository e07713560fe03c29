// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.freestore.OtherThread.Work;
import org.freestore.memory.Memory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What recycling arenas keep of the contract of shared ones, and what they exchange.
class RecyclingArenaTest {
  private static final int ARENAS_IN_A_BATCH = 1024;
  private static final long BATCH_BYTES = 2 << 20;
  private static final byte MARK = 0x5a;

  private final FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("recycling"));

  @AfterEach
  void nothingIsLeft() {
    store.trim();
    assertThat(store.statistics().liveBlocks()).isZero();
    store.verify();
    store.close();
  }

  @Test
  void aStaleSegmentReachesNobodysMemoryUntilItsBatchEnds() {
    try (Arena open = store.recyclingArena()) {
      MemorySegment stale = staleSegment();
      assertThat(stale.scope().isAlive()).isTrue();
      for (int i = 0; i < 200; i++) {
        stale.fill(MARK);
        assertThat(overlaps(stale, open.allocate(1000))).isFalse();
        assertThat(overlaps(stale, store.allocate(1000, 8))).isFalse();
        assertThat(Memory.mismatch(stale.address(), stale.byteSize(), MARK)).isEqualTo(-1);
      }
      store.walk((address, _) -> {
        if (store.usableSize(address) < 4096) {
          store.free(address);
        }
      });
    }
  }

  private MemorySegment staleSegment() {
    try (Arena arena = store.recyclingArena()) {
      return arena.allocate(1000);
    }
  }

  private static boolean overlaps(MemorySegment one, MemorySegment other) {
    return one.asOverlappingSlice(other).isPresent();
  }

  @Test
  void aSegmentIsDeadOnceItsBatchHasEnded() {
    MemorySegment stale = staleSegment();
    store.trim();
    assertThat(stale.scope().isAlive()).isFalse();
    assertThatThrownBy(() -> stale.get(JAVA_BYTE, 0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aBatchEndsByItselfAfterSoManyArenas() {
    MemorySegment first = staleSegment();
    for (int i = 1; i < ARENAS_IN_A_BATCH; i++) {
      assertThat(first.scope().isAlive()).isTrue();
      MemorySegment next = staleSegment();
      assertThat(next.scope()).isEqualTo(first.scope());
    }
    assertThat(first.scope().isAlive()).isFalse();
    assertThat(store.statistics().liveBlocks()).isZero();
  }

  @Test
  void aBatchEndsByItselfAfterSoManyBytes() {
    MemorySegment first = staleSegment();
    try (Arena large = store.recyclingArena()) {
      large.allocate(BATCH_BYTES);
      assertThat(first.scope().isAlive()).isTrue();
    }
    assertThat(first.scope().isAlive()).isFalse();
    assertThat(store.statistics().liveBlocks()).isZero();
  }

  @Test
  void anOpenArenaKeepsItsBatchAndNoOtherOne() {
    Arena open = store.recyclingArena();
    MemorySegment segment = open.allocate(8);
    segment.set(JAVA_LONG, 0, 42);
    store.trim();
    for (int i = 0; i < 3 * ARENAS_IN_A_BATCH; i++) {
      assertThat(staleSegment().scope()).isNotEqualTo(segment.scope());
    }
    assertThat(segment.get(JAVA_LONG, 0)).isEqualTo(42);
    open.close();
    assertThat(segment.scope().isAlive()).isFalse();
  }

  @Test
  void closedArenasAreNoLeaks() {
    staleSegment();
    assertThat(store.leaks().isEmpty()).isTrue();
  }

  @Test
  void anArenaThatIsNeverClosedIsALeak() {
    Arena arena = store.recyclingArena();
    arena.allocate(100);
    assertThat(store.leaks().rawBlocks()).isEqualTo(1);
    arena.close();
    assertThat(store.leaks().isEmpty()).isTrue();
  }

  @Test
  void closedArenasDoNotUseUpALimit() {
    FreeStoreOptions options = FreeStoreOptions.defaults().withLimitBytes(1 << 20);
    try (FreeStore small = FreeStore.open(options)) {
      for (int i = 0; i < 10_000; i++) {
        try (Arena arena = small.recyclingArena()) {
          arena.allocate(1000).fill(MARK);
        }
      }
    }
  }

  @Test
  void memoryThatANativeCallUsesIsNotHandedOut() throws Throwable {
    Arena arena = store.recyclingArena();
    MemorySegment numbers = arena.allocateFrom(JAVA_INT, 3, 1, 2);
    List<Boolean> alive = new ArrayList<>();
    sort(
        numbers,
        () -> {
          if (alive.isEmpty()) {
            arena.close();
            store.trim();
            alive.add(numbers.scope().isAlive());
            assertThat(store.statistics().liveBlocks()).isEqualTo(1);
          }
        });
    assertThat(alive).containsExactly(true);
    store.trim();
    assertThat(numbers.scope().isAlive()).isFalse();
  }

  /// Sorts by C's `qsort`, which calls back for each comparison.
  private static void sort(MemorySegment numbers, Runnable atEachComparison) throws Throwable {
    Linker linker = Linker.nativeLinker();
    MethodHandle qsort =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("qsort"),
            FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS));
    MethodHandle compare =
        MethodHandles.lookup()
            .findStatic(
                RecyclingArenaTest.class,
                "compare",
                MethodType.methodType(
                    int.class, Runnable.class, MemorySegment.class, MemorySegment.class))
            .bindTo(atEachComparison);
    try (Arena calls = Arena.ofConfined()) {
      MemorySegment callback =
          linker.upcallStub(compare, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS), calls);
      qsort.invokeExact(numbers, numbers.byteSize() / 4, 4L, callback);
    }
  }

  @SuppressWarnings("UnusedMethod") // called from C
  private static int compare(Runnable atEachComparison, MemorySegment one, MemorySegment other) {
    atEachComparison.run();
    return Integer.compare(Memory.getInt(one.address()), Memory.getInt(other.address()));
  }

  @Test
  void threadsOpenUseAndCloseEachOthersArenas() throws Exception {
    ConcurrentLinkedQueue<Request> handedOver = new ConcurrentLinkedQueue<>();
    List<Work> works = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      long seed = thread;
      works.add(() -> serve(new SplittableRandom(seed), handedOver));
    }
    OtherThread.runAll(Thread.ofPlatform(), works);
    OtherThread.runAll(Thread.ofVirtual(), works);
    handedOver.forEach(Request::end);
  }

  private void serve(SplittableRandom random, ConcurrentLinkedQueue<Request> handedOver) {
    for (int i = 0; i < 3_000; i++) {
      handedOver.add(Request.begin(store.recyclingArena(), random.nextInt(1, 5_000), (byte) i));
      Request other = random.nextInt(3) == 0 ? null : handedOver.poll();
      if (other != null) {
        other.end();
      }
    }
  }

  private record Request(Arena arena, MemorySegment segment, byte mark) {
    static Request begin(Arena arena, long byteSize, byte mark) {
      MemorySegment segment = arena.allocate(byteSize);
      assertThat(Memory.mismatch(segment.address(), byteSize, (byte) 0)).isEqualTo(-1);
      segment.fill(mark);
      return new Request(arena, segment, mark);
    }

    void end() {
      assertThat(Memory.mismatch(segment.address(), segment.byteSize(), mark)).isEqualTo(-1);
      arena.close();
      assertThatThrownBy(arena::close).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void anArenaOfAClosedStoreCanOnlyBeClosed() {
    FreeStore closed = FreeStore.open(FreeStoreOptions.defaults());
    Arena arena = closed.recyclingArena();
    arena.allocate(8);
    closed.close();
    assertThatThrownBy(() -> arena.allocate(8)).isInstanceOf(IllegalStateException.class);
    arena.close();
  }
}
