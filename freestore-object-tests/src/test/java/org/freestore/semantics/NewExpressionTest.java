// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.freestore.AutoScope;
import org.freestore.BadArrayLengthException;
import org.freestore.ByteArray;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.IntArray;
import org.freestore.LongArray;
import org.freestore.OutOfFreeStoreException;
import org.freestore.PointerArray;
import org.freestore.StructArray;
import org.freestore.UninitializedReadException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The new expression ([expr.new]).
@ExtendWith(NothingLeaks.class)
final class NewExpressionTest {

  /// C++ allocates first, so that a throwing argument has to free; Java evaluates arguments first.
  @Rule(1)
  @Test
  void argumentsAreEvaluatedBeforeAnythingIsAllocated() {
    long before = NothingLeaks.live();
    long[] during = new long[1];
    Part part = PartStruct.create(count(during, 7));
    assertThat(during[0]).isEqualTo(before);
    assertThat(part.number()).as("constructed before the value is used").isEqualTo(7);
    FreeStore.delete(part);
    assertThatThrownBy(() -> PartStruct.create(failing())).isInstanceOf(Journal.Planned.class);
    assertThat(Journal.read()).containsExactly("Part(7)", "~Part(7)");
  }

  private static int count(long[] live, int value) {
    live[0] = NothingLeaks.live();
    return value;
  }

  private static int failing() {
    throw new Journal.Planned("in an argument");
  }

  @Rule(2)
  @Test
  void whatAConstructorThrowsPropagatesUnchangedAfterTheMemoryWasFreed() {
    RuntimeException planned = Journal.failAt("Part(1)");
    assertThat(catchThrowable(PartStruct::create)).isSameAs(planned);
    assertThat(planned.getSuppressed()).isEmpty();
    assertThat(Journal.read()).as("never constructed, so not destroyed").containsExactly("Part(1)");

    planned = Journal.failAt("Part(2)");
    assertThat(catchThrowable(() -> FreeStore.create(Part.class))).isSameAs(planned);

    try (FreeStore store = FreeStore.open()) {
      planned = Journal.failAt("Part(5)");
      assertThat(catchThrowable(() -> PartStruct.createIn(store, 5))).isSameAs(planned);
      assertThat(store.statistics().liveBlocks()).isZero();
      store.verify();
    }
  }

  @Rule(3)
  @Test
  void whatWasConstructedIsDestroyedInReverseWhereverConstructionFails() {
    assertThat(constructionFailingAt("Part(1)")).containsExactly("Part(1)");
    assertThat(constructionFailingAt("Frame(axle 1)"))
        .containsExactly("Part(1)", "Frame(axle 1)", "~Part(1)");
    assertThat(constructionFailingAt("Part(2)"))
        .containsExactly("Part(1)", "Frame(axle 1)", "Part(2)", "~Frame(axle 1)", "~Part(1)");
    assertThat(constructionFailingAt("Part(4)"))
        .containsExactly(
            "Part(1)",
            "Frame(axle 1)",
            "Part(2)",
            "Part(3)",
            "Part(4)", //
            "~Part(3)",
            "~Part(2)",
            "~Frame(axle 1)",
            "~Part(1)");
    assertThat(constructionFailingAt("Vehicle"))
        .as("the pointee that the body made is owned by then")
        .containsExactly(
            "Part(1)",
            "Frame(axle 1)",
            "Part(2)",
            "Part(3)",
            "Part(4)",
            "Part(5)",
            "Vehicle",
            "~Part(5)",
            "~Part(4)",
            "~Part(3)",
            "~Part(2)",
            "~Frame(axle 1)",
            "~Part(1)");
  }

  private static List<String> constructionFailingAt(String event) {
    Journal.clear();
    RuntimeException planned = Journal.failAt(event);
    assertThat(catchThrowable(VehicleStruct::create)).isSameAs(planned);
    return Journal.read();
  }

  @Rule(3)
  @Test
  void aConstructorThatFailsAfterDelegatingRunsTheWholeDestructor() {
    RuntimeException planned = Journal.failAt("Pass for 3 days");
    assertThat(catchThrowable(() -> PassStruct.create("ann", 3))).isSameAs(planned);
    assertThat(Journal.read())
        .containsExactly(
            "Badge(ANN)",
            "Part(1)",
            "Pass",
            "Pass for 3 days", //
            "~Pass",
            "~Part(1)",
            "~Badge(ANN)");
  }

  @Rule(3)
  @Test
  void aDelegateThatFailsIsUndoneOnce() {
    RuntimeException planned = Journal.failAt("Pass");
    assertThat(catchThrowable(() -> PassStruct.create("ann", 3))).isSameAs(planned);
    assertThat(Journal.read())
        .containsExactly("Badge(ANN)", "Part(1)", "Pass", "~Part(1)", "~Badge(ANN)");
  }

  @Rule(4)
  @Test
  void elementsAreConstructedInOrderAndThoseBuiltAreDestroyedInReverse() {
    for (int failing = 1; failing <= 4; failing++) {
      Journal.clear();
      RuntimeException planned = Journal.failAt("Part(" + failing + ")");
      assertThat(catchThrowable(() -> PartStruct.createArray(4))).isSameAs(planned);
      List<String> expected = new ArrayList<>();
      for (int built = 1; built <= failing; built++) {
        expected.add("Part(" + built + ")");
      }
      for (int built = failing - 1; built >= 1; built--) {
        expected.add("~Part(" + built + ")");
      }
      assertThat(Journal.read()).isEqualTo(expected);
    }
  }

  @Rule(5)
  @Test
  void aBadLengthIsRefusedBeforeAnythingIsAllocated() {
    int[] asked = new int[1];
    FreeStoreOptions options =
        FreeStoreOptions.defaults()
            .withLimitBytes(1 << 20)
            .withNewHandler((store, byteSize) -> {
              asked[0]++;
              return false;
            });
    try (FreeStore store = FreeStore.open(options)) {
      for (long length : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE / 4}) {
        assertThatThrownBy(() -> FreeStore.createArrayIn(store, Part.class, length))
            .isInstanceOf(BadArrayLengthException.class)
            .isInstanceOf(OutOfFreeStoreException.class)
            .hasMessageContaining("length=" + length);
        assertThatThrownBy(() -> IntArray.createIn(store, length))
            .isInstanceOf(BadArrayLengthException.class);
        assertThatThrownBy(() -> FreeStore.createPointerArrayIn(store, Part.class, length))
            .isInstanceOf(BadArrayLengthException.class);
        assertThat(FreeStore.tryCreateArray(Part.class, length)).isNull();
        assertThat(IntArray.tryCreate(length)).isNull();
      }
      assertThat(asked[0]).as("the new-handler cannot help").isZero();
    }
    assertThat(Journal.read()).isEmpty();
  }

  @Rule(6)
  @Test
  void anArrayOfNoElementsIsAnArrayAndDistinctFromEveryOther() {
    StructArray<Part> none = PartStruct.createArray(0);
    IntArray alsoNone = IntArray.create(0);
    PointerArray<Part> noPointers = FreeStore.createPointerArray(Part.class, 0);
    StructArray<Part> another = PartStruct.createArray(0);
    assertThat(none.length()).isZero();
    assertThat(none).isNotEqualTo(another).isEmpty();
    assertThatThrownBy(() -> none.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> alsoNone.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> noPointers.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
    FreeStore.deleteArray(none);
    assertThat(another.length()).as("the other one lives").isZero();
    FreeStore.deleteArray(another);
    FreeStore.deleteArray(alsoNone);
    FreeStore.deleteArray(noPointers);
    assertThat(Journal.read()).isEmpty();
  }

  @Rule(7)
  @Test
  void everyObjectStartsAsZerosAlsoWhereAnotherWasBefore() {
    for (int round = 0; round < 100; round++) {
      Samples.Plain plain = Samples_PlainStruct.create();
      assertThat(plain.number()).isZero();
      assertThat(plain.fraction()).isZero();
      assertThat(plain.text()).isNull();
      assertThat(plain.next()).isNull();
      plain.number(-1);
      plain.fraction(Double.NaN);
      plain.text("before");
      plain.next(plain);
      FreeStore.delete(plain);
      LongArray array = LongArray.create(5);
      assertThat(array.toArray()).containsOnly(0);
      array.fill(-1);
      FreeStore.deleteArray(array);
    }
  }

  @Rule(7)
  @Test
  void aStructThatAsksForItReportsReadsOfWhatWasNeverWritten() {
    Checked checked = CheckedStruct.create();
    checked.first(1);
    assertThat(checked.first()).isEqualTo(1);
    assertThatThrownBy(checked::second)
        .isInstanceOf(UninitializedReadException.class)
        .hasMessageContaining("Checked");
    FreeStore.delete(checked);
  }

  @Rule(8)
  @Test
  void theOverheadOfAnArrayLeavesItsElementsAligned() {
    try (Arena arena = Arena.ofConfined()) {
      for (int length = 1; length < 70; length++) {
        ByteArray bytes = ByteArray.create(length);
        assertThat(bytes.segment(arena).address() % Math.min(8, Integer.highestOneBit(length)))
            .as("length=%d", length)
            .isZero();
        FreeStore.deleteArray(bytes);
      }
    }
  }

  @Rule(9)
  @Test
  void noAllocationIsOmittedOrMerged() {
    long before = NothingLeaks.live();
    Part one = PartStruct.create();
    Part two = PartStruct.create();
    assertThat(NothingLeaks.live()).isEqualTo(before + 2);
    FreeStore.delete(one);
    FreeStore.delete(two);
  }

  /// What a class-specific `operator new` chooses for all objects, a resource chooses for one.
  @Rule(10)
  @Test
  void whereAnObjectGoesIsSaidAtEachCreation() {
    try (FreeStore store = FreeStore.open()) {
      Part here = PartStruct.createIn(store);
      Part global = PartStruct.create();
      assertThat(FreeStore.storeOf(here)).isSameAs(store);
      assertThat(FreeStore.storeOf(global)).isSameAs(FreeStore.global());
      FreeStore.delete(here);
      FreeStore.delete(global);
      assertThat(store.statistics().liveBlocks()).isZero();
    }
  }

  @Rule(11)
  @Test
  void anOverAlignedStructIsAlignedWhereverItIs() {
    try (Arena arena = Arena.ofConfined();
        AutoScope scope = AutoScope.open();
        FreeStore store = FreeStore.open()) {
      List<Wide> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(WideStruct.create());
        all.add(WideStruct.createIn(store));
        all.add(scope.create(Wide.class));
      }
      StructArray<Wide> array = WideStruct.createArray(5);
      array.forEach(all::add);
      for (Wide wide : all) {
        wide.value(42);
        assertThat(WideStruct.segment(wide, arena).address() % 64).isZero();
      }
      FreeStore.deleteArray(array);
      for (int i = 0; i < 20; i++) {
        FreeStore.delete(all.get(3 * i));
        FreeStore.delete(all.get(3 * i + 1));
      }
    }
  }
}
