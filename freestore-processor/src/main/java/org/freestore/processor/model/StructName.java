// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.model;

import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/// What a struct and its generated class are called.
///
/// @param packageName empty for the unnamed package
/// @param nested the struct's name without its package: `Outer.Name`
public record StructName(String packageName, String nested) {

  /// Returns the name of an interface.
  public static StructName of(TypeElement struct) {
    Element at = struct;
    StringBuilder nested = new StringBuilder(struct.getSimpleName());
    while (Objects.requireNonNull(at.getEnclosingElement()) instanceof TypeElement outer) {
      nested.insert(0, outer.getSimpleName() + ".");
      at = outer;
    }
    PackageElement in = (PackageElement) at.getEnclosingElement();
    return new StructName(in.getQualifiedName().toString(), nested.toString());
  }

  /// Returns the simple name of the generated class, which is at top level: `Outer_NameStruct`.
  public String generated() {
    return nested.replace('.', '_') + "Struct";
  }

  /// Returns the qualified name of the generated class.
  public String qualifiedGenerated() {
    return packageName.isEmpty() ? generated() : packageName + "." + generated();
  }
}
