// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.freestore.processor.model.Content;
import org.freestore.processor.model.Property;
import org.freestore.processor.problem.Problems;
import org.jspecify.annotations.Nullable;

/// Finds the properties among the abstract methods of a struct.
///
/// Getters and setters are found by their shape, the other accessors by their name and the property
/// that it contains. What is left are virtual methods, which only a polymorphic struct may have.
final class PropertyReader {
  private static final String RELEASE = "release";
  private static final String COMPARE_AND_SET = "compareAndSet";
  private static final String GET_AND_ADD = "getAndAdd";
  private static final List<String> OF_GETTER =
      List.of(Annotations.INLINE, Annotations.OWNED, Annotations.LENGTH, Annotations.ATOMIC);

  private final Types types;
  private final ContentReader contents;
  private final Problems problems;
  private final boolean polymorphic;

  private final Map<String, Member> getters = new LinkedHashMap<>();
  private final Map<String, Member> setters = new LinkedHashMap<>();
  private final List<Member> others = new ArrayList<>();
  private final List<Member> virtual = new ArrayList<>();

  PropertyReader(
      Interfaces interfaces, ContentReader contents, Problems problems, boolean polymorphic) {
    this.types = interfaces.types();
    this.contents = contents;
    this.problems = problems;
    this.polymorphic = polymorphic;
  }

  /// Returns the properties, in the order in which their first method is declared.
  List<Property> read(List<Member> abstractMethods) {
    abstractMethods.forEach(this::sort);
    List<Property> properties = new ArrayList<>();
    for (Member getter : gettersIn(abstractMethods)) {
      property(getter).ifPresent(properties::add);
    }
    setters.values().forEach(this::setterWithoutGetter);
    others.forEach(this::leftOver);
    return properties;
  }

  /// Returns the methods that are no accessors, once the properties have been read.
  List<ExecutableElement> virtualMethods() {
    return virtual.stream().map(Member::method).toList();
  }

  private void sort(Member member) {
    if (member.has(Annotations.VIRTUAL)) {
      if (!polymorphic) {
        String mend = "Make it @Struct(polymorphic = true), or remove @Virtual.";
        error(member, "@Virtual in a struct that is not polymorphic. " + mend);
      }
      virtual.add(member);
    } else if (member.isGetter()) {
      add(getters, member);
    } else if (member.isSetter()) {
      misplaced(member);
      add(setters, member);
    } else {
      misplaced(member);
      others.add(member);
    }
  }

  /// Interfaces that know nothing of each other may have the same method.
  private void add(Map<String, Member> accessors, Member member) {
    Member former = accessors.putIfAbsent(member.name(), member);
    if (former != null && !agree(former, member)) {
      others.add(member);
    }
  }

  private boolean agree(Member one, Member other) {
    return types.isSameType(one.returned(), other.returned())
        && one.parameters().size() == other.parameters().size()
        && (one.parameters().isEmpty()
            || types.isSameType(one.parameters().getFirst(), other.parameters().getFirst()));
  }

  private void misplaced(Member member) {
    for (String annotation : OF_GETTER) {
      if (member.has(annotation)) {
        String word = "@" + annotation.substring(Annotations.PACKAGE.length());
        error(member, word + " has no meaning here. Move it to the property's getter.");
      }
    }
  }

  /// The getters of properties; releasing accessors look like getters, but are none.
  private Collection<Member> gettersIn(List<Member> members) {
    Map<String, Member> first = new LinkedHashMap<>();
    for (Member member : members) {
      Member getter = getters.get(member.name());
      if (getter != null && !isRelease(getter)) {
        first.putIfAbsent(member.name(), getter);
      }
    }
    return first.values();
  }

  private boolean isRelease(Member member) {
    return !setters.containsKey(member.name())
        && getters.containsKey(member.propertyBehind(RELEASE));
  }

  private Optional<Property> property(Member getter) {
    String name = getter.name();
    Member setter = setters.remove(name);
    Accessors found = new Accessors(getter, setter);
    if (!isPaired(getter, setter)) {
      return Optional.empty();
    }
    Optional<Content> content = contents.read(getter);
    Member release = found.take(RELEASE, getters.values());
    Member compareAndSet = found.take(COMPARE_AND_SET, others);
    Member getAndAdd = found.take(GET_AND_ADD, others);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    Property property =
        new Property(
            name,
            getter.returned(),
            content.get(),
            getter.has(Annotations.OWNED) && content.get().isPointer(),
            getter.has(Annotations.ATOMIC),
            new Property.Accessors(
                getter.method(),
                method(setter),
                method(release),
                method(compareAndSet),
                method(getAndAdd)));
    check(property, getter, setter);
    checkRelease(property, release);
    checkAtomic(property, getter, compareAndSet, getAndAdd);
    return Optional.of(property);
  }

  /// The further accessors of one property.
  private record Accessors(Member getter, @Nullable Member setter) {
    @Nullable Member take(String prefix, Collection<Member> from) {
      String wanted = prefix + Property.capitalized(getter.name());
      for (Member member : from) {
        if (member.name().equals(wanted)) {
          from.remove(member);
          return member;
        }
      }
      return null;
    }
  }

  private static @Nullable ExecutableElement method(@Nullable Member member) {
    return member == null ? null : member.method();
  }

  private boolean isPaired(Member getter, @Nullable Member setter) {
    String name = getter.name();
    String type = Interfaces.words(getter.returned());
    if (setter != null) {
      String given = Interfaces.words(setter.parameters().getFirst());
      if (!types.isSameType(getter.returned(), setter.parameters().getFirst())) {
        String mend = "Declare `void " + name + "(" + type + " value);`.";
        error(setter, "the setter takes " + given + ", the getter returns " + type + ". " + mend);
        return false;
      }
      return true;
    }
    if (getter.has(Annotations.INLINE) || getter.has(Annotations.LENGTH)) {
      return true;
    }
    String add = "Add `void " + name + "(" + type + " value);`";
    String unless = polymorphic ? ", or mark the method @Virtual." : ".";
    error(getter, "getter without setter. " + add + unless);
    return false;
  }

  private void setterWithoutGetter(Member setter) {
    String type = Interfaces.words(setter.parameters().getFirst());
    if (getters.containsKey(setter.name())) {
      return; // reported with the getter
    }
    String add = "Add `" + type + " " + setter.name() + "();`";
    String unless = polymorphic ? ", or mark the method @Virtual." : ".";
    error(setter, "setter without getter. " + add + unless);
  }

  private void check(Property property, Member getter, @Nullable Member setter) {
    Content content = property.content();
    boolean isArray =
        content instanceof Content.Elements || content instanceof Content.EmbeddedElements;
    if (isArray && setter != null) {
      String mend = "Remove it, and copy elements with copyFrom.";
      error(setter, "an embedded array has no setter. " + mend);
    }
    if (property.owned() && property.atomic()) {
      error(getter, "an @Owned pointer cannot be @Atomic. Remove one of the two.");
    }
  }

  private void checkRelease(Property property, @Nullable Member release) {
    if (release == null) {
      return;
    }
    if (!property.owned()) {
      error(release, property.name() + " is not @Owned. Mark its getter @Owned, or remove this.");
    } else if (!types.isSameType(release.returned(), property.type())) {
      String type = Interfaces.words(property.type());
      error(release, "returns another type than the property. Let it return " + type + ".");
    }
  }

  private void checkAtomic(
      Property property,
      Member getter,
      @Nullable Member compareAndSet,
      @Nullable Member getAndAdd) {
    String type = Interfaces.words(property.type());
    boolean isNumber =
        property.type().getKind() == TypeKind.INT || property.type().getKind() == TypeKind.LONG;
    for (Member member : new Member[] {compareAndSet, getAndAdd}) {
      if (member != null && !getter.has(Annotations.ATOMIC)) {
        error(member, property.name() + " is not @Atomic. Mark its getter @Atomic.");
      }
    }
    if (compareAndSet != null) {
      boolean fits =
          isNumber
              || property.content() instanceof Content.Ordinal
              || property.content().isPointer();
      String shape = "`boolean " + compareAndSet.name() + "(%s expected, %s value);`";
      if (!fits) {
        error(
            compareAndSet,
            type + " cannot be compared and set. Use int, long, an enum or a pointer.");
      } else if (compareAndSet.returned().getKind() != TypeKind.BOOLEAN
          || !takes(compareAndSet, property.type(), property.type())) {
        error(compareAndSet, "wrong shape. Declare " + shape.formatted(type, type) + ".");
      }
    }
    if (getAndAdd != null) {
      if (!isNumber) {
        error(getAndAdd, type + " cannot be added to. Use int or long.");
      } else if (!types.isSameType(getAndAdd.returned(), property.type())
          || !takes(getAndAdd, property.type())) {
        String shape = "`" + type + " " + getAndAdd.name() + "(" + type + " delta);`";
        error(getAndAdd, "wrong shape. Declare " + shape + ".");
      }
    }
  }

  private boolean takes(Member member, TypeMirror... wanted) {
    List<? extends TypeMirror> parameters = member.parameters();
    for (int i = 0; i < wanted.length; i++) {
      if (parameters.size() != wanted.length || !types.isSameType(parameters.get(i), wanted[i])) {
        return false;
      }
    }
    return true;
  }

  private void leftOver(Member member) {
    if (getters.containsKey(member.name()) || isAccessorOfNothing(member)) {
      String mend = "Rename it, or give it the property's type.";
      error(member, "is like an accessor of a property, but does not fit it. " + mend);
    } else if (polymorphic) {
      virtual.add(member);
    } else {
      String mend = "Make it a default method, or the struct @Struct(polymorphic = true).";
      error(member, "an abstract method that is no accessor. " + mend);
    }
  }

  private boolean isAccessorOfNothing(Member member) {
    return getters.containsKey(member.propertyBehind(COMPARE_AND_SET))
        || getters.containsKey(member.propertyBehind(GET_AND_ADD));
  }

  private void error(Member member, String what) {
    problems.error(Places.of(member), Places.name(member) + ": " + what);
  }
}
