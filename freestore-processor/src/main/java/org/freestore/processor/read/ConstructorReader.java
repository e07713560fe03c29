// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.freestore.processor.model.Struct;
import org.freestore.processor.model.StructConstructor;
import org.freestore.processor.model.StructConstructor.Base;
import org.freestore.processor.problem.Problems;
import org.jspecify.annotations.Nullable;

/// Reads constructors and the destructor of a struct.
final class ConstructorReader {
  private final Interfaces interfaces;
  private final Problems problems;
  private final TypeElement struct;

  ConstructorReader(Interfaces interfaces, Problems problems, TypeElement struct) {
    this.interfaces = interfaces;
    this.problems = problems;
    this.struct = struct;
  }

  /// Returns the constructors; the implicit one where none is declared.
  List<StructConstructor> constructors(@Nullable Struct base) {
    List<StructConstructor> constructors = new ArrayList<>();
    Map<String, ExecutableElement> bySignature = new HashMap<>();
    for (ExecutableElement method : annotated(Annotations.CONSTRUCTOR)) {
      if (hasShape(method, "constructor", "@Constructor static void %s(%s self)")) {
        StructConstructor constructor = constructor(method);
        distinguish(method, bySignature);
        checkBase(constructor, method, base);
        constructors.add(constructor);
      }
    }
    if (!constructors.isEmpty() || !annotated(Annotations.CONSTRUCTOR).isEmpty()) {
      return constructors;
    }
    if (lacksDefault(base)) {
      String mend = "Add a @Constructor(base = EXPLICIT) that calls constructBase.";
      error(struct, Places.name(struct) + ": " + noDefault(base) + mend);
    }
    return List.of(StructConstructor.IMPLICIT);
  }

  private StructConstructor constructor(ExecutableElement method) {
    Base kind =
        Base.valueOf(interfaces.annotations().constant(method, Annotations.CONSTRUCTOR, "base"));
    boolean copies =
        method.getParameters().size() == 2
            && interfaces
                .types()
                .isSameType(method.getParameters().get(1).asType(), struct.asType());
    return new StructConstructor(method, kind, copies);
  }

  /// Factories of the generated class have no self: two that differ only in that are one.
  private void distinguish(ExecutableElement method, Map<String, ExecutableElement> bySignature) {
    List<? extends TypeMirror> parameters =
        method.getParameters().stream().skip(1).map(parameter -> parameter.asType()).toList();
    String signature = interfaces.signature("create", parameters);
    ExecutableElement former = bySignature.putIfAbsent(signature, method);
    if (former != null) {
      error(
          method,
          Places.name(struct, method)
              + ": has the erased parameters of the constructor "
              + former.getSimpleName()
              + ", so both would be `"
              + signature
              + "`. Change its parameters.");
    }
  }

  private void checkBase(
      StructConstructor constructor, ExecutableElement method, @Nullable Struct base) {
    String name = Places.name(struct, method);
    if (constructor.base() == Base.DEFAULT && lacksDefault(base)) {
      String mend = "Make it @Constructor(base = EXPLICIT), and call constructBase first.";
      error(method, name + ": " + noDefault(base) + mend);
    }
    if (constructor.base() == Base.EXPLICIT && base == null) {
      String mend = "Remove base = EXPLICIT.";
      error(method, name + ": there is no base to construct. " + mend);
    }
    if (constructor.base() == Base.DELEGATE && annotated(Annotations.CONSTRUCTOR).size() < 2) {
      String mend = "Add one, or remove base = DELEGATE.";
      error(method, name + ": there is no other constructor to delegate to. " + mend);
    }
  }

  private static boolean lacksDefault(@Nullable Struct base) {
    return base != null && base.defaultConstructor() == null;
  }

  private static String noDefault(@Nullable Struct base) {
    return "its base " + (base == null ? "" : base.name()) + " has no default constructor. ";
  }

  /// Returns the destructor, or `null`.
  @Nullable ExecutableElement destructor() {
    ExecutableElement destructor = null;
    for (ExecutableElement method : annotated(Annotations.DESTRUCTOR)) {
      if (destructor != null) {
        String mend = "Move what it does to " + destructor.getSimpleName() + ".";
        error(method, Places.name(struct, method) + ": a second destructor. " + mend);
      } else if (hasShape(method, "destructor", "@Destructor static void %s(%s self)")) {
        destructor = method;
        if (method.getParameters().size() != 1) {
          String mend = "Remove the others.";
          String what = ": a destructor has no parameter but the object. ";
          error(method, Places.name(struct, method) + what + mend);
        }
      }
    }
    return destructor;
  }

  private List<ExecutableElement> annotated(String annotation) {
    return ElementFilter.methodsIn(struct.getEnclosedElements()).stream()
        .filter(method -> Annotations.has(method, annotation))
        .toList();
  }

  private boolean hasShape(ExecutableElement method, String kind, String shape) {
    String wrong = wrongShape(method);
    if (wrong.isEmpty()) {
      return true;
    }
    String declare = "Declare `" + shape.formatted(method.getSimpleName(), struct.getSimpleName());
    String rest = method.getParameters().size() > 1 && kind.equals("constructor") ? ", ...)" : ")";
    error(
        method,
        Places.name(struct, method)
            + ": "
            + wrong.formatted(kind)
            + " "
            + declare.substring(0, declare.length() - 1)
            + rest
            + "`.");
    return false;
  }

  private String wrongShape(ExecutableElement method) {
    if (!method.getModifiers().contains(Modifier.STATIC)) {
      return "a %s is a static method.";
    }
    if (method.getModifiers().contains(Modifier.PRIVATE)) {
      return "a %s cannot be private.";
    }
    if (!method.getTypeParameters().isEmpty()) {
      return "a %s cannot have type parameters.";
    }
    if (method.getReturnType().getKind() != TypeKind.VOID) {
      return "a %s returns nothing.";
    }
    boolean takesSelf =
        !method.getParameters().isEmpty()
            && interfaces
                .types()
                .isSameType(method.getParameters().getFirst().asType(), struct.asType());
    return takesSelf ? "" : "the first parameter of a %s is the object.";
  }

  private void error(javax.lang.model.element.Element element, String message) {
    problems.error(element, message);
  }
}
