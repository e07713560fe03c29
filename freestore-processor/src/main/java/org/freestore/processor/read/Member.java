// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.read;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/// A method of a struct's interface, with its type as the struct has it.
record Member(TypeElement struct, ExecutableElement method, ExecutableType type) {

  String name() {
    return method.getSimpleName().toString();
  }

  TypeMirror returned() {
    return type.getReturnType();
  }

  List<? extends TypeMirror> parameters() {
    return type.getParameterTypes();
  }

  boolean isGetter() {
    return parameters().isEmpty() && !returnsNothing();
  }

  boolean isSetter() {
    return parameters().size() == 1 && returnsNothing();
  }

  boolean returnsNothing() {
    return returned().getKind() == TypeKind.VOID;
  }

  /// Returns the property that the method works on, where it is called `prefixName`; else nothing.
  String propertyBehind(String prefix) {
    String name = name();
    return name.length() > prefix.length() && name.startsWith(prefix)
        ? Character.toLowerCase(name.charAt(prefix.length())) + name.substring(prefix.length() + 1)
        : "";
  }

  boolean has(String annotation) {
    return Annotations.has(method, annotation);
  }
}
