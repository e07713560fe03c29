// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.model;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/// A way to construct a struct.
///
/// @param method the interface's method; `null` for the constructor that a struct has without any
/// @param base how the base part is constructed
/// @param copies whether its only further parameter is the struct itself
public record StructConstructor(@Nullable ExecutableElement method, Base base, boolean copies) {

  /// How the base part of an object is constructed.
  public enum Base {
    DEFAULT,
    EXPLICIT,
    DELEGATE
  }

  /// The constructor of a struct that declares none.
  public static final StructConstructor IMPLICIT = new StructConstructor(null, Base.DEFAULT, false);

  /// Returns the parameters without the object itself.
  public List<? extends VariableElement> parameters() {
    if (method == null) {
      return List.of();
    }
    List<? extends VariableElement> all = method.getParameters();
    return all.subList(1, all.size());
  }

  /// Returns the exceptions that it declares.
  public List<? extends TypeMirror> thrown() {
    return method == null ? List.of() : method.getThrownTypes();
  }

  /// Returns whether it is the one that `create()` uses.
  public boolean isDefault() {
    return parameters().isEmpty();
  }
}
