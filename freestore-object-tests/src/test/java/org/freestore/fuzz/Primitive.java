// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.freestore.BooleanArray;
import org.freestore.ByteArray;
import org.freestore.CharArray;
import org.freestore.DoubleArray;
import org.freestore.FloatArray;
import org.freestore.IntArray;
import org.freestore.LongArray;
import org.freestore.MemoryResource;
import org.freestore.ShortArray;
import org.freestore.StoreArray;
import org.jspecify.annotations.Nullable;

/// The types that arrays have of their own, behind one face.
@SuppressWarnings("ImmutableEnumChecker") // functions
enum Primitive {
  BOOLEAN(
      BooleanArray.class,
      Values.BOOLEANS,
      BooleanArray::create,
      BooleanArray::createIn,
      BooleanArray::tryCreate,
      BooleanArray::get,
      BooleanArray::set,
      BooleanArray::fill),
  BYTE(
      ByteArray.class,
      Values.BYTES,
      ByteArray::create,
      ByteArray::createIn,
      ByteArray::tryCreate,
      ByteArray::get,
      ByteArray::set,
      ByteArray::fill),
  SHORT(
      ShortArray.class,
      Values.SHORTS,
      ShortArray::create,
      ShortArray::createIn,
      ShortArray::tryCreate,
      ShortArray::get,
      ShortArray::set,
      ShortArray::fill),
  CHAR(
      CharArray.class,
      Values.CHARS,
      CharArray::create,
      CharArray::createIn,
      CharArray::tryCreate,
      CharArray::get,
      CharArray::set,
      CharArray::fill),
  INT(
      IntArray.class,
      Values.INTS,
      IntArray::create,
      IntArray::createIn,
      IntArray::tryCreate,
      IntArray::get,
      IntArray::set,
      IntArray::fill),
  LONG(
      LongArray.class,
      Values.LONGS,
      LongArray::create,
      LongArray::createIn,
      LongArray::tryCreate,
      LongArray::get,
      LongArray::set,
      LongArray::fill),
  FLOAT(
      FloatArray.class,
      Values.FLOATS,
      FloatArray::create,
      FloatArray::createIn,
      FloatArray::tryCreate,
      FloatArray::get,
      FloatArray::set,
      FloatArray::fill),
  DOUBLE(
      DoubleArray.class,
      Values.DOUBLES,
      DoubleArray::create,
      DoubleArray::createIn,
      DoubleArray::tryCreate,
      DoubleArray::get,
      DoubleArray::set,
      DoubleArray::fill);

  private final Class<?> arrayClass;
  private final Values<?> values;
  private final Function<Long, ? extends StoreArray> create;
  private final BiFunction<MemoryResource, Long, ? extends StoreArray> createIn;
  private final Function<Long, ? extends @Nullable StoreArray> tryCreate;
  private final BiFunction<Object, Long, Object> get;
  private final Setter<Object, Object> set;
  private final BiConsumer<Object, Object> fill;

  /// Writes an element.
  interface Setter<A, V> {
    void set(A array, long index, V value);
  }

  @SuppressWarnings("unchecked") // arrays and values are of one constant
  <A extends StoreArray, V> Primitive(
      Class<A> arrayClass,
      Values<V> values,
      Function<Long, A> create,
      BiFunction<MemoryResource, Long, A> createIn,
      Function<Long, @Nullable A> tryCreate,
      BiFunction<A, Long, V> get,
      Setter<A, V> set,
      BiConsumer<A, V> fill) {
    this.arrayClass = arrayClass;
    this.values = values;
    this.create = create;
    this.createIn = createIn;
    this.tryCreate = tryCreate;
    this.get = (BiFunction<Object, Long, Object>) (BiFunction<?, ?, ?>) get;
    this.set = (Setter<Object, Object>) (Setter<?, ?>) set;
    this.fill = (BiConsumer<Object, Object>) (BiConsumer<?, ?>) fill;
  }

  Class<?> arrayClass() {
    return arrayClass;
  }

  Values<?> elements() {
    return values;
  }

  StoreArray create(long length) {
    return create.apply(length);
  }

  StoreArray createIn(MemoryResource resource, long length) {
    return createIn.apply(resource, length);
  }

  @Nullable StoreArray tryCreate(long length) {
    return tryCreate.apply(length);
  }

  Object get(Object array, long index) {
    return get.apply(array, index);
  }

  void set(Object array, long index, Object value) {
    set.set(array, index, value);
  }

  void fill(Object array, Object value) {
    fill.accept(array, value);
  }
}
