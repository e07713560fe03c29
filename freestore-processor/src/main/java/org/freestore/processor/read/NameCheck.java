// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.freestore.processor.model.Struct;
import org.freestore.processor.model.StructConstructor;
import org.freestore.processor.problem.Problems;
import org.jspecify.annotations.Nullable;

/// Finds methods of a struct that the generated class needs for itself.
final class NameCheck {
  private static final String OBJECT = "org.freestore.StructObject";
  private static final String RESOURCE = "org.freestore.MemoryResource";
  private static final String ARENA = "java.lang.foreign.Arena";

  private final Interfaces interfaces;
  private final Problems problems;
  private final Struct struct;
  private final TypeElement element;
  private final Set<String> taken = new HashSet<>();

  NameCheck(Interfaces interfaces, Problems problems, Struct struct) {
    this.interfaces = interfaces;
    this.problems = problems;
    this.struct = struct;
    this.element = struct.ref().element();
  }

  void run() {
    inherited(interfaces.elements().getTypeElement(OBJECT));
    generated();
    for (ExecutableElement method : interfaces.methods(element)) {
      String signature = interfaces.signature(method);
      if (taken.contains(signature)) {
        String what =
            ": the generated class has a method of its own `" + signature + "`. Rename it.";
        problems.error(Places.of(element, method), Places.name(element, method) + what);
      }
    }
    checkGeneratedClass();
  }

  private void inherited(@Nullable TypeElement type) {
    for (TypeElement at = type; at != null; at = superclass(at)) {
      for (ExecutableElement method : ElementFilter.methodsIn(at.getEnclosedElements())) {
        if (method.getModifiers().contains(Modifier.PUBLIC)
            || method.getModifiers().contains(Modifier.PROTECTED)) {
          taken.add(interfaces.signature(method));
        }
      }
    }
  }

  private static @Nullable TypeElement superclass(TypeElement type) {
    return Interfaces.element(type.getSuperclass()).orElse(null);
  }

  private void generated() {
    String self = interfaces.types().erasure(element.asType()).toString();
    for (StructConstructor constructor : struct.constructors()) {
      List<String> parameters = names(constructor);
      take("create", parameters);
      take("tryCreate", parameters);
      take("createIn", with(RESOURCE, parameters));
      take("delegate", with(self, parameters));
      take("constructPart", with(OBJECT, parameters));
    }
    if (struct.base() != null) {
      for (StructConstructor constructor : struct.base().constructors()) {
        take("constructBase", with(self, names(constructor)));
      }
    }
    take("createArray", List.of("long"));
    take("createArrayIn", List.of(RESOURCE, "long"));
    take("copy", List.of(self));
    take("copyIn", List.of(RESOURCE, self));
    take("cast", List.of("java.lang.Object"));
    take("tryCast", List.of("java.lang.Object"));
    take("layout", List.of());
    take("describeLayout", List.of());
    take("constructDefault", List.of(self));
    take("awaiting", List.of(self, "int"));
    take("segment", List.of(self, ARENA));
  }

  private List<String> names(StructConstructor constructor) {
    return constructor.parameters().stream()
        .map(parameter -> interfaces.types().erasure(parameter.asType()).toString())
        .toList();
  }

  private static List<String> with(String first, List<String> parameters) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(parameters);
    return all;
  }

  private void take(String name, List<String> parameters) {
    taken.add(name + "(" + String.join(",", parameters) + ")");
  }

  /// One that this processor wrote in an earlier build may be on the class path.
  private void checkGeneratedClass() {
    String name = struct.ref().name().qualifiedGenerated();
    TypeElement existing = interfaces.elements().getTypeElement(name);
    if (existing != null && !isGenerated(existing)) {
      String what = ": its generated class would be " + name + ", which exists already. ";
      problems.error(element, struct.name() + what + "Rename one of the two.");
    }
  }

  private boolean isGenerated(TypeElement existing) {
    return Interfaces.element(existing.getSuperclass())
        .filter(type -> type.getQualifiedName().contentEquals(OBJECT))
        .isPresent();
  }
}
