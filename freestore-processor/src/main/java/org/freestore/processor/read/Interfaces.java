// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.freestore.processor.model.StructName;
import org.freestore.processor.model.StructRef;
import org.jspecify.annotations.Nullable;

/// Questions about interfaces: which are structs, what they extend, which methods they have.
public final class Interfaces {
  private final Elements elements;
  private final Types types;
  private final Annotations annotations;

  public Interfaces(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
    this.annotations = new Annotations(elements);
  }

  Elements elements() {
    return elements;
  }

  Types types() {
    return types;
  }

  Annotations annotations() {
    return annotations;
  }

  /// Returns whether an element is an interface that is declared to be a struct.
  public static boolean isStruct(@Nullable Element element) {
    return element != null
        && element.getKind() == ElementKind.INTERFACE
        && Annotations.has(element, Annotations.STRUCT);
  }

  /// Returns the interface of a type, where it is a declared one.
  public static Optional<TypeElement> element(TypeMirror type) {
    return type instanceof DeclaredType declared
            && declared.getKind() == TypeKind.DECLARED
            && declared.asElement() instanceof TypeElement element
        ? Optional.of(element)
        : Optional.empty();
  }

  /// Returns whether a type is a member of a package.
  public boolean isIn(TypeElement type, String packageName) {
    return elements.getPackageOf(type).getQualifiedName().contentEquals(packageName);
  }

  /// Returns what is to be said of a struct that another one mentions.
  public StructRef ref(TypeElement struct) {
    return new StructRef(struct, StructName.of(struct), isPolymorphic(struct));
  }

  /// Returns whether a struct, or one that it extends, is polymorphic.
  public boolean isPolymorphic(TypeElement struct) {
    return annotations.flag(struct, Annotations.STRUCT, "polymorphic")
        || bases(struct).stream().anyMatch(this::isPolymorphic);
  }

  /// Returns the structs that a struct extends directly, or through interfaces that are none. Of a
  /// correct one there is at most one.
  public List<TypeElement> bases(TypeElement struct) {
    List<TypeElement> structs = above(struct).stream().filter(Interfaces::isStruct).toList();
    return structs.stream()
        .filter(one -> structs.stream().noneMatch(other -> above(other).contains(one)))
        .toList();
  }

  /// Returns every interface that one extends, directly or not: the ones farther up first.
  Set<TypeElement> above(TypeElement type) {
    Set<TypeElement> all = new LinkedHashSet<>();
    collect(type, all);
    all.remove(type);
    return all;
  }

  private static void collect(TypeElement type, Set<TypeElement> into) {
    for (TypeMirror extended : type.getInterfaces()) {
      element(extended).ifPresent(element -> collect(element, into));
    }
    into.add(type);
  }

  /// Returns the instance methods of an interface, those it inherits included; of methods that
  /// override each other the one that counts. What `Object` has is left out.
  List<ExecutableElement> methods(TypeElement type) {
    Set<TypeElement> all = above(type);
    all.add(type);
    return methods(type, all);
  }

  /// Returns the methods of a struct that its base does not have: its own, and those of interfaces
  /// that are no structs.
  List<ExecutableElement> ownMethods(TypeElement struct) {
    Set<TypeElement> from = above(struct);
    from.add(struct);
    for (TypeElement base : bases(struct)) {
      from.removeAll(above(base));
      from.remove(base);
    }
    return methods(struct, from);
  }

  /// Returns the methods that some of its interfaces give a type.
  List<ExecutableElement> methods(TypeElement type, Set<TypeElement> from) {
    List<ExecutableElement> candidates = new ArrayList<>();
    for (TypeElement each : from) {
      for (ExecutableElement method : ElementFilter.methodsIn(each.getEnclosedElements())) {
        if (isInstance(method) && !isOfObject(method)) {
          candidates.add(method);
        }
      }
    }
    return candidates.stream()
        .filter(one -> candidates.stream().noneMatch(other -> overrides(other, one, type)))
        .toList();
  }

  boolean overrides(ExecutableElement overrider, ExecutableElement other, TypeElement in) {
    return !overrider.equals(other)
        && overrider.getSimpleName().equals(other.getSimpleName())
        && elements.overrides(overrider, other, in);
  }

  private static boolean isInstance(ExecutableElement method) {
    return !method.getModifiers().contains(Modifier.STATIC)
        && !method.getModifiers().contains(Modifier.PRIVATE);
  }

  /// An interface may declare `toString()` again, which changes nothing.
  private boolean isOfObject(ExecutableElement method) {
    TypeElement object = elements.getTypeElement("java.lang.Object");
    return object != null
        && ElementFilter.methodsIn(object.getEnclosedElements()).stream()
            .filter(one -> one.getModifiers().contains(Modifier.PUBLIC))
            .anyMatch(one -> hasSignature(method, signature(one)));
  }

  /// Returns the method's type as a struct inherits it: without the type variables of the
  /// interface.
  ExecutableType typeIn(TypeElement struct, ExecutableElement method) {
    return (ExecutableType) types.asMemberOf((DeclaredType) struct.asType(), method);
  }

  /// Returns name and erased parameters: `name(int,java.lang.String)`.
  String signature(ExecutableElement method) {
    return signature(
        method.getSimpleName().toString(),
        method.getParameters().stream().map(parameter -> parameter.asType()).toList());
  }

  String signature(String name, List<? extends TypeMirror> parameters) {
    return name
        + "("
        + String.join(",", parameters.stream().map(type -> types.erasure(type).toString()).toList())
        + ")";
  }

  private boolean hasSignature(ExecutableElement method, String signature) {
    return signature(method).equals(signature);
  }

  /// Returns whether every type is known by which the struct's class is written.
  public boolean isComplete(TypeElement struct) {
    Set<TypeElement> all = above(struct);
    all.add(struct);
    return all.stream()
            .flatMap(type -> type.getInterfaces().stream())
            .noneMatch(type -> type.getKind() == TypeKind.ERROR)
        && methods(struct, all).stream()
            .noneMatch(method -> method.getReturnType().getKind() == TypeKind.ERROR);
  }

  /// Returns a type as a message or a declaration writes it, without its package.
  public static String words(TypeMirror type) {
    return type.toString()
        .replaceAll("@[\\w.]+(\\([^)]*\\))? ?", "")
        .replaceAll("\\b[a-z]\\w*\\.", "");
  }
}
