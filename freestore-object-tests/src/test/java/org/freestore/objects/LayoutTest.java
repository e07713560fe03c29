// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.freestore.FreeStore;
import org.freestore.StructType;
import org.junit.jupiter.api.Test;

/// Looks at objects as memory, with the eyes of `java.lang.foreign` and of the C library.
class LayoutTest {
  private static final Linker LINKER = Linker.nativeLinker();

  @Test
  void everyPropertyIsNaturallyAlignedAndOverlapsNoOther() {
    for (StructType<?> type :
        List.of(EverythingStruct.TYPE, MixedStruct.TYPE, NativeMixedStruct.TYPE, PageStruct.TYPE)) {
      long end = 0;
      for (StructType.Property property :
          type.properties().stream()
              .sorted((a, b) -> Long.compare(a.offset(), b.offset()))
              .toList()) {
        assertThat(property.offset()).as("%s", property).isGreaterThanOrEqualTo(end);
        MemoryLayout layout = type.layout().select(PathElement.groupElement(property.name()));
        assertThat(property.offset() % layout.byteAlignment()).as("%s", property).isZero();
        assertThat(layout.byteSize()).as("%s", property).isEqualTo(property.byteSize());
        end = property.offset() + property.byteSize();
      }
      assertThat(end).isLessThanOrEqualTo(type.byteSize());
      assertThat(type.byteSize() % type.byteAlignment()).isZero();
    }
  }

  @Test
  void constantsAndTheLayoutAgree() {
    MemoryLayout layout = MixedStruct.layout();
    assertThat(offset(layout, "first")).isEqualTo(MixedStruct.FIRST_OFFSET);
    assertThat(offset(layout, "second")).isEqualTo(MixedStruct.SECOND_OFFSET);
    assertThat(offset(layout, "third")).isEqualTo(MixedStruct.THIRD_OFFSET);
    assertThat(offset(layout, "fourth")).isEqualTo(MixedStruct.FOURTH_OFFSET);
  }

  private static long offset(MemoryLayout layout, String property) {
    return layout.byteOffset(PathElement.groupElement(property));
  }

  @Test
  void compactOrderSavesPaddingAndDeclaredOrderIsThatOfC() {
    assertThat(MixedStruct.layout().byteSize()).isEqualTo(16);
    assertThat(NativeMixedStruct.layout().withoutName())
        .isEqualTo(
            MemoryLayout.structLayout(
                ValueLayout.JAVA_BYTE.withName("first"),
                MemoryLayout.paddingLayout(7),
                ValueLayout.JAVA_LONG.withName("second"),
                ValueLayout.JAVA_SHORT.withName("third"),
                MemoryLayout.paddingLayout(2),
                ValueLayout.JAVA_INT.withName("fourth")));
  }

  @Test
  void aSegmentIsTheObject() {
    Mixed mixed = MixedStruct.create();
    mixed.fourth(17);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = MixedStruct.segment(mixed, arena);
      VarHandle fourth = MixedStruct.layout().varHandle(PathElement.groupElement("fourth"));
      assertThat((int) fourth.get(segment, 0L)).isEqualTo(17);
      fourth.set(segment, 0L, -3);
      assertThat(segment.byteSize()).isEqualTo(MixedStruct.layout().byteSize());
    }
    assertThat(mixed.fourth()).isEqualTo(-3);
    FreeStore.delete(mixed);
  }

  @Test
  void aSegmentOfWhatRefersToOthersIsReadOnly() {
    Link link = LinkStruct.create();
    try (Arena arena = Arena.ofConfined()) {
      assertThat(LinkStruct.segment(link, arena).isReadOnly()).isTrue();
    }
    FreeStore.delete(link);
  }

  /// `div` returns by value what the struct has the layout of.
  @Test
  void theCLibraryFillsAnObject() throws Throwable {
    MethodHandle div =
        LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("div"),
            FunctionDescriptor.of(
                QuotientStruct.layout(), ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    Quotient quotient = QuotientStruct.create();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment object = QuotientStruct.segment(quotient, arena);
      object.copyFrom((MemorySegment) div.invoke(arena, 47, 10));
    }
    assertThat(quotient.quot()).isEqualTo(4);
    assertThat(quotient.rem()).isEqualTo(7);
    FreeStore.delete(quotient);
  }

  @Test
  void theCLibrarySortsInAnObject() throws Throwable {
    AddressLayout key = ValueLayout.ADDRESS.withTargetLayout(ValueLayout.JAVA_LONG);
    MethodHandle sort =
        LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("qsort"),
            FunctionDescriptor.ofVoid(
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS));
    MethodHandle compare =
        MethodHandles.lookup()
            .findStatic(
                LayoutTest.class,
                "compare",
                MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
    Keyed keyed = KeyedStruct.create();
    keyed.tag(1);
    keyed.keys().copyFrom(new long[] {5, -1, 4, Long.MIN_VALUE, 0}, 0, 0, 5);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment keys =
          KeyedStruct.segment(keyed, arena).asSlice(KeyedStruct.KEYS_OFFSET, 5 * (long) Long.BYTES);
      MemorySegment comparator =
          LINKER.upcallStub(compare, FunctionDescriptor.of(ValueLayout.JAVA_INT, key, key), arena);
      sort.invoke(keys, 5L, (long) Long.BYTES, comparator);
    }
    assertThat(keyed.keys().toArray()).containsExactly(Long.MIN_VALUE, -1, 0, 4, 5);
    assertThat(keyed.tag()).isEqualTo(1);
    FreeStore.delete(keyed);
  }

  static int compare(MemorySegment one, MemorySegment other) {
    return Long.compare(one.get(ValueLayout.JAVA_LONG, 0), other.get(ValueLayout.JAVA_LONG, 0));
  }
}
