// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.model;

import java.util.Optional;
import java.util.stream.Stream;

/// The array types of `org.freestore`, by what their elements are.
public enum ArrayKind {
  BOOLEAN("BooleanArray", 1, "JAVA_BOOLEAN"),
  BYTE("ByteArray", 1, "JAVA_BYTE"),
  SHORT("ShortArray", 2, "JAVA_SHORT"),
  CHAR("CharArray", 2, "JAVA_CHAR"),
  INT("IntArray", 4, "JAVA_INT"),
  LONG("LongArray", 8, "JAVA_LONG"),
  FLOAT("FloatArray", 4, "JAVA_FLOAT"),
  DOUBLE("DoubleArray", 8, "JAVA_DOUBLE"),
  POINTER("PointerArray", 8, "JAVA_LONG"),
  /// Of elements whose size is that of their struct.
  STRUCT("StructArray", 0, "");

  private final String className;
  private final int elementBytes;
  private final String valueLayout;

  ArrayKind(String className, int elementBytes, String valueLayout) {
    this.className = className;
    this.elementBytes = elementBytes;
    this.valueLayout = valueLayout;
  }

  /// Returns the kind of the class of a qualified name.
  public static Optional<ArrayKind> of(String qualifiedName) {
    return Stream.of(values())
        .filter(kind -> qualifiedName.equals("org.freestore." + kind.className))
        .findFirst();
  }

  /// Returns the name of the class in `org.freestore`.
  public String className() {
    return className;
  }

  /// Returns the size of an element, in bytes; 0 for [#STRUCT].
  public int elementBytes() {
    return elementBytes;
  }

  /// Returns the constant of `ValueLayout` for an element.
  public String valueLayout() {
    return valueLayout;
  }

  /// Returns the method of `StructObject` that makes one of an embedded array: `intArray`.
  public String factory() {
    return Character.toLowerCase(className.charAt(0)) + className.substring(1);
  }

  /// Returns whether the class has a type parameter.
  public boolean isGeneric() {
    return this == POINTER || this == STRUCT;
  }
}
