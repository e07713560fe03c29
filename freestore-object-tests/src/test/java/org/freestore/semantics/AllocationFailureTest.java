// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.IntArray;
import org.freestore.LongArray;
import org.freestore.MemoryResource;
import org.freestore.NewHandler;
import org.freestore.OutOfFreeStoreException;
import org.freestore.StructArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What happens when there is no memory ([new.delete.single], [new.handler]).
@ExtendWith(NothingLeaks.class)
final class AllocationFailureTest {
  private static final int LIMIT_BYTES = 1 << 20;
  private static final int QUARTER_BYTES = LIMIT_BYTES / 4;

  private static FreeStore limited(NewHandler handler) {
    return FreeStore.open(
        FreeStoreOptions.defaults()
            .withName("limited")
            .withLimitBytes(LIMIT_BYTES)
            .withNewHandler(handler));
  }

  @Rule(12)
  @Test
  void theNewHandlerIsAskedUntilTheRequestSucceeds() {
    Deque<IntArray> reserve = new ArrayDeque<>();
    List<Long> asked = new ArrayList<>();
    NewHandler freesOne =
        (store, byteSize) -> {
          asked.add(byteSize);
          FreeStore.deleteArray(reserve.poll());
          return true;
        };
    try (FreeStore store = limited(freesOne)) {
      for (int i = 0; i < 3; i++) {
        reserve.add(IntArray.createIn(store, QUARTER_BYTES / Integer.BYTES - 100));
      }
      IntArray large = IntArray.createIn(store, 3L * QUARTER_BYTES / Integer.BYTES - 100);
      assertThat(asked).as("once for each array that had to go").hasSizeBetween(2, 3);
      assertThat(asked).allSatisfy(size -> assertThat(size).isGreaterThan(QUARTER_BYTES));
      FreeStore.deleteArray(large);
      reserve.forEach(FreeStore::deleteArray);
      assertThat(store.statistics().liveBlocks()).isZero();
      store.verify();
    }
  }

  @Rule(12)
  @Test
  void aNewHandlerMayGiveUpOrThrow() {
    try (FreeStore store = limited((full, byteSize) -> false)) {
      assertThatThrownBy(() -> IntArray.createIn(store, LIMIT_BYTES))
          .isExactlyInstanceOf(OutOfFreeStoreException.class)
          .hasMessageContaining("store=limited");
    }
    RuntimeException own = new Journal.Planned("in the handler");
    try (FreeStore store =
        limited((full, byteSize) -> {
          throw own;
        })) {
      assertThat(catchThrowable(() -> IntArray.createIn(store, LIMIT_BYTES))).isSameAs(own);
      Part part = PartStruct.createIn(store);
      FreeStore.delete(part);
      store.verify();
    }
  }

  @Rule(12)
  @Test
  void aStoreHasNoNewHandlerUnlessItWasOpenedWithOne() {
    assertThat(FreeStoreOptions.defaults().newHandler()).isNull();
    NewHandler handler = (store, byteSize) -> false;
    try (FreeStore store = limited(handler)) {
      assertThat(store.options().newHandler()).isSameAs(handler);
    }
  }

  /// The global store has no limit, so it takes a process with little address space to exhaust it.
  @Rule(13)
  @Test
  void theFormThatDoesNotThrowReturnsNullAndConstructsNothing() {
    List<String> lines = ChildJvm.run(Exhaustion.class, "-Dfreestore.reserveBytes=67108864");
    assertThat(lines)
        .containsExactly(
            "create: OutOfFreeStoreException",
            "tryCreate: null",
            "class-based tryCreate: null",
            "tryCreateArray: null",
            "IntArray.tryCreate: null",
            "constructors that ran: 0");
  }

  /// Fills the global store, and asks for more.
  static final class Exhaustion {
    private Exhaustion() {}

    public static void main(String[] arguments) {
      PartStruct.create(); // all that is needed has been loaded
      fill(1 << 20);
      fill(1 << 10);
      fill(1);
      while (PartStruct.tryCreate() != null) {
        // takes what is left
      }
      Journal.clear();
      System.out.println(
          "create: " + catchThrowable(PartStruct::create).getClass().getSimpleName());
      System.out.println("tryCreate: " + PartStruct.tryCreate());
      System.out.println("class-based tryCreate: " + FreeStore.tryCreate(Part.class));
      System.out.println("tryCreateArray: " + word(FreeStore.tryCreateArray(Part.class, 1)));
      System.out.println("IntArray.tryCreate: " + word(IntArray.tryCreate(1)));
      System.out.println("constructors that ran: " + Journal.read().size());
    }

    private static String word(@Nullable Object created) {
      return created == null ? "null" : "an array";
    }

    private static void fill(int length) {
      while (LongArray.tryCreate(length) != null) {
        // until there is no room for another
      }
    }
  }

  @Rule(13)
  @Test
  void whatAConstructorThrowsPropagatesFromTheFormThatDoesNotThrow() {
    RuntimeException planned = Journal.failAt("Part(1)");
    assertThat(catchThrowable(PartStruct::tryCreate)).isSameAs(planned);
    planned = Journal.failAt("Part(2)");
    assertThat(catchThrowable(() -> FreeStore.tryCreate(Part.class))).isSameAs(planned);
    planned = Journal.failAt("Part(4)");
    assertThat(catchThrowable(() -> FreeStore.tryCreateArray(Part.class, 3))).isSameAs(planned);
    assertThat(Journal.read())
        .containsExactly("Part(1)", "Part(2)", "Part(3)", "Part(4)", "~Part(3)");
  }

  @Rule(13)
  @Test
  void aConstructorThatRunsOutOfMemoryIsNoReasonToReturnNull() {
    assertThatThrownBy(() -> Samples_HungryStruct.tryCreate(MemoryResource.none()))
        .isInstanceOf(OutOfFreeStoreException.class);
  }

  /// `new[]` forwards to `new`: arrays and objects have one source, which a resource replaces.
  @Rule(14)
  @Test
  void arraysComeFromWhereObjectsComeFrom() {
    int[] asked = new int[1];
    try (FreeStore store =
        limited((full, byteSize) -> {
          asked[0]++;
          return false;
        })) {
      StructArray<Part> parts = PartStruct.createArrayIn(store, 3);
      IntArray ints = IntArray.createIn(store, 3);
      assertThat(FreeStore.storeOf(parts)).isSameAs(store);
      assertThat(FreeStore.storeOf(ints)).isSameAs(store);
      assertThat(store.statistics().liveBlocks()).isEqualTo(2);
      assertThatThrownBy(() -> FreeStore.createArrayIn(store, Part.class, LIMIT_BYTES))
          .isExactlyInstanceOf(OutOfFreeStoreException.class);
      assertThat(asked[0]).isEqualTo(1);
      FreeStore.deleteArray(parts);
      FreeStore.deleteArray(ints);
      assertThat(store.statistics().liveBlocks()).isZero();
    }
  }
}
