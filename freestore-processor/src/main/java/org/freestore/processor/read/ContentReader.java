// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.read;

import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.freestore.processor.model.ArrayKind;
import org.freestore.processor.model.Content;
import org.freestore.processor.model.Property;
import org.freestore.processor.model.Scalar;
import org.freestore.processor.model.Struct;
import org.freestore.processor.model.StructRef;
import org.freestore.processor.problem.Problems;
import org.jspecify.annotations.Nullable;

/// Finds out what a property holds, from its type and the annotations of its getter.
final class ContentReader {
  private final Interfaces interfaces;
  private final Problems problems;

  /// Gives the model of an embedded struct; `null` while that is being read, in a circle.
  private final Function<TypeElement, @Nullable Struct> models;

  ContentReader(
      Interfaces interfaces, Problems problems, Function<TypeElement, @Nullable Struct> models) {
    this.interfaces = interfaces;
    this.problems = problems;
    this.models = models;
  }

  /// Returns what the property of a getter holds, or nothing after an error.
  Optional<Content> read(Member getter) {
    TypeMirror type = getter.returned();
    if (type instanceof PrimitiveType primitive) {
      return plain(getter, new Content.Value(Scalar.of(primitive.getKind())));
    }
    Optional<TypeElement> element = Interfaces.element(type);
    if (element.isEmpty()) {
      return unsupported(getter);
    }
    TypeElement declared = element.get();
    String name = declared.getQualifiedName().toString();
    if (declared.getKind() == ElementKind.ENUM) {
      return plain(getter, new Content.Ordinal());
    }
    if (name.equals("java.lang.String")) {
      return plain(getter, new Content.Text());
    }
    Optional<ArrayKind> array = ArrayKind.of(name);
    if (array.isPresent()) {
      return array(getter, array.get(), (DeclaredType) type);
    }
    return Interfaces.isStruct(declared) ? struct(getter, declared) : unsupported(getter);
  }

  private Optional<Content> plain(Member getter, Content content) {
    String type = Interfaces.words(getter.returned());
    if (getter.has(Annotations.INLINE)) {
      error(getter, "@Inline embeds a struct, and " + type + " is none. Remove @Inline.");
    }
    if (getter.has(Annotations.LENGTH)) {
      error(getter, "@Length embeds an array, and " + type + " is none. Remove @Length.");
    }
    if (getter.has(Annotations.OWNED)) {
      error(getter, "@Owned is for pointers, and " + type + " is none. Remove @Owned.");
    }
    if (getter.has(Annotations.ATOMIC) && content instanceof Content.Text) {
      error(getter, "a text cannot be @Atomic. Remove @Atomic.");
    }
    return Optional.of(content);
  }

  private Optional<Content> struct(Member getter, TypeElement struct) {
    StructRef ref = interfaces.ref(struct);
    if (getter.has(Annotations.LENGTH)) {
      String mend = "Let it return StructArray<" + ref.name().nested() + ">.";
      error(getter, "@Length embeds an array, and " + ref.name().nested() + " is none. " + mend);
    }
    if (!getter.has(Annotations.INLINE)) {
      return Optional.of(new Content.Pointer(ref));
    }
    notOfEmbedded(getter, "@Inline");
    Struct model = models.apply(struct);
    if (model == null) {
      return Optional.empty();
    }
    requireConstructible(getter, model);
    return Optional.of(new Content.Embedded(ref, model));
  }

  private Optional<Content> array(Member getter, ArrayKind kind, DeclaredType type) {
    StructRef element = null;
    if (kind.isGeneric()) {
      Optional<TypeElement> argument =
          type.getTypeArguments().stream()
              .findFirst()
              .flatMap(Interfaces::element)
              .filter(Interfaces::isStruct);
      if (argument.isEmpty()) {
        String mend = "Name a struct: " + kind.className() + "<Car>.";
        error(getter, Interfaces.words(type) + " has elements that are no structs. " + mend);
        return Optional.empty();
      }
      element = interfaces.ref(argument.get());
    }
    if (getter.has(Annotations.INLINE)) {
      error(getter, "an array is embedded by @Length, not by @Inline. Use @Length(n).");
    }
    return getter.has(Annotations.LENGTH)
        ? elements(getter, kind, element)
        : Optional.of(new Content.ArrayPointer(kind, element));
  }

  private Optional<Content> elements(Member getter, ArrayKind kind, @Nullable StructRef element) {
    int length = interfaces.annotations().number(getter.method(), Annotations.LENGTH, "value");
    if (length < 1) {
      error(getter, "@Length(" + length + ") is not a length. Give it at least 1.");
      return Optional.empty();
    }
    notOfEmbedded(getter, "@Length");
    if (kind != ArrayKind.STRUCT || element == null) {
      return Optional.of(new Content.Elements(kind, element, length));
    }
    Struct model = models.apply(element.element());
    if (model == null) {
      return Optional.empty();
    }
    requireConstructible(getter, model);
    return Optional.of(new Content.EmbeddedElements(element, model, length));
  }

  private void notOfEmbedded(Member getter, String embeds) {
    if (getter.has(Annotations.OWNED)) {
      String mend = "Remove @Owned or " + embeds + ".";
      error(getter, "@Owned is for pointers, and " + embeds + " makes it none. " + mend);
    }
    if (getter.has(Annotations.ATOMIC)) {
      error(getter, "what is embedded cannot be @Atomic. Remove @Atomic.");
    }
  }

  /// An embedded struct is constructed by its default constructor.
  private void requireConstructible(Member getter, Struct struct) {
    if (struct.isAbstract()) {
      String mend = "Embed one that extends it, or point to it.";
      error(getter, struct.name() + " is abstract, so it cannot be embedded. " + mend);
    } else if (struct.defaultConstructor() == null) {
      String mend = "Add one without arguments to " + struct.name() + ", or point to it.";
      String what = " has no default constructor, so it cannot be embedded. ";
      error(getter, struct.name() + what + mend);
    }
  }

  private Optional<Content> unsupported(Member getter) {
    TypeMirror type = getter.returned();
    String words = Interfaces.words(type);
    if (type.getKind() == TypeKind.ERROR) {
      return Optional.empty(); // the compiler says so itself
    }
    error(getter, words + " cannot be a property of a struct. " + mend(type));
    return Optional.empty();
  }

  private String mend(TypeMirror type) {
    if (type instanceof javax.lang.model.type.ArrayType array
        && array.getComponentType() instanceof PrimitiveType component) {
      String className =
          Property.capitalized(component.getKind().name().toLowerCase(java.util.Locale.ROOT));
      return "Use " + className + "Array.";
    }
    try {
      return "Use " + interfaces.types().unboxedType(type) + ".";
    } catch (IllegalArgumentException e) {
      boolean isInterface =
          Interfaces.element(type).map(TypeElement::getKind).orElse(ElementKind.OTHER)
              == ElementKind.INTERFACE;
      return isInterface
          ? "Annotate " + Interfaces.words(type) + " with @Struct."
          : "Use a primitive type, an enum, String, a struct or an array of org.freestore.";
    }
  }

  private void error(Member member, String what) {
    problems.error(Places.of(member), Places.name(member) + ": " + what);
  }
}
