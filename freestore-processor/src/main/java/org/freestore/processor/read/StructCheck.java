// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.freestore.processor.model.Property;
import org.freestore.processor.model.Struct;
import org.freestore.processor.problem.Problems;
import org.jspecify.annotations.Nullable;

/// Checks what only the whole struct shows.
final class StructCheck {
  /// What `@SuppressWarnings` takes beside `freestore`.
  private static final String NON_POLYMORPHIC_BASE = "non-polymorphic-base";

  private static final String NON_VIRTUAL = "non-virtual";

  private final Interfaces interfaces;
  private final Problems problems;
  private final Struct struct;
  private final TypeElement element;
  private final String name;

  StructCheck(Interfaces interfaces, Problems problems, Struct struct) {
    this.interfaces = interfaces;
    this.problems = problems;
    this.struct = struct;
    this.element = struct.ref().element();
    this.name = struct.name();
  }

  void run() {
    checkDeclaration();
    checkAlignment();
    checkBases();
    checkConstants();
    new CycleCheck(interfaces, problems, element).run();
    new NameCheck(interfaces, problems, struct).run();
    if (struct.base() != null) {
      checkAgainstBase(struct.base());
    }
  }

  private void checkDeclaration() {
    if (!element.getTypeParameters().isEmpty()) {
      String mend = "Remove them: declare a struct for each type.";
      error(element, ": a struct cannot have type parameters. " + mend);
    }
    for (TypeElement at = element; at != null; at = outer(at)) {
      if (at.getModifiers().contains(Modifier.PRIVATE)) {
        String what = at.equals(element) ? "" : ", because " + at.getSimpleName() + " is private";
        error(element, ": its generated class could not use it" + what + ". Remove `private`.");
      }
    }
    if (struct.layout().isTooLarge()) {
      String mend = "Point to an array instead.";
      error(element, ": larger than any object can be. " + mend);
    }
  }

  private static @Nullable TypeElement outer(TypeElement type) {
    return type.getEnclosingElement() instanceof TypeElement outer ? outer : null;
  }

  private void checkAlignment() {
    int alignment = struct.options().alignment();
    if (!StructReader.isAlignment(alignment)) {
      String mend = "Use a power of two from 8 to 1024.";
      error(element, ": alignment = " + alignment + " is not possible. " + mend);
    }
  }

  private void checkBases() {
    List<TypeElement> bases = interfaces.bases(element);
    if (bases.size() > 1) {
      String names = String.join(" and ", bases.stream().map(Places::name).toList());
      String mend = "Extend one, and point to or @Inline the other.";
      error(element, ": extends several structs, " + names + ". " + mend);
    }
  }

  /// The generated class has a constant for each property.
  private void checkConstants() {
    Map<String, Property> byConstant = new HashMap<>();
    for (Property property : struct.properties()) {
      Property former = byConstant.putIfAbsent(property.offsetConstant(), property);
      if (former != null && !former.name().equals(property.name())) {
        ExecutableElement getter = property.accessors().getter();
        problems.error(
            Places.of(element, getter),
            Places.name(element, getter)
                + ": its constant would be "
                + property.offsetConstant()
                + ", as that of "
                + former.name()
                + " is. Rename one of the two.");
      }
    }
  }

  private void checkAgainstBase(Struct base) {
    Set<ExecutableElement> accessors = StructReader.accessors(base);
    for (ExecutableElement method : ElementFilter.methodsIn(element.getEnclosedElements())) {
      boolean hides =
          accessors.stream()
              .anyMatch(one ->
                  one.getSimpleName().equals(method.getSimpleName())
                      && interfaces.signature(one).equals(interfaces.signature(method)));
      if (hides && !method.getModifiers().contains(Modifier.STATIC)) {
        String what = ": an accessor of the base " + base.name() + ". Rename it.";
        problems.error(method, Places.name(element, method) + what);
      } else if (!struct.polymorphic()) {
        adviseOnOverride(method, base);
      }
    }
    if (!base.polymorphic() && struct.layout().isApart() != base.layout().isApart()) {
      error(
          element,
          ": its objects are too large or too strictly aligned to lie where those of its base "
              + base.name()
              + " do (byteSize="
              + struct.layout().byteSize()
              + " byteAlignment="
              + struct.layout().byteAlignment()
              + "). Make "
              + base.name()
              + " @Struct(polymorphic = true).");
    }
    if (!base.polymorphic() && base.needsDestruction()) {
      warning(
          element,
          NON_POLYMORPHIC_BASE,
          ": its base "
              + base.name()
              + " has something to destroy, but is not polymorphic, so this cannot be deleted as "
              + base.name()
              + ". Make that @Struct(polymorphic = true).");
    }
  }

  private void adviseOnOverride(ExecutableElement method, Struct base) {
    for (ExecutableElement other : interfaces.methods(base.ref().element())) {
      if (interfaces.overrides(method, other, element)) {
        problems.warning(
            method,
            NON_VIRTUAL,
            Places.name(element, method)
                + ": not called through a pointer to "
                + base.name()
                + ", which is not polymorphic. Make that @Struct(polymorphic = true).");
      }
    }
  }

  private void error(TypeElement at, String what) {
    problems.error(at, name + what);
  }

  private void warning(TypeElement at, String word, String what) {
    problems.warning(at, word, name + what);
  }
}
