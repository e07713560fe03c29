// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.model;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/// A struct as its interface declares it.
///
/// @param ref the interface and its names
/// @param options what the annotation says
/// @param base the struct that it extends, or `null`
/// @param own the properties that it declares itself, or inherits from interfaces that are no
///   structs
/// @param constructors its ways to be constructed; none for an abstract struct that declares none
/// @param destructor the method of the interface, or `null`
/// @param virtualMethods of a polymorphic struct, those of its bases included
/// @param layout where everything lies
public record Struct(
    StructRef ref,
    Options options,
    @Nullable Struct base,
    List<Property> own,
    List<StructConstructor> constructors,
    @Nullable ExecutableElement destructor,
    List<VirtualMethod> virtualMethods,
    Layout layout) {

  /// Fields that the processor adds, by name.
  public static final String SHARED = "<shared>";

  /// What the annotation says.
  public record Options(
      boolean declaredOrder, int alignment, boolean checkInitialization, boolean sharedFromThis) {}

  public Struct {
    own = List.copyOf(own);
    constructors = List.copyOf(constructors);
    virtualMethods = List.copyOf(virtualMethods);
  }

  /// Returns the interface's name, without its package.
  public String name() {
    return ref.name().nested();
  }

  public boolean polymorphic() {
    return ref.polymorphic();
  }

  /// Returns whether no object of exactly this struct can be created.
  public boolean isAbstract() {
    return virtualMethods.stream().anyMatch(VirtualMethod::pure);
  }

  /// Returns the properties of bases and its own, as declared.
  public List<Property> properties() {
    List<Property> all = new ArrayList<>(base == null ? List.of() : base.properties());
    all.addAll(own);
    return all;
  }

  /// Returns the constructor without arguments, or `null`.
  public @Nullable StructConstructor defaultConstructor() {
    return constructors.stream().filter(StructConstructor::isDefault).findFirst().orElse(null);
  }

  /// Returns the constructor that copies, or `null`.
  public @Nullable StructConstructor copyConstructor() {
    return constructors.stream().filter(StructConstructor::copies).findFirst().orElse(null);
  }

  /// Returns whether an object can be created without arguments.
  public boolean isDefaultConstructible() {
    return !isAbstract() && defaultConstructor() != null;
  }

  /// Returns whether code runs to construct an object: zeros are not one yet.
  public boolean needsConstruction() {
    return constructors.stream().anyMatch(c -> c.method() != null)
        || (base != null && base.needsConstruction())
        || own.stream().anyMatch(Property::needsConstruction);
  }

  /// Returns whether something has to be done to destroy an object.
  public boolean needsDestruction() {
    return destructor != null
        || (base != null && base.needsDestruction())
        || own.stream().anyMatch(Property::needsDestruction);
  }

  /// Returns whether a copy of an object's bytes is a copy of it.
  public boolean isCopiedAsBytes() {
    return copyConstructor() == null
        && !sharesItself()
        && (base == null || base.isCopiedAsBytes())
        && own.stream().allMatch(Property::isCopiedAsBytes);
  }

  /// Returns whether objects have a field for those who share them.
  public boolean sharesItself() {
    return options.sharedFromThis || (base != null && base.sharesItself());
  }

  /// Returns whether nobody may write to an object's bytes: they refer to other objects.
  public boolean holdsReferences() {
    return sharesItself()
        || properties().stream()
            .map(Property::content)
            .anyMatch(content ->
                content.isPointer()
                    || content instanceof Content.Text
                    || (content instanceof Content.Elements elements
                        && elements.kind() == ArrayKind.POINTER)
                    || (content.embedded() != null && content.embedded().holdsReferences()));
  }

  /// Returns the property of this struct's own by which reads before writes are recognized, counted
  /// from 0; -1 for one that is not checked.
  public int initializationBit(Property property) {
    return options.checkInitialization
        ? own.stream().filter(Property::canBeUninitialized).toList().indexOf(property)
        : -1;
  }

  /// Returns how many bits [#initializationBit(Property)] needs.
  public int initializationBits() {
    return options.checkInitialization
        ? (int) own.stream().filter(Property::canBeUninitialized).count()
        : 0;
  }

  /// Returns the name of the field with the bits, which every struct of a chain can have.
  public static String initializedField(String structName) {
    return "<initialized " + structName + ">";
  }
}
