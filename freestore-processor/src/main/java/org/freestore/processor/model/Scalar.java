// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.model;

import javax.lang.model.type.TypeKind;

/// A primitive type as it lies in memory.
public enum Scalar {
  BOOLEAN("Boolean", 1, "JAVA_BOOLEAN"),
  BYTE("Byte", 1, "JAVA_BYTE"),
  SHORT("Short", 2, "JAVA_SHORT"),
  CHAR("Char", 2, "JAVA_CHAR"),
  INT("Int", 4, "JAVA_INT"),
  LONG("Long", 8, "JAVA_LONG"),
  FLOAT("Float", 4, "JAVA_FLOAT"),
  DOUBLE("Double", 8, "JAVA_DOUBLE");

  private final String suffix;
  private final int byteSize;
  private final String valueLayout;

  Scalar(String suffix, int byteSize, String valueLayout) {
    this.suffix = suffix;
    this.byteSize = byteSize;
    this.valueLayout = valueLayout;
  }

  /// Returns the one of a primitive type.
  public static Scalar of(TypeKind primitive) {
    return valueOf(primitive.name());
  }

  /// Returns how the accessors of `StructObject` for it end: `getInt`.
  public String suffix() {
    return suffix;
  }

  /// Returns its size and alignment, in bytes.
  public int byteSize() {
    return byteSize;
  }

  /// Returns its constant of `ValueLayout`.
  public String valueLayout() {
    return valueLayout;
  }
}
