// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.freestore.processor.model.Struct;
import org.freestore.processor.model.VirtualMethod;
import org.jspecify.annotations.Nullable;

/// Finds the virtual methods of a polymorphic struct.
final class VirtualReader {
  private final Interfaces interfaces;
  private final TypeElement struct;

  /// The structs that it extends, itself last.
  private final List<TypeElement> chain = new ArrayList<>();

  VirtualReader(Interfaces interfaces, TypeElement struct, @Nullable Struct base) {
    this.interfaces = interfaces;
    this.struct = struct;
    for (Struct at = base; at != null; at = at.base()) {
      chain.addFirst(at.ref().element());
    }
    chain.add(struct);
  }

  /// Returns the virtual methods: all that are no accessors.
  ///
  /// @param accessors of properties of the struct and its bases
  List<VirtualMethod> read(Set<ExecutableElement> accessors) {
    List<VirtualMethod> virtual = new ArrayList<>();
    for (ExecutableElement method : interfaces.methods(struct)) {
      boolean pure = method.getModifiers().contains(Modifier.ABSTRACT);
      if (!accessors.contains(method) && !isAnswered(method, accessors)) {
        virtual.add(new VirtualMethod(method, introducedBy(method), pure));
      }
    }
    return virtual;
  }

  /// An accessor can be what an abstract method of another interface asks for.
  private boolean isAnswered(ExecutableElement method, Set<ExecutableElement> accessors) {
    String signature = interfaces.signature(method);
    return method.getModifiers().contains(Modifier.ABSTRACT)
        && accessors.stream()
            .filter(accessor -> accessor.getSimpleName().equals(method.getSimpleName()))
            .anyMatch(accessor -> interfaces.signature(accessor).equals(signature));
  }

  private TypeElement introducedBy(ExecutableElement method) {
    for (TypeElement type : chain) {
      for (ExecutableElement other : interfaces.methods(type)) {
        if (other.equals(method) || interfaces.overrides(method, other, struct)) {
          return type;
        }
      }
    }
    return struct;
  }
}
