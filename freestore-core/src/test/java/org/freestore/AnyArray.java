// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The classes of arrays of primitives, called by reflection, so that one test holds all of them to
/// the same contract.
enum AnyArray {
  BOOLEAN(BooleanArray.class, boolean.class, 1),
  BYTE(ByteArray.class, byte.class, 1),
  SHORT(ShortArray.class, short.class, 2),
  CHAR(CharArray.class, char.class, 2),
  INT(IntArray.class, int.class, 4),
  LONG(LongArray.class, long.class, 8),
  FLOAT(FloatArray.class, float.class, 4),
  DOUBLE(DoubleArray.class, double.class, 8);

  final Class<? extends StoreArray> type;
  final Class<?> element;
  final int bytes;

  AnyArray(Class<? extends StoreArray> type, Class<?> element, int bytes) {
    this.type = type;
    this.element = element;
    this.bytes = bytes;
  }

  StoreArray create(long length) {
    return type.cast(call(null, "create", new Class<?>[] {long.class}, length));
  }

  StoreArray createIn(MemoryResource resource, long length) {
    Class<?>[] types = {MemoryResource.class, long.class};
    return type.cast(call(null, "createIn", types, resource, length));
  }

  @Nullable Object tryCreate(long length) {
    return call(null, "tryCreate", new Class<?>[] {long.class}, length);
  }

  Object get(StoreArray array, long index) {
    return call(array, "get", new Class<?>[] {long.class}, index);
  }

  void set(StoreArray array, long index, Object value) {
    call(array, "set", new Class<?>[] {long.class, element}, index, value);
  }

  void fill(StoreArray array, Object value) {
    call(array, "fill", new Class<?>[] {element}, value);
  }

  void fill(StoreArray array, long index, long count, Object value) {
    Class<?>[] types = {long.class, long.class, element};
    call(array, "fill", types, index, count, value);
  }

  void copyFrom(StoreArray array, Object source, int sourceIndex, long index, int count) {
    Class<?>[] types = {element.arrayType(), int.class, long.class, int.class};
    call(array, "copyFrom", types, source, sourceIndex, index, count);
  }

  void copyFromArray(
      StoreArray array, StoreArray source, long sourceIndex, long index, long count) {
    Class<?>[] types = {type, long.class, long.class, long.class};
    call(array, "copyFrom", types, source, sourceIndex, index, count);
  }

  void copyTo(StoreArray array, long index, Object target, int targetIndex, int count) {
    Class<?>[] types = {long.class, element.arrayType(), int.class, int.class};
    call(array, "copyTo", types, index, target, targetIndex, count);
  }

  Object toArray(StoreArray array) {
    return call(array, "toArray", new Class<?>[0]);
  }

  long mismatch(StoreArray array, StoreArray other) {
    return (long) call(array, "mismatch", new Class<?>[] {type}, other);
  }

  /// Returns a Java array of values, the same for the same seed.
  Object javaArray(int length, long seed) {
    Random random = new Random(seed);
    Object array = Array.newInstance(element, length);
    for (int i = 0; i < length; i++) {
      Array.set(array, i, value(random.nextInt()));
    }
    return array;
  }

  /// Returns a value that is not zero for an odd number.
  Object value(int number) {
    return switch (this) {
      case BOOLEAN -> (number & 1) != 0;
      case BYTE -> (byte) number;
      case SHORT -> (short) number;
      case CHAR -> (char) number;
      case INT -> number;
      case LONG -> number * 0x1_0000_0001L;
      case FLOAT -> (float) number;
      case DOUBLE -> number / 3.0;
    };
  }

  Object zero() {
    return Array.get(Array.newInstance(element, 1), 0);
  }

  private Object call(@Nullable Object target, String name, Class<?>[] types, Object... arguments) {
    try {
      return type.getMethod(name, types).invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw (RuntimeException) e.getCause();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.toString(), e);
    }
  }
}
