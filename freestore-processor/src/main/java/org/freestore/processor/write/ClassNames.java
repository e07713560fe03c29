// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.write;

import com.palantir.javapoet.ClassName;
import org.freestore.processor.model.StructName;
import org.freestore.processor.model.StructRef;

/// The names of classes that generated source mentions.
final class ClassNames {
  private static final String PACKAGE = "org.freestore";

  static final ClassName FREE_STORE = ClassName.get(PACKAGE, "FreeStore");
  static final ClassName STRUCT_OBJECT = ClassName.get(PACKAGE, "StructObject");
  static final ClassName STRUCT_TYPE = ClassName.get(PACKAGE, "StructType");
  static final ClassName STRUCT_ARRAY = ClassName.get(PACKAGE, "StructArray");
  static final ClassName MEMORY_RESOURCE = ClassName.get(PACKAGE, "MemoryResource");
  static final ClassName ARENA = ClassName.get("java.lang.foreign", "Arena");
  static final ClassName MEMORY_LAYOUT = ClassName.get("java.lang.foreign", "MemoryLayout");
  static final ClassName MEMORY_SEGMENT = ClassName.get("java.lang.foreign", "MemorySegment");
  static final ClassName VALUE_LAYOUT = ClassName.get("java.lang.foreign", "ValueLayout");
  static final ClassName GENERATED = ClassName.get("javax.annotation.processing", "Generated");
  static final ClassName NULLABLE = ClassName.get("org.jspecify.annotations", "Nullable");
  static final ClassName NULL_MARKED = ClassName.get("org.jspecify.annotations", "NullMarked");

  private ClassNames() {}

  /// Returns the interface of a struct.
  static ClassName struct(StructRef struct) {
    return ClassName.get(struct.element());
  }

  /// Returns the generated class of a struct.
  static ClassName generated(StructRef struct) {
    StructName name = struct.name();
    return ClassName.get(name.packageName(), name.generated());
  }
}
