// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.freestore.processor.model.Property;
import org.freestore.processor.model.Struct;
import org.freestore.processor.model.StructRef;
import org.jspecify.annotations.Nullable;

/// The class that is being written.
///
/// @param struct what it is generated for
/// @param nullAnnotated whether the null annotations of JSpecify can be used in it
/// @param types the compiler's
record Target(Struct struct, boolean nullAnnotated, Types types) {

  /// Returns the struct's interface.
  ClassName declared() {
    return ClassNames.struct(struct.ref());
  }

  /// Returns the class itself.
  ClassName self() {
    return ClassNames.generated(struct.ref());
  }

  /// Returns the generated class of the base.
  ClassName base() {
    return ClassNames.generated(baseStruct().ref());
  }

  Struct baseStruct() {
    Struct base = struct.base();
    if (base == null) {
      throw new IllegalStateException("no base: struct=" + struct.name());
    }
    return base;
  }

  /// Returns whether the members of another generated class are visible to this one.
  boolean isNear(StructRef other) {
    return other.name().packageName().equals(struct.ref().name().packageName());
  }

  /// Returns how visible the class and its members are: as the interface is.
  Modifier[] visibility() {
    boolean isPublic = true;
    for (Element at = struct.ref().element();
        at instanceof TypeElement;
        at = at.getEnclosingElement()) {
      isPublic &= at.getModifiers().contains(Modifier.PUBLIC) || isMemberOfInterface(at);
    }
    return isPublic ? new Modifier[] {Modifier.PUBLIC} : new Modifier[0];
  }

  private static boolean isMemberOfInterface(Element type) {
    return type.getEnclosingElement() instanceof TypeElement outer
        && (outer.getKind() == ElementKind.INTERFACE
            || outer.getKind() == ElementKind.ANNOTATION_TYPE);
  }

  /// Returns a type as the interface declares it, with its null annotation.
  TypeName name(TypeMirror type, @Nullable Element declaration) {
    boolean isNullable = isNullable(type) || (declaration != null && isNullable(declaration));
    return isNullable ? nullable(TypeName.get(type)) : TypeName.get(type);
  }

  /// Returns a type that includes `null`.
  TypeName nullable(TypeName type) {
    return nullAnnotated
        ? type.annotated(AnnotationSpec.builder(ClassNames.NULLABLE).build())
        : type;
  }

  static boolean isNullable(AnnotatedConstruct construct) {
    return construct.getAnnotationMirrors().stream()
        .anyMatch(
            one -> one.getAnnotationType().asElement().getSimpleName().contentEquals("Nullable"));
  }

  /// Returns the code for where the bits lie that say which properties of a struct were written.
  static CodeBlock initializedConstant(Struct owner) {
    return CodeBlock.of("$L", constant(owner.name()) + "_INITIALIZED");
  }

  static String constant(String structName) {
    return structName.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /// Returns the struct of the chain that declares a property.
  Struct owner(Property property) {
    for (Struct at = struct; at != null; at = at.base()) {
      if (at.own().contains(property)) {
        return at;
      }
    }
    throw new IllegalArgumentException("not a property: name=" + property.name());
  }

  /// Returns the structs of the chain that check whether properties were written, the base first.
  List<Struct> checked() {
    List<Struct> checked = new ArrayList<>();
    for (Struct at = struct; at != null; at = at.base()) {
      if (at.initializationBits() > 0) {
        checked.addFirst(at);
      }
    }
    return checked;
  }
}
