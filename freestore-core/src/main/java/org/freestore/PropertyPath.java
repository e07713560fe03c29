// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.freestore.StructType.Content;
import org.freestore.StructType.Property;

/// Which property of a struct an offset lies in, through embedded structs and elements:
/// `engine.cylinders[2].bore`.
final class PropertyPath {
  private PropertyPath() {}

  /// Returns the path, or an empty string if no property is there.
  ///
  /// @param offset in bytes from the start of the payload
  /// @param byteSize how much is meant; more than what the path would narrow it down to, or 0,
  ///   stands for the whole of what it is in
  /// @param access whether that was read or written, and not used as a whole: of a struct with one
  ///   property, which has the same size, it is that property
  static String of(StructType<?> type, long offset, long byteSize, boolean access) {
    for (Property property : type.properties()) {
      long within = offset - property.offset();
      if (within >= 0 && within < property.byteSize()) {
        return property.name() + within(property, within, byteSize, access);
      }
    }
    return "";
  }

  /// Returns whether so many bytes of a struct are the whole of it, and not its only property.
  static boolean isWhole(StructType<?> type, long byteSize, boolean access) {
    return byteSize >= type.byteSize()
        && !(access
            && type.properties().stream().anyMatch(property -> property.byteSize() == byteSize));
  }

  private static String within(Property property, long offset, long byteSize, boolean access) {
    if (property.content() != Content.EMBEDDED) {
      return "";
    }
    StructType<?> embedded = property.embedded();
    if (embedded == null) {
      return byteSize == 0 || byteSize >= property.byteSize() ? "" : "[" + offset / byteSize + "]";
    }
    boolean isArray = embedded.byteSize() < property.byteSize();
    if (byteSize > embedded.byteSize() || (byteSize == 0 && offset == 0 && isArray)) {
      return "";
    }
    String index = isArray ? "[" + offset / embedded.byteSize() + "]" : "";
    String inner =
        byteSize == 0 || isWhole(embedded, byteSize, access)
            ? ""
            : of(embedded, offset % embedded.byteSize(), byteSize, access);
    return index + (inner.isEmpty() ? "" : "." + inner);
  }
}
