// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.data;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.freestore.ByteArray;
import org.freestore.CharArray;
import org.freestore.FreeStore;
import org.freestore.IntArray;
import org.freestore.LongArray;
import org.freestore.MemoryResource;
import org.freestore.StructArray;
import org.jspecify.annotations.Nullable;

/// A kind of pointer: how to make what it points to, use it, and keep the pointer off the Java
/// heap.
///
/// @param <H> the Java type that stands for such a pointer
public final class Form<H> {
  /// The length of every array, as in Juliet.
  public static final int LENGTH = 100;

  /// An address without a type. Its memory has at least [#LENGTH] bytes.
  public static final Form<Long> ADDRESS =
      new Form<>(
          "address",
          Form::notMade,
          (_, _) -> notMade(),
          Parcel::address,
          Parcel::address,
          address -> raw(address).fill((byte) 5),
          address -> raw(address).get(ValueLayout.JAVA_BYTE, 0),
          address -> address);

  /// A raw block as a segment.
  public static final Form<MemorySegment> SEGMENT =
      new Form<>(
          "segment",
          Form::notMade,
          (_, _) -> notMade(),
          (parcel, segment) -> {
            parcel.address(segment.address());
            parcel.byteSize(segment.byteSize());
          },
          parcel -> MemorySegment.ofAddress(parcel.address()).reinterpret(parcel.byteSize()),
          segment -> segment.fill((byte) 5),
          segment -> segment.get(ValueLayout.JAVA_BYTE, 0),
          MemorySegment::address);

  public static final Form<ByteCell> BYTE_CELL =
      new Form<>(
          "ByteCell",
          ByteCellStruct::create,
          (resource, _) -> ByteCellStruct.createIn(resource),
          Parcel::byteCell,
          Parcel::byteCell,
          cell -> cell.value((byte) 5),
          ByteCell::value,
          cell -> addressIn(arena -> ByteCellStruct.segment(cell, arena)));

  public static final Form<CharCell> CHAR_CELL =
      new Form<>(
          "CharCell",
          CharCellStruct::create,
          (resource, _) -> CharCellStruct.createIn(resource),
          Parcel::charCell,
          Parcel::charCell,
          cell -> cell.value('A'),
          CharCell::value,
          cell -> addressIn(arena -> CharCellStruct.segment(cell, arena)));

  public static final Form<IntCell> INT_CELL =
      new Form<>(
          "IntCell",
          IntCellStruct::create,
          (resource, _) -> IntCellStruct.createIn(resource),
          Parcel::intCell,
          Parcel::intCell,
          cell -> cell.value(5),
          IntCell::value,
          cell -> addressIn(arena -> IntCellStruct.segment(cell, arena)));

  public static final Form<LongCell> LONG_CELL =
      new Form<>(
          "LongCell",
          LongCellStruct::create,
          (resource, _) -> LongCellStruct.createIn(resource),
          Parcel::longCell,
          Parcel::longCell,
          cell -> cell.value(5),
          LongCell::value,
          cell -> addressIn(arena -> LongCellStruct.segment(cell, arena)));

  public static final Form<TwoInts> STRUCT =
      new Form<>(
          "TwoInts",
          TwoIntsStruct::create,
          (resource, _) -> TwoIntsStruct.createIn(resource),
          Parcel::struct,
          Parcel::struct,
          struct -> {
            struct.one(1);
            struct.two(2);
          },
          TwoInts::one,
          struct -> addressIn(arena -> TwoIntsStruct.segment(struct, arena)));

  public static final Form<TwoIntsObject> OBJECT =
      new Form<>(
          "TwoIntsObject",
          TwoIntsObjectStruct::create,
          (resource, _) -> TwoIntsObjectStruct.createIn(resource),
          Parcel::object,
          Parcel::object,
          object -> {
            object.one(1);
            object.two(2);
          },
          TwoIntsObject::one,
          object -> addressIn(arena -> TwoIntsObjectStruct.segment(object, arena)));

  public static final Form<ByteArray> BYTES =
      new Form<>(
          "byte[]",
          () -> ByteArray.create(LENGTH),
          ByteArray::createIn,
          Parcel::bytes,
          Parcel::bytes,
          array -> array.fill((byte) 5),
          array -> array.get(0),
          array -> addressIn(array::segment));

  public static final Form<CharArray> CHARS =
      new Form<>(
          "char[]",
          () -> CharArray.create(LENGTH),
          CharArray::createIn,
          Parcel::chars,
          Parcel::chars,
          array -> array.fill('A'),
          array -> array.get(0),
          array -> addressIn(array::segment));

  public static final Form<IntArray> INTS =
      new Form<>(
          "int[]",
          () -> IntArray.create(LENGTH),
          IntArray::createIn,
          Parcel::ints,
          Parcel::ints,
          array -> array.fill(5),
          array -> array.get(0),
          array -> addressIn(array::segment));

  public static final Form<LongArray> LONGS =
      new Form<>(
          "long[]",
          () -> LongArray.create(LENGTH),
          LongArray::createIn,
          Parcel::longs,
          Parcel::longs,
          array -> array.fill(5),
          array -> array.get(0),
          array -> addressIn(array::segment));

  public static final Form<StructArray<TwoInts>> STRUCTS =
      new Form<>(
          "TwoInts[]",
          () -> FreeStore.createArray(TwoInts.class, LENGTH),
          (resource, length) -> FreeStore.createArrayIn(resource, TwoInts.class, length),
          Parcel::structs,
          Parcel::structs,
          array -> array.forEach(STRUCT::fill),
          array -> array.get(0).one(),
          array -> addressIn(arena -> TwoIntsStruct.segment(array.get(0), arena)));

  public static final Form<StructArray<TwoIntsObject>> OBJECTS =
      new Form<>(
          "TwoIntsObject[]",
          () -> FreeStore.createArray(TwoIntsObject.class, LENGTH),
          (resource, length) -> FreeStore.createArrayIn(resource, TwoIntsObject.class, length),
          Parcel::objects,
          Parcel::objects,
          array -> array.forEach(OBJECT::fill),
          array -> array.get(0).one(),
          array -> addressIn(arena -> TwoIntsObjectStruct.segment(array.get(0), arena)));

  /// Wide characters one by one, so that a pointer into the middle is the flyweight of an element.
  public static final Form<StructArray<CharCell>> CHAR_CELLS =
      new Form<>(
          "CharCell[]",
          () -> FreeStore.createArray(CharCell.class, LENGTH),
          (resource, length) -> FreeStore.createArrayIn(resource, CharCell.class, length),
          Parcel::charCells,
          Parcel::charCells,
          array -> array.forEach(CHAR_CELL::fill),
          array -> array.get(0).value(),
          array -> addressIn(arena -> CharCellStruct.segment(array.get(0), arena)));

  /// All of them. [Parcel#form()] is an index into it.
  public static final List<Form<?>> ALL =
      List.of(
          ADDRESS,
          SEGMENT,
          BYTE_CELL,
          CHAR_CELL,
          INT_CELL,
          LONG_CELL,
          STRUCT,
          OBJECT,
          BYTES,
          CHARS,
          INTS,
          LONGS,
          STRUCTS,
          OBJECTS,
          CHAR_CELLS);

  private final String name;
  private final Supplier<H> maker;
  private final BiFunction<MemoryResource, Long, H> makerIn;
  private final BiConsumer<Parcel, H> storer;
  private final Function<Parcel, @Nullable H> loader;
  private final Consumer<H> filler;
  private final ToLongFunction<H> reader;
  private final ToLongFunction<H> locator;

  private Form(
      String name,
      Supplier<H> maker,
      BiFunction<MemoryResource, Long, H> makerIn,
      BiConsumer<Parcel, H> storer,
      Function<Parcel, @Nullable H> loader,
      Consumer<H> filler,
      ToLongFunction<H> reader,
      ToLongFunction<H> locator) {
    this.name = name;
    this.maker = maker;
    this.makerIn = makerIn;
    this.storer = storer;
    this.loader = loader;
    this.filler = filler;
    this.reader = reader;
    this.locator = locator;
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // never returns
  private static <H> H notMade() {
    throw new UnsupportedOperationException("raw blocks are allocated, not made");
  }

  private static MemorySegment raw(long address) {
    return MemorySegment.ofAddress(address).reinterpret(LENGTH);
  }

  /// The view is over once its arena is; an address is not, and that is what a C program has.
  private static long addressIn(Function<Arena, MemorySegment> view) {
    try (Arena arena = Arena.ofConfined()) {
      return view.apply(arena).address();
    }
  }

  /// Makes one in the global store.
  public Data<H> make() {
    return new Data<>(this, maker.get());
  }

  /// Makes one in a resource; an array has [#LENGTH] elements.
  public Data<H> makeIn(MemoryResource resource) {
    return makeIn(resource, LENGTH);
  }

  /// Makes one in a resource.
  ///
  /// @param length of an array; of no meaning for others
  public Data<H> makeIn(MemoryResource resource, long length) {
    return new Data<>(this, makerIn.apply(resource, length));
  }

  void store(Parcel parcel, H handle) {
    storer.accept(parcel, handle);
  }

  Data<H> load(Parcel parcel) {
    return new Data<>(this, Objects.requireNonNull(loader.apply(parcel)));
  }

  void fill(H handle) {
    filler.accept(handle);
  }

  long read(H handle) {
    return reader.applyAsLong(handle);
  }

  long address(H handle) {
    return locator.applyAsLong(handle);
  }

  /// Returns the type as reports of leaks have it: an array's is that of its elements.
  public String typeName() {
    String element = name.replace("[]", "");
    return Character.isUpperCase(element.charAt(0))
        ? Form.class.getPackageName() + "." + element
        : element;
  }

  @Override
  public String toString() {
    return name;
  }
}
