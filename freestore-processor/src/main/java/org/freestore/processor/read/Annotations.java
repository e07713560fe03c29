// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.read;

import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/// The annotations of `org.freestore`, by name: the processor's class path need not have them.
final class Annotations {
  static final String PACKAGE = "org.freestore.";
  static final String STRUCT = PACKAGE + "Struct";
  static final String CONSTRUCTOR = PACKAGE + "Constructor";
  static final String DESTRUCTOR = PACKAGE + "Destructor";
  static final String INLINE = PACKAGE + "Inline";
  static final String OWNED = PACKAGE + "Owned";
  static final String LENGTH = PACKAGE + "Length";
  static final String ATOMIC = PACKAGE + "Atomic";
  static final String VIRTUAL = PACKAGE + "Virtual";

  private final Elements elements;

  Annotations(Elements elements) {
    this.elements = elements;
  }

  static boolean has(Element element, String annotation) {
    return find(element, annotation) != null;
  }

  static @Nullable AnnotationMirror find(Element element, String annotation) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals(annotation)) {
        return mirror;
      }
    }
    return null;
  }

  /// Returns a member of an annotation that is there, its default included.
  boolean flag(Element element, String annotation, String member) {
    return value(element, annotation, member) instanceof Boolean flag && flag;
  }

  /// Returns a member of an annotation that is there, its default included.
  int number(Element element, String annotation, String member) {
    return value(element, annotation, member) instanceof Integer number ? number : 0;
  }

  /// Returns the name of the constant that a member of an annotation is, its default included.
  String constant(Element element, String annotation, String member) {
    return value(element, annotation, member) instanceof VariableElement constant
        ? constant.getSimpleName().toString()
        : "";
  }

  private @Nullable Object value(Element element, String annotation, String member) {
    AnnotationMirror mirror = Objects.requireNonNull(find(element, annotation), annotation);
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        elements.getElementValuesWithDefaults(mirror).entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(member)) {
        return entry.getValue().getValue();
      }
    }
    return null;
  }
}
